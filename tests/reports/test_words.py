"""Thai text cut into words: any text at all, nothing written at home, nothing read before it is needed."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from reports import words

LETTERS = st.text(st.characters(min_codepoint=0x0E00, max_codepoint=0x0E7F), max_size=60)


@given(LETTERS)
def test_words_joined_again_are_the_text(letters):
    assert "".join(words.thai_words(letters)) == letters


@pytest.mark.parametrize("segmenter", [lambda letters: ["อื่น"], lambda letters: 1 / 0])
def test_a_segmenter_that_fails_leaves_the_letters_together(monkeypatch, segmenter):
    monkeypatch.setattr(words, "_segmenter", lambda: segmenter)

    assert words.thai_words("จังหวัดลำพูน") == ["จังหวัดลำพูน"]


def test_the_segmenter_writes_nothing_at_home(tmp_path):
    code = (
        "from reports.words import thai_words; assert thai_words('จังหวัดลำพูน') == ['จังหวัด', 'ลำพูน']"
    )
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}

    subprocess.run([sys.executable, "-c", code], env=env, check=True, cwd=settings.BASE_DIR)

    assert list(tmp_path.iterdir()) == []


def test_the_dictionary_is_read_only_when_it_is_needed():
    code = "import sys; import reports.redline; sys.exit('pythainlp' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR).returncode == 0

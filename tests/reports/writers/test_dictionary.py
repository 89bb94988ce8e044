"""libthai reads our dictionary: its own words, and those of these reports."""

import ctypes
import os
import subprocess
import sys

import pytest

from reports.writers import dictionary

# libthai reads its dictionary once in a process, so it is asked in another one.
ASK = """
import ctypes, sys
library = ctypes.CDLL("libthai.so.0")
library.th_brk_new.restype = ctypes.c_void_p
library.th_brk_new.argtypes = [ctypes.c_char_p]
library.th_brk_wc_find_breaks.argtypes = [
    ctypes.c_void_p, ctypes.c_wchar_p, ctypes.c_void_p, ctypes.c_size_t]
brk = library.th_brk_new(None)
for text in sys.stdin.read().split():
    places = (ctypes.c_int * len(text))()
    count = library.th_brk_wc_find_breaks(brk, text, places, len(text))
    ends = [0, *places[:count], len(text)]
    print(" ".join(text[a:b] for a, b in zip(ends, ends[1:])))
"""


def divided(texts: list[str], folder: str = "") -> list[list[str]]:
    """Each text as the words that libthai finds in it, with its own dictionary or one of a folder."""
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        input="\n".join(texts),
        env={**os.environ, dictionary.VARIABLE: folder},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [line.split() for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> str:
    made = tmp_path_factory.mktemp("dictionary")
    dictionary.extend(dictionary.SYSTEM, made / dictionary.NAME, dictionary.words())
    return str(made)


def test_every_word_of_ours_is_parted_without_us_and_whole_with_us(folder):
    words = dictionary.words()

    assert [
        word for word, found in zip(words, divided(words), strict=True) if len(found) == 1
    ] == []
    assert divided(words, folder) == [[word] for word in words]


def test_the_words_that_reports_are_made_of_stay_whole(folder):
    text = "ดำเนินการตามปีงบประมาณของผู้มีส่วนได้ส่วนเสียในหน่วยงานและส่วนราชการกับคณะทำงาน"

    assert divided([text], folder) == [
        [
            *("ดำเนินการ", "ตาม", "ปีงบประมาณ", "ของ", "ผู้มีส่วนได้ส่วนเสีย", "ใน", "หน่วยงาน"),
            *("และ", "ส่วนราชการ", "กับ", "คณะทำงาน"),
        ]
    ]


def test_other_words_are_parted_as_before(folder):
    texts = ["จังหวัดแจ้งเวียนข้อมูล", "ประชาชนเข้าถึงได้", "กรุงเทพ"]

    assert divided(texts, folder)[1:] == divided(texts)[1:]


def test_words_are_listed_once_and_in_order():
    assert dictionary.words() == sorted(set(dictionary.words()))


def test_a_missing_dictionary_is_named(tmp_path):
    with pytest.raises(dictionary.NoDictionary, match="is missing or not a dictionary"):
        dictionary.extend(tmp_path / "nothing", tmp_path / "made", ["ก"])


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(dictionary.NoDictionary, match="cannot be written"):
        dictionary.extend(dictionary.SYSTEM, tmp_path / "no" / "folder", ["ก"])


def test_a_missing_library_is_named(monkeypatch, tmp_path):
    def refuse(name):
        raise OSError(f"{name}: not found")

    monkeypatch.setattr(ctypes, "CDLL", refuse)

    with pytest.raises(dictionary.NoDictionary, match=r"libdatrie\.so\.1: not found"):
        dictionary.extend(dictionary.SYSTEM, tmp_path / "made", ["ก"])

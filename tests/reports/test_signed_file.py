"""What is taken as the scan of a signed paper: what is good as evidence, of the kinds that a scanner makes."""

import pytest

from reports import signed_file
from reports.evidence.refusals import EMPTY, PDF_DAMAGED
from reports.signed_file import OTHER_KIND, NotAccepted
from tests import hostile


@pytest.mark.parametrize(
    ("data", "name", "kept"),
    [
        (hostile.pdf(), "สแกน.pdf", ("สแกน.pdf", "pdf")),
        (hostile.picture(), "หน้า 1.png", ("หน้า 1.png", "png")),
    ],
)
def test_a_scan_is_kept_under_a_name_that_says_what_it_is(data, name, kept):
    found = signed_file.examine(data, name)

    assert (found.name, found.format) == kept


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", EMPTY), (b"%PDF-1.7 broken", PDF_DAMAGED), (hostile.docx(), OTHER_KIND)],
)
def test_anything_else_is_refused_with_its_sentence(data, sentence):
    with pytest.raises(NotAccepted) as caught:
        signed_file.examine(data, "signed.docx" if data.startswith(b"PK") else "signed.pdf")

    assert caught.value.message == sentence

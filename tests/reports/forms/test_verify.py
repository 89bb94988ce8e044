"""A reference and a file as they are handed in on the page that confirms references."""

import pytest

from reports.forms.verify import SHAPE, FileForm, ReferenceForm


def test_a_reference_is_cleaned_to_how_it_is_kept():
    form = ReferenceForm({"reference": " ๒๕๖๗-๖-๕๑-๐๒ "})

    assert form.is_valid()
    assert form.cleaned_data == {"reference": "2567-6-51-02"}


@pytest.mark.parametrize("typed", ["ลำพูน", "2567-6-51", "9" * 500, "2567-7-51-01"])
def test_what_is_no_reference_is_told_what_one_looks_like(typed):
    assert ReferenceForm({"reference": typed}).errors == {"reference": [SHAPE]}


def test_a_file_is_asked_for_in_words():
    nothing, too_large = FileForm({}, {}), FileForm({}, {}, was_too_large=True)

    assert nothing.errors == {"file": ["โปรดเลือกไฟล์ที่ต้องการตรวจสอบก่อน"]}
    assert too_large.errors == {"file": ["ไฟล์ใหญ่เกิน 20 MB ไม่ใช่ไฟล์ที่ระบบนี้ออกให้"]}

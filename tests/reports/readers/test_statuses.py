"""Wordings of a status: those of the list, guesses, and words that say none."""

import pytest

from reports.readers.statuses import Understood, is_known, understand


@pytest.mark.parametrize(
    ("wording", "understood"),
    [
        ("ดำเนินการแล้ว", Understood("done")),
        ("เสร็จเรียบร้อยแล้ว", Understood("done")),
        ("ดำเนินการเสร็จเรียบร้อยแล้ว", Understood("done")),
        ("ดำเนินการ เสร็จ เรียบร้อยแล้ว.", Understood("done")),
        ("อยู่ระหว่าง\nดำเนินการ", Understood("in_progress")),
        ("(อยู่ระหว่างดำเนินการ)", Understood("in_progress")),
        ("-", Understood("not_due")),
        ("–", Understood("not_due")),
        ("ยังไม่ถึงกำหนด", Understood("not_due")),
        ("", Understood(None)),
        ("ยังไม่แล้วเสร็จ", Understood("in_progress", is_guess=True)),
        ("ยังไม่ได้ดำเนินการ", Understood("not_due", is_guess=True)),
        ("กำลังจัดทำ", Understood("in_progress", is_guess=True)),
        ("ดำเนินการแล้วทุกหน่วยงาน", Understood("done", is_guess=True)),
        ("ไม่แล้วเสร็จ", Understood("in_progress", is_guess=True)),
        ("คาดว่าจะแล้วเสร็จ ม.ค. 67", Understood("in_progress", is_guess=True)),
        ("(/) ดำเนินการแล้ว ( ) อยู่ระหว่างดำเนินการ", Understood("done", is_guess=True)),
        ("☐ ดำเนินการแล้ว ☑ อยู่ระหว่างดำเนินการ", Understood("in_progress", is_guess=True)),
        ("ดำเนินการแล้ว/อยู่ระหว่างดำเนินการ", Understood(None, is_guess=True)),
        ("ตามเอกสารแนบ", Understood(None, is_guess=True)),
    ],
)
def test_wordings(wording, understood):
    assert understand(wording) == understood


def test_a_known_status_is_a_whole_cell():
    assert is_known("ดำเนินการ แล้ว")
    assert not is_known("จังหวัดดำเนินการแล้ว")

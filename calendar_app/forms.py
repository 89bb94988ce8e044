"""What a fiscal year, a round's days and its title must be, said in Thai."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.conf import settings

from ita_portal import thai

FIRST_YEAR, LAST_YEAR = 2540, 2640  # พ.ศ.
NOT_A_YEAR = "โปรดพิมพ์ปีงบประมาณเป็น พ.ศ. เช่น 2567"


def let_pass(value, refusal: Callable[..., str]):
    """The value, unless a sentence refuses it."""
    if message := refusal(value):
        raise forms.ValidationError(message)
    return value


def title_refusal(title: str) -> str:
    """The sentence that refuses a round's title, or ''."""
    if "{province}" in title:
        return ""
    return "ชื่อรายงานต้องมี {province} ตรงที่จะพิมพ์ชื่อจังหวัด เช่น จังหวัด{province} (พิมพ์เป็นภาษาอังกฤษตามนี้)"


def qr_refusal(show_qr: bool) -> str:
    """The sentence that refuses a QR code where nobody has said which address it leads to, or ''."""
    if not show_qr or settings.PUBLIC_URL:
        return ""
    return (
        "ยังพิมพ์คิวอาร์โค้ดไม่ได้ เพราะระบบยังไม่รู้ที่อยู่เว็บไซต์ของตนเอง"
        " โปรดให้ผู้ดูแลเครื่องแม่ข่ายกำหนดค่า PUBLIC_URL เช่น https://ita.example.go.th"
        " แล้วเริ่มระบบใหม่ หรือไม่เลือกข้อนี้"
    )


def due_refusal(opens_on: date | None, due_on: date | None) -> str:
    """The sentence that refuses a due date before the opening, or ''."""
    if not (opens_on and due_on and due_on < opens_on):
        return ""
    return f"กำหนดส่ง ({thai.write_date(due_on)}) มาก่อนวันเปิดรับรายงาน ({thai.write_date(opens_on)})"


def extension_refusal(due_on: date | None, due_for_all: date | None) -> str:
    """The sentence that refuses an extension that extends nothing, or ''."""
    if not (due_on and due_for_all and due_on <= due_for_all):
        return ""
    return f"โปรดกำหนดวันหลังกำหนดส่งของรอบ ({thai.write_date(due_for_all)}) หรือลบการขยายเวลานี้"

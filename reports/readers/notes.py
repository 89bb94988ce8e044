"""What a person must hear of a file, as notes of a `Paper`: each a sentence that says what was left out."""

from collections.abc import Iterable

NOTE = "file_note"
# Words that are quoted in a note are cut after so many characters.
QUOTED = 200

DELETED = "ข้อความที่ถูกลบไว้โดยการติดตามการแก้ไข (Track Changes) ไม่ได้นำมาอ่าน"
HIDDEN = "ข้อความที่ซ่อนไว้ในไฟล์ไม่ได้นำมาอ่าน"
STRUCK = "ข้อความที่ขีดฆ่าไว้ถูกนำมาอ่านด้วย โปรดตรวจว่ายังต้องการหรือไม่"
RAISED = "ตัวยกหรือตัวห้อยถูกอ่านเป็นตัวปกติ โปรดตรวจตัวเลข"
COMMENTS = "ความเห็นที่แทรกไว้ในเอกสาร (Comment) ไม่ได้นำมาอ่าน"
MARGINS = "ข้อความที่หัวหรือท้ายกระดาษไม่ได้นำมาอ่าน"
ONLY_MARGINS = "ไฟล์นี้มีข้อความอยู่เฉพาะที่หัวหรือท้ายกระดาษ จึงอ่านจากส่วนนั้น"
TITLE_IN_MARGIN = "ไม่มีข้อความเหนือตาราง จึงอ่านข้อความที่หัวกระดาษเป็นชื่อรายงาน"
ARROWS = "ตารางนี้มีเส้นหรือลูกศรที่วาดไว้ ซึ่งอ่านเป็นเครื่องหมาย ↔ โปรดตรวจว่าครอบคลุมเดือนตามต้นฉบับ"
HIDDEN_SHEETS = "แผ่นงานที่ซ่อนไว้ไม่ได้นำมาอ่าน"
HIDDEN_ROWS = "แถวหรือคอลัมน์ที่ซ่อนไว้ในแผ่นงานถูกนำมาอ่านด้วย"
NO_VALUE = "สูตรในไฟล์ไม่มีผลลัพธ์บันทึกไว้ จึงอ่านเป็นช่องว่าง โปรดเปิดไฟล์ในโปรแกรมเดิม บันทึกใหม่ แล้วลองอีกครั้ง"
MACROS = "ไฟล์นี้มีมาโคร ระบบอ่านเฉพาะข้อความและไม่เรียกใช้มาโคร"


def note(sentence: str, words: Iterable[str] = ()) -> tuple[str, str]:
    """A note, with the words it is about."""
    said = ", ".join(" ".join(one.split()) for one in words if one.strip())
    if not said:
        return NOTE, sentence
    cut = said if len(said) <= QUOTED else f"{said[:QUOTED]}…"
    return NOTE, f"{sentence}: “{cut}”"

"""The words of the portal's mail: what the centre may write, and what holds where it wrote nothing (pure).

A place such as {province} is filled in when a message is made, as in the letters of a report.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from calendar_app import letter_words

# Kinds of mail, in the order of the page on which they are worded.
BEFORE_DUE, AFTER_DUE, REMINDER = "before_due", "after_due", "reminder"
RETURNED, ACCEPTED, HANDED_OVER = "returned", "accepted", "handed_over"
NOTICE, DIGEST = "notice", "digest"

KIND_LABELS = {
    BEFORE_DUE: "เตือนก่อนครบกำหนดส่ง",
    AFTER_DUE: "เตือนเมื่อเลยกำหนดส่ง",
    REMINDER: "ส่วนกลางแจ้งเตือนเอง",
    RETURNED: "ส่งคืนให้แก้ไข",
    ACCEPTED: "รับรายงานแล้ว",
    HANDED_OVER: "เสนอหัวหน้าสำนักงาน",
    NOTICE: "แจ้งเรื่องอื่น",
    DIGEST: "สรุปประจำวันถึงผู้ตรวจ",
}
WHEN = {
    BEFORE_DUE: "ส่งเวลา ๐๘.๓๐ น. ของวันทำการ ถึงจังหวัดที่ยังไม่ส่งรายงาน",
    AFTER_DUE: "ส่งเวลา ๐๘.๓๐ น. ของวันทำการ ถึงจังหวัดที่เลยกำหนดแล้วยังไม่ส่ง",
    REMINDER: "ส่งเมื่อผู้ตรวจกดแจ้งเตือนจังหวัด",
    RETURNED: "ส่งเมื่อส่วนกลางส่งคืนให้แก้ไข",
    ACCEPTED: "ส่งเมื่อส่วนกลางรับรายงาน",
    HANDED_OVER: "ส่งถึงหัวหน้าสำนักงาน เมื่อเจ้าหน้าที่เสนอรายงาน",
    NOTICE: "ส่งเมื่อเปิดรอบ ปิดรอบ ขยายเวลา ปฏิทินเปลี่ยน เปิดให้แก้ไขอีกครั้ง หรือถอนการเผยแพร่",
    DIGEST: "ส่งเวลา ๐๘.๓๐ น. ของวันทำการ เฉพาะวันที่มีเรื่องรอตรวจหรือเลยกำหนด",
}
# Those that stop by themselves when the report is sent or the round closes.
REMINDERS = frozenset({BEFORE_DUE, AFTER_DUE, REMINDER})

_OF_A_PROVINCE = {
    "person": "ชื่อผู้รับ",
    "province": "ชื่อจังหวัด",
    "round": "ชื่อรอบรายงาน",
    "due": "กำหนดส่งของจังหวัด",
    "days": "เหลือกี่วันหรือเลยมากี่วัน",
    "address": "ลิงก์ไปยังหน้าที่ต้องทำ",
    "receiver": "หน่วยงานผู้รับรายงานและโทรศัพท์",
}
_UNFINISHED = {"unfinished": "รายการที่ยังค้าง บรรทัดละเรื่อง"}
_SAID = {"title": "เรื่องที่แจ้ง", "words": "ข้อความที่แจ้ง เช่น ข้อทักท้วงหรือเหตุผล"}
_OF_A_DAY = {
    "person": "ชื่อผู้รับ",
    "day": "วันที่ของสรุป",
    "arrived": "รายงานที่ส่งเข้ามาใหม่",
    "waiting": "รายงานที่รอตรวจนานที่สุด",
    "overdue": "จังหวัดที่เลยกำหนดแล้วยังไม่ส่ง",
    "address": "ลิงก์ไปยังงานตรวจ",
}
# Days before (negative) and after a due date on which reminders go unless the centre says otherwise.
STANDARD_DAYS = (-7, -3, -1, 1, 5)


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and body of a kind of mail, or of one message."""

    subject: str
    body: str


_CLOSING = "\n\nเปิดดูได้ที่ {address}\n\n{receiver}\nจดหมายนี้ส่งโดยระบบ โปรดอย่าตอบกลับ"

STANDARD = {
    BEFORE_DUE: Words(
        "จังหวัด{province}: {days}ถึงกำหนดส่งรายงาน ITA",
        "เรียน {person}\n\n{round} กำหนดส่งภายในวันที่ {due} ({days})\n"
        "จังหวัด{province}ยังมีรายการที่ค้างอยู่ ดังนี้\n{unfinished}" + _CLOSING,
    ),
    AFTER_DUE: Words(
        "จังหวัด{province}: {days} ยังไม่ส่งรายงาน ITA",
        "เรียน {person}\n\n{round} ครบกำหนดส่งเมื่อวันที่ {due} ({days}) ยังเปิดรับอยู่\n"
        "จังหวัด{province}ยังมีรายการที่ค้างอยู่ ดังนี้\n{unfinished}" + _CLOSING,
    ),
    REMINDER: Words(
        "ส่วนกลางแจ้งเตือนจังหวัด{province}: {round}",
        "เรียน {person}\n\n{words}\n\n{round} กำหนดส่งภายในวันที่ {due} ({days})\n"
        "รายการที่ยังค้าง\n{unfinished}" + _CLOSING,
    ),
    RETURNED: Words(
        "ส่งคืนให้แก้ไข: รายงานของจังหวัด{province}",
        "เรียน {person}\n\nส่วนกลางส่งคืนรายงาน {round} ของจังหวัด{province}ให้แก้ไข"
        " กำหนดส่งภายในวันที่ {due}\n\n{words}" + _CLOSING,
    ),
    ACCEPTED: Words(
        "รับรายงานของจังหวัด{province}แล้ว",
        "เรียน {person}\n\nส่วนกลางรับรายงาน {round} ของจังหวัด{province}แล้ว\n\n{words}" + _CLOSING,
    ),
    HANDED_OVER: Words(
        "รอท่านรับรอง: รายงาน ITA จังหวัด{province}",
        "เรียน {person}\n\nเจ้าหน้าที่เสนอรายงาน {round} ของจังหวัด{province} รอท่านรับรองและส่ง"
        " กำหนดส่งภายในวันที่ {due} ({days})\n\n{words}" + _CLOSING,
    ),
    NOTICE: Words("จังหวัด{province}: {title}", "เรียน {person}\n\n{title}\n\n{words}" + _CLOSING),
    DIGEST: Words(
        "งานตรวจรายงาน ITA วันที่ {day}",
        "เรียน {person}\n\nส่งเข้ามาใหม่\n{arrived}\n\nรอตรวจนานที่สุด\n{waiting}\n\n"
        "เลยกำหนด ยังไม่ส่ง\n{overdue}\n\nเปิดงานตรวจได้ที่ {address}\nจดหมายนี้ส่งโดยระบบ โปรดอย่าตอบกลับ",
    ),
}

LONGEST_SUBJECT, LONGEST_BODY = 200, 5_000
MOST_DAYS = 60  # as a constraint of ReminderRule says


def places_of(kind: str) -> Mapping[str, str]:
    """The places that a kind of mail fills in, with what each becomes."""
    if kind == DIGEST:
        return _OF_A_DAY
    if kind == REMINDER:
        return _OF_A_PROVINCE | _UNFINISHED | _SAID
    return _OF_A_PROVINCE | (_UNFINISHED if kind in REMINDERS else _SAID)


def refusal(kind: str, words: str) -> str:
    """The Thai sentence that refuses a text with an unknown place or half a place; '' when all are known."""
    return letter_words.refusal(words, places_of(kind))


def filled(words: Words, values: Mapping[str, str]) -> Words:
    """The wording with its places filled in; a subject is one line, empty places leave no gaps."""
    subject = " ".join(letter_words.filled(words.subject, values).split())
    lines = letter_words.filled(words.body, values).splitlines()
    kept = [
        line.rstrip()
        for line, before in zip(lines, ["x", *lines], strict=False)
        if line.strip() or before.strip()
    ]
    return Words(subject, "\n".join(kept).strip() + "\n")


def days_words(days: int) -> str:
    """อีก … วัน before a due date (days left), วันนี้ on it, เลยกำหนดมาแล้ว … วัน after (negative)."""
    if days > 0:
        return f"อีก {days} วัน"
    return f"เลยกำหนดมาแล้ว {-days} วัน" if days else "ครบกำหนดวันนี้"

"""The words of the two letters that travel with a report: what a round may write, and what holds where it does not.

A place such as {province} is filled in when a letter is made. The names of the places are English, as
that of the province in the title of a report.
"""

import re
from collections.abc import Collection, Mapping

# What each place becomes, in the words of the admin page.
PLACES = {
    "province": "ชื่อจังหวัด",
    "months": "จำนวนเดือนของรอบ",
    "fiscal_year": "ปีงบประมาณ พ.ศ.",
    "period": "ช่วงเวลาของรอบ",
    "as_of": "ข้อมูล ณ วันที่",
    "due": "กำหนดส่งของจังหวัด",
    "reference": "เลขอ้างอิงของฉบับที่ส่ง",
    "receiver": "หน่วยงานผู้รับรายงาน",
}

_SUBJECT = (
    "รายงานผลการดำเนินการตามแผนการขับเคลื่อนเพื่อพัฒนาและยกระดับการประเมินคุณธรรมและความโปร่งใส"
    "ในการดำเนินงานของหน่วยงานภาครัฐ (ITA) ประจำปีงบประมาณ พ.ศ. {fiscal_year} (รอบ {months} เดือน)"
)
_TASK = (
    "รายงานผลการดำเนินการตามแผนการขับเคลื่อนเพื่อพัฒนาและยกระดับการประเมินคุณธรรมและความโปร่งใส"
    "ในการดำเนินงานของหน่วยงานภาครัฐ (ITA) ประจำปีงบประมาณ พ.ศ. {fiscal_year} รอบ {months} เดือน"
    " ({period}) ภายในวันที่ {due}"
)

# By the columns of a round; in the order of its page.
STANDARD = {
    "memo_subject": _SUBJECT,
    "memo_to": "หัวหน้าสำนักงานจังหวัด{province}",
    "memo_body": (
        f"ด้วยจังหวัด{{province}}ต้อง{_TASK} นั้น\n"
        "บัดนี้ ได้จัดทำรายงานดังกล่าว ข้อมูล ณ วันที่ {as_of} เสร็จเรียบร้อยแล้ว"
        " รายละเอียดปรากฏตามเอกสารที่แนบมาพร้อมนี้\n"
        "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบ ขอได้โปรดรับรองและส่งรายงาน และลงนามในหนังสือนำส่งที่เสนอมาพร้อมนี้"
    ),
    "letter_subject": _SUBJECT,
    "letter_to": "ปลัดกระทรวงมหาดไทย",
    "letter_reference": "หนังสือสำนักงานปลัดกระทรวงมหาดไทย ที่ มท .................... ลงวันที่ ....................",
    "letter_body": (
        f"ตามหนังสือที่อ้างถึง แจ้งให้จังหวัด{_TASK} ความละเอียดแจ้งแล้ว นั้น\n"
        "จังหวัด{province}ได้จัดทำรายงานดังกล่าว ข้อมูล ณ วันที่ {as_of} และส่งทางระบบรายงานการขับเคลื่อน ITA จังหวัดแล้ว"
        " เลขอ้างอิง {reference} รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย\n"
        "จึงเรียนมาเพื่อโปรดทราบ"
    ),
}

_PLACE = re.compile(r"\{([^{}]*)\}")


def unknown_places(words: str, places: Collection[str] = PLACES) -> list[str]:
    """The places of a text that nothing fills in, each once, in order."""
    return list(dict.fromkeys(name for name in _PLACE.findall(words) if name not in places))


def refusal(words: str, places: Collection[str] = PLACES) -> str:
    """The Thai sentence that refuses a text with an unknown place or half a place; '' when all are known."""
    unknown = ", ".join(f"{{{name}}}" for name in unknown_places(words, places))
    known = " ".join(f"{{{name}}}" for name in places)
    if unknown:
        return f"ไม่รู้จัก {unknown} โปรดแก้หรือลบออก ที่ใช้ได้คือ {known} (พิมพ์เป็นภาษาอังกฤษตามนี้)"
    if set("{}") & set(_PLACE.sub("", words)):
        return f"วงเล็บปีกกาไม่ครบคู่ โปรดพิมพ์ให้ครบหรือลบออก ที่ใช้ได้คือ {known}"
    return ""


def filled(words: str, values: Mapping[str, str]) -> str:
    """A text with its places filled in; one that is not known stays as it is written."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), words)

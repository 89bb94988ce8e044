"""The name of a file as it is shown: Thai stays readable, its end says what the file is, nothing in it deceives."""

import re

from ita_portal import thai
from reports.evidence.refusals import CONTROL_NAME, PROGRAM_NAME, TURNED_NAME, NotAccepted

# Characters of a shown name with its end, and bytes of UTF-8: what file systems bear.
LONGEST, MOST_BYTES = 120, 240
NAMELESS = "ไฟล์ไม่มีชื่อ"
ENDS = {"pdf": "pdf", "jpeg": "jpg", "png": "png", "docx": "docx", "xlsx": "xlsx"}

_OF_DOCUMENTS = re.compile(
    "pdf|jpg|jpeg|jpe|jfif|png|docx|xlsx|doc|xls|txt|csv|gif|bmp|tiff?|heic|webp|rtf|odt|ods"
)
# What an office computer runs when it is opened.
_OF_PROGRAMS = re.compile(
    "exe|com|bat|cmd|scr|pif|cpl|msi|msp|dll|sys|lnk|url|hta|htm|html|xhtml|mht|mhtml|svgz?|xml|m?js|jse"
    "|vbs|vbe|wsf|wsh|psm?1|reg|inf|jar|class|apk|app|dmg|sh|bash|py|rb|pl|php|phtml|aspx?|jsp"
    "|docm|dotm|xlsm|xltm|xlam|pptm|iso|img|vhd|scf|chm|application|gadget"
)
# Those that pass for a document when the end behind them is hidden; `example.com.pdf` is a page in print.
_HIDDEN = re.compile("exe|bat|cmd|scr|pif|lnk|hta|js|vbs|vbe|wsf|ps1|msi|jar|docm|xlsm")
_END = re.compile(r"\.([A-Za-z0-9]{1,12})$")
# Names that systems keep for devices.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\u200b-\u200f\u2028\u2029\u2060-\u2064\ufeff\u00ad\ufffd]')
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u061c]")


def shown(name: str, format: str) -> str:
    """The name to show for a file of a format (pdf, jpeg, png, docx, xlsx). Raises NotAccepted.

    Folders are cut off. An end that belongs to another kind of document gives way to the right one.
    """
    if _TURNING.search(name):
        raise NotAccepted(TURNED_NAME)
    if thai.forbidden_characters(name):
        raise NotAccepted(CONTROL_NAME)
    plain = thai.clean_text(name).replace("\\", "/").split("/")[-1]
    plain = " ".join(_NOT_IN_NAMES.sub("", plain).split())
    _refuse_programs(plain)
    stem = _without_ends(plain).strip(". ")
    if not any(char.isalnum() for char in stem) or _DEVICE.match(stem):
        stem = f"{NAMELESS} {stem}".strip(" ._-")
    end = f".{ENDS[format]}"
    return f"{_shortened(stem, len(end))}{end}"


def _refuse_programs(name: str) -> None:
    """Also where the end of a document follows: `x.exe.pdf` shows as `x.exe` on many computers."""
    _, *ends = name.lower().rsplit(".", 2)
    for end, programs in zip(reversed(ends), (_OF_PROGRAMS, _HIDDEN), strict=False):
        if programs.fullmatch(end):
            raise NotAccepted(PROGRAM_NAME.format(f".{end}"))


def is_of_program(name: str) -> bool:
    """Whether a name ends as those of programs do."""
    return _OF_PROGRAMS.fullmatch(name.lower().rpartition(".")[2]) is not None


def _without_ends(name: str) -> str:
    """Without the ends of documents; `ที่ ๕.๒๕๖๗` has none, `แผน.docx.pdf` two."""
    while (found := _END.search(name)) and _OF_DOCUMENTS.fullmatch(found[1].lower()):
        name = name[: found.start()].rstrip(". ")
    return name


def _shortened(stem: str, end: int) -> str:
    stem = stem[: LONGEST - end]
    while len(stem.encode()) > MOST_BYTES - end:
        stem = stem[:-1]
    # No mark without its letter.
    return stem.rstrip(". ")


def has_other_end(name: str, format: str) -> bool:
    """Whether the name said another kind of file than it is: people are told."""
    found = _END.search(name)
    ends = {"jpeg": ("jpg", "jpeg", "jpe", "jfif")}.get(format, (format,))
    if found is None:
        return False
    end = found[1].lower()
    return bool(_OF_DOCUMENTS.fullmatch(end)) and end not in ends

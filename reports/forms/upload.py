"""A document as it is handed in: a file or pasted words, never both; its name made plain, its kind known."""

from pathlib import PurePath

from django import forms
from django.core.files.uploadedfile import UploadedFile

from ita_portal import thai, uploads
from reports.actions.intakes import Original

# Characters of pasted text, and of the mark-up that comes with a table.
MOST_PASTED = 1_000_000
MOST_MARKUP = 5_000_000
NAME_LIMIT = 120
ACCEPTED = ".docx,.xlsx,.csv,.tsv,.txt,.html,.htm,.pdf"

NOTHING = "โปรดเลือกไฟล์ หรือวางข้อความจากเอกสารของท่าน"
BOTH = "โปรดเลือกอย่างใดอย่างหนึ่ง: ไฟล์ หรือข้อความที่วาง (ข้อความที่วางยังอยู่ โปรดลบข้อความ หรือไม่ต้องเลือกไฟล์)"
TOO_LARGE = (
    f"ไฟล์ใหญ่เกิน {uploads.MOST_MEGABYTES} MB โปรดลดขนาด เช่น ลบรูปภาพในไฟล์ หรือคัดลอกตารางมาวางแทน"
)
EMPTY_FILE = "ไฟล์นี้ว่างเปล่า โปรดตรวจว่าเลือกไฟล์ถูกต้อง"
TOO_LONG = "ข้อความที่วางยาวเกินไป โปรดวางเฉพาะตารางรายงาน หรือเลือกไฟล์แทน"


class UploadForm(forms.Form):
    """`was_too_large`: whether the file was passed over for its size (ita_portal.uploads)."""

    text = forms.CharField(required=False, strip=False, label="วางตารางหรือข้อความ")
    html = forms.CharField(required=False, strip=False)
    file = forms.FileField(required=False, label="ไฟล์เอกสาร", allow_empty_file=True)

    def __init__(self, *args, was_too_large: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.was_too_large = was_too_large

    def clean(self):
        data = super().clean()
        text, file = data.get("text", ""), data.get("file")
        if self.was_too_large:
            self.add_error("file", TOO_LARGE)
        elif file and text.strip():
            self.add_error(None, BOTH)
        elif file and not file.size:
            self.add_error("file", EMPTY_FILE)
        elif len(text) > MOST_PASTED:
            self.add_error("text", TOO_LONG)
        elif not file and not text.strip() and not self.errors:
            self.add_error(None, NOTHING)
        return data

    @property
    def markup(self) -> str:
        """The mark-up that came with pasted words, where it is not beyond all measure."""
        html = self.cleaned_data.get("html", "")
        return html if len(html) <= MOST_MARKUP else ""

    def original(self) -> Original:
        """What was handed in, to be kept as it came."""
        if file := self.cleaned_data.get("file"):
            data = _bytes(file)
            name = plain_name(file.name)
            return Original(data, name, format_of(data, name))
        markup = self.markup
        data = (markup or self.cleaned_data["text"]).encode("utf-8", "replace")
        kind = "html" if markup else "text"
        return Original(data, "ข้อความที่วาง", kind, is_paste=True)


def _bytes(file: UploadedFile) -> bytes:
    file.seek(0)
    return file.read()


def plain_name(name: str) -> str:
    """A file's name without folders and signs that cannot be shown; its end, which says the kind, is kept."""
    name = " ".join(thai.clean_text(name).replace("\\", "/").split("/")[-1].split())
    for sign in thai.forbidden_characters(name):
        name = name.replace(sign, "")
    end = PurePath(name).suffix[:12]
    kept = name.removesuffix(end)[: NAME_LIMIT - len(end)].strip()
    return f"{kept}{end}" or "ไฟล์ไม่มีชื่อ"


ENDS = {"htm": "html", "txt": "text", "tsv": "csv"}


def format_of(data: bytes, name: str) -> str:
    """What kind of file it is, by its first bytes and then by its name; for showing, never for reading."""
    end = PurePath(name).suffix.lower().removeprefix(".")
    known = ("docx", "xlsx", "csv", "html", "pdf", "text", "json")
    kind = ENDS.get(end, end if end in known else "text")
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK"):
        return kind if kind in ("docx", "xlsx") else ("xlsx" if b"xl/" in data else "docx")
    return "text" if kind in ("pdf", "docx", "xlsx") else kind

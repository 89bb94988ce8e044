"""Calendar steps of draft revisions, out to a table file and back in by way of the actions."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from import_export import widgets
from import_export.fields import Field

from calendar_app import actions
from calendar_app.models import CalendarRevision, RevisionStep
from ita_portal import thai
from ita_portal.resources import ThroughActions, WholeNumber
from ita_portal.thai import Window

WINDOW = ("start", "end", "precision", "window_text")
ISO = "โปรดใส่วันที่เป็น ค.ศ. แบบ 2024-01-31 หรือเว้นว่างแล้วพิมพ์ช่วงเวลาแบบไทยในคอลัมน์ window_text"


class IsoDate(widgets.Widget):
    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if value else ""


class RevisionStepResource(ThroughActions):
    """One row a step, known by fiscal_year (พ.ศ.), revision and code.

    A window is `start` and `end` (ISO dates, inclusive, either may be empty) with `precision` day or
    month; without them `window_text` is read as typed Thai. Steps that a file lacks stay.
    """

    fiscal_year = Field("revision__fiscal_year", "fiscal_year", WholeNumber())
    revision = Field("revision__number", "revision", WholeNumber())
    code = Field("step__code", "code")
    order = Field("order", "order", WholeNumber())
    start = Field("start", "start", IsoDate())
    end = Field("end", "end", IsoDate())
    window_text = Field("text", "window_text")

    class Meta:
        model = RevisionStep
        name = "ขั้นตอนตามปฏิทิน"
        import_id_fields = ["fiscal_year", "revision", "code"]
        fields = import_order = export_order = (
            "fiscal_year",
            "revision",
            "code",
            "order",
            "title",
            "owner",
            "start",
            "end",
            "precision",
            "window_text",
            "guidance",
        )
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True

    def get_or_init_instance(self, instance_loader, row):
        revision = self._draft(row)
        code = str(row["code"] or "")
        if not code or thai.holds_thai_digits(code):
            raise ValidationError("โปรดใส่รหัสขั้นตอน (code) เป็นอักษรอังกฤษและเลขอารบิก")
        found = revision.steps.filter(step__code=code).select_related("revision", "step").first()
        if found:
            return found, False
        # Made even by a dry run: the import's transaction takes it back.
        step = actions.step(fiscal_year=revision.fiscal_year, code=code, by=self.by)
        return RevisionStep(revision=revision, step=step), True

    def _draft(self, row) -> CalendarRevision:
        year, number = _number(row, "fiscal_year"), _number(row, "revision")
        revision = CalendarRevision.objects.filter(fiscal_year=year, number=number).first()
        name = thai.to_thai_digits(f"ฉบับปรับปรุงครั้งที่ {number} ของปีงบประมาณ พ.ศ. {year}")
        if revision is None:
            raise ValidationError(f"ไม่มี{name} โปรดเพิ่มฉบับนั้นก่อนนำเข้า")
        if not revision.is_draft:
            raise ValidationError(
                f"{name} มีผลใช้แล้ว จึงนำเข้าไม่ได้ โปรดทำสำเนาเป็นฉบับใหม่แล้วแก้เลขในคอลัมน์ revision"
            )
        return revision

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        """The three columns that name the row and the four of its window are read as wholes."""
        if field.column_name not in (*self.get_import_id_fields(), *WINDOW):
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        if any(name in row for name in WINDOW):
            instance.window = read_window(row, instance.revision.fiscal_year)

    def save_row(self, row):
        actions.save_step(edition=row, by=self.by)


def _number(row, name: str) -> int:
    try:
        number = WholeNumber().clean(row[name])
    except ValueError as error:
        raise ValidationError(f"{name}: {error}") from error
    if number is None:
        raise ValidationError(f"โปรดใส่ {name}")
    return number


def read_window(row, fiscal_year: int) -> Window | None:
    """The window of a row's four cells. Raises ValidationError by column."""
    start, end = _date(row, "start"), _date(row, "end")
    text = str(row.get("window_text") or "")
    if len(text) > thai.MAX_LENGTH:
        raise ValidationError({"text": f"window_text ยาวเกิน {thai.MAX_LENGTH} ตัวอักษร"})
    if start is None and end is None:
        try:
            return thai.read_window(text, fiscal_year)
        except thai.WindowError as error:
            raise ValidationError({"text": error.message}) from error
    precision = str(row.get("precision") or "day")
    if precision not in ("day", "month"):
        raise ValidationError({"precision": "precision ใส่ได้เพียง day หรือ month"})
    if start and end and end < start:
        raise ValidationError({"end": "วันสิ้นสุด (end) มาก่อนวันเริ่มต้น (start)"})
    return Window(start, end, precision, text)


def _date(row, name: str) -> date | None:
    value = row.get(name)
    if isinstance(value, datetime):
        value = value.date()
    if value in (None, ""):
        return None
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise ValidationError({name: ISO}) from error
    if day.year >= 2400:
        meant = day.isoformat().replace(str(day.year), str(day.year - 543), 1)
        raise ValidationError({name: f"ปีในคอลัมน์นี้เป็น ค.ศ. หมายถึง {meant} ใช่หรือไม่"})
    return day

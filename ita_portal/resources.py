"""Rows out to a table file and back in, by way of the actions; and what all the portal's table files share."""

import re
import zipfile
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from import_export import resources, widgets
from import_export.fields import Field
from import_export.formats import base_formats
from import_export.instance_loaders import CachedInstanceLoader

from ita_portal import actions, thai
from ita_portal.models import Province, User

# What a spreadsheet would take for a formula; a quotation mark before it keeps it a text.
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_ESCAPED = re.compile(r"^'(?=[=+\-@\t\r])")

UNPACKED_LIMIT = 50 * 1024 * 1024  # bytes


class CSV(base_formats.CSV):
    """UTF-8 with or without a byte order mark, or the Windows-874 of older spreadsheets."""

    def create_dataset(self, in_stream, **kwargs):
        return super().create_dataset(_decoded(in_stream), **kwargs)


def _decoded(data: bytes | str) -> str:
    if isinstance(data, str):
        return data
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp874")


class XLSX(base_formats.XLSX):
    """A workbook; one that would unpack to more than any table of ours is refused."""

    def create_dataset(self, in_stream):
        with zipfile.ZipFile(BytesIO(in_stream)) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
                raise ValueError("the workbook is too large")
        return super().create_dataset(in_stream)


def _tidy(cell):
    """A text without the mark that kept it from being a formula, in the form in which texts are kept."""
    return thai.clean_text(_ESCAPED.sub("", cell)).strip() if isinstance(cell, str) else cell


class WholeNumber(widgets.IntegerWidget):
    def clean(self, value, row=None, **kwargs):
        typed = thai.to_arabic_digits(str("" if value is None else value)).strip()
        if not typed:
            return None
        if not re.fullmatch(r"[0-9]{1,6}(\.0+)?", typed):
            raise ValueError(f"“{typed[:40]}” ไม่ใช่จำนวนเต็ม")
        return int(typed.partition(".")[0])

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)


class YesOrNo(widgets.BooleanWidget):
    def clean(self, value, row=None, **kwargs):
        if value not in self.TRUE_VALUES + self.FALSE_VALUES:
            raise ValueError("ใส่ได้เพียง 1 (ใช่) หรือ 0 (ไม่ใช่)")
        return super().clean(value, row, **kwargs)


class Difference(resources.Diff):
    """What each cell was and becomes, whole: parts of Thai words side by side cannot be read."""

    def as_html(self):
        pairs = zip(self.left, self.right, strict=True)
        return [_changed("" if self.new else old, new) for old, new in pairs]


def _changed(old: str, new: str) -> str:
    if old == new:
        return new
    before = format_html("<del>{}</del> ", old) if old else ""
    return format_html("{}<ins>{}</ins>", before, new or "(ว่าง)")


class ThroughActions(resources.ModelResource):
    """Rows of one model, saved one by one through an action; `by` is the person who imports."""

    def __init__(self, by: User | None = None, **kwargs):
        super().__init__(**kwargs)
        self.by = by
        self.read: set[tuple] = set()
        self.columns: list[str] = []

    @classmethod
    def get_diff_class(cls):
        return Difference

    def save_row(self, row) -> None:
        raise NotImplementedError

    def do_instance_save(self, instance, is_create):
        try:
            self.save_row(instance)
        except actions.Refused as refused:
            raise ValidationError(refused.message) from refused

    def before_import(self, dataset, **kwargs):
        """Refuse a file with other columns; tidy the cells, drop empty rows."""
        headers = [str(header or "").strip() for header in dataset.headers or []]
        rows = [[_tidy(cell) for cell in row] for row in dataset]
        # Without its columns nothing can be said of any row.
        dataset.wipe()
        self._refuse_columns(headers)
        dataset.headers = self.columns = headers
        dataset.extend(row for row in rows if any(cell not in (None, "") for cell in row))

    def _refuse_columns(self, headers: list[str]) -> None:
        columns = self.get_diff_headers()
        missing = [name for name in self.get_import_id_fields() if name not in headers]
        unknown = [name for name in headers if name not in columns]
        if missing:
            raise ValidationError(
                f"ไฟล์ไม่มีคอลัมน์ {', '.join(missing)} จึงไม่ทราบว่าแต่ละแถวเป็นของรายการใด"
            )
        if unknown:
            names = ", ".join(name[:40] or "(ไม่มีชื่อ)" for name in unknown[:5])
            raise ValidationError(f"ไม่รู้จักคอลัมน์ {names} คอลัมน์ที่รับได้คือ {', '.join(columns)}")

    def before_import_row(self, row, **kwargs):
        for value in row.values():
            if isinstance(value, str) and (message := thai.forbidden_message(value)):
                raise ValidationError(message)
        self._refuse_twice(row)

    def _refuse_twice(self, row) -> None:
        """A row that stands twice in a file would silently win over the first."""
        key = tuple(str(row[name]) for name in self.get_import_id_fields())
        if key in self.read:
            raise ValidationError(f"แถวของ {' / '.join(key)} มีซ้ำในไฟล์")
        self.read.add(key)

    def export_field(self, field, instance, **kwargs):
        value = super().export_field(field, instance, **kwargs)
        return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


class ProvinceResource(ThroughActions):
    """Provinces by DOPA code; columns that a file lacks stay as they are."""

    cluster_no = Field("cluster_no", "cluster_no", WholeNumber())
    has_office = Field("has_office", "has_office", YesOrNo())

    class Meta:
        model = Province
        name = "จังหวัด"
        import_id_fields = ["code"]
        instance_loader_class = CachedInstanceLoader
        fields = import_order = export_order = (
            "code",
            "iso",
            "slug",
            "name",
            "name_en",
            "abbr",
            "region",
            "cluster_no",
            "cluster",
            "inspection_zone",
            "has_office",
            "unit",
            "phone",
            "mt_phone",
            "email",
            "contact_person",
        )
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True

    def save_row(self, row):
        actions.save_province(province=row, by=self.by, columns=self.columns)

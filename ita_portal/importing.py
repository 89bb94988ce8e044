"""Rows out to a table file and back in, by way of the actions: what all the portal's table files share.

An import is looked at first and confirmed then; both run the same way, all rows in one transaction.
The confirmation carries the digest of what was looked at: whatever else would happen is refused.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, QuerySet
from import_export import resources
from import_export.fields import Field
from import_export.formats import base_formats
from import_export.instance_loaders import BaseInstanceLoader
from import_export.results import Result, RowResult
from tablib import Dataset

from ita_portal import actions, tables, thai
from ita_portal.cells import Text
from ita_portal.models import User
from ita_portal.tables import Problem, plain
from ita_portal.writing import acting

logger = logging.getLogger(__name__)

CHANGED_MEANWHILE = "ข้อมูลในระบบเปลี่ยนไปหลังจากที่ตรวจดู จึงยังไม่ได้นำเข้าแถวใด โปรดเลือกไฟล์และตรวจดูอีกครั้ง"
NOT_TICKED = "โปรดทำเครื่องหมายว่าได้ตรวจบทบาทแล้วก่อนยืนยัน จึงยังไม่ได้นำเข้าแถวใด โปรดเลือกไฟล์อีกครั้ง"


# Files -------------------------------------------------------------------------------------------


class File(Dataset):
    """An uploaded file, read when a resource says which columns it asks for."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.data = data

    def __bool__(self) -> bool:
        return True


class TableFile(base_formats.Format):
    """What is imported: a workbook or a CSV, told apart by what is in it."""

    def __init__(self, encoding: str | None = None) -> None:
        """The file itself tells its encoding."""

    def get_title(self):
        return "xlsx / csv"

    def create_dataset(self, in_stream):
        return File(in_stream)

    def can_import(self):
        return True


class XLSX(base_formats.XLSX):
    def get_title(self):
        return "Excel (.xlsx)"

    def export_data(self, dataset, **kwargs):
        return tables.write_workbook(dataset.form, dataset)


class CSV(base_formats.CSV):
    def get_title(self):
        return "CSV (.csv)"

    def export_data(self, dataset, **kwargs):
        return tables.write_csv(dataset.form, dataset)


# What an import comes to -------------------------------------------------------------------------


class Change(NamedTuple):
    """One cell of a row that is new or changed, in the words of the file."""

    label: str
    old: str
    new: str


class Difference:
    """What a row was and becomes, in the place of the package's own that speaks of parts of words."""

    def __init__(self, resource: "ThroughActions", row: Model, new: bool) -> None:
        self.columns = resource.get_import_fields()
        self.labels = resource.labels.values()
        self.old = [""] * len(self.columns) if new else self._said(row)

    def compare_with(self, resource, row: Model) -> None:
        self.new = self._said(row)

    def _said(self, row: Model) -> list[str]:
        return [column.widget.say(column.get_value(row)) for column in self.columns]

    def as_html(self) -> list[Change]:
        changes = map(Change, self.labels, self.old, self.new)
        return [change for change in changes if change.old != change.new]


class Line(RowResult):
    """One row of the file: its number there, what it is called, and what to look at twice."""

    number: int
    name: str
    weighty: str = ""


class Outcome(Result):
    """What an import does or would do, for the page that shows it."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        self.notes: list[str] = []  # how the file was read
        self.remarks: list[str] = []  # what comes with the rows
        self.sheet = ""
        self.adds = False  # something besides the rows

    def has_errors(self) -> bool:
        return bool(self.problems) or super().has_errors()

    @property
    def lines(self) -> list[Line]:
        """Rows that are new or changed."""
        return [row for row in self.rows if row.is_new() or row.is_update()]

    @property
    def changes(self) -> bool:
        """Whether there is anything to confirm."""
        return self.adds or bool(self.lines)

    @property
    def weighty(self) -> list[str]:
        return [line.weighty for line in self.lines if line.weighty]

    @property
    def sentences(self) -> list[str]:
        """What is wrong with the file as a whole."""
        return [said for error in self.base_errors for said in _messages(error.error)]

    @property
    def digest(self) -> str:
        told = [(line.number, line.import_type, line.name, line.diff) for line in self.lines]
        written = repr((told, self.notes, self.remarks)).encode("utf-8", "surrogatepass")
        return hashlib.blake2s(written, digest_size=9).hexdigest()


def _messages(error: Exception) -> list[str]:
    if isinstance(error, ValidationError):
        return error.messages
    if isinstance(error, actions.Refused):
        return [error.message]
    logger.error("an import failed", exc_info=error)
    return ["อ่านไฟล์นี้ไม่ได้ โปรดใช้แบบกรอกที่ดาวน์โหลดจากหน้านี้"]


# Rows through the actions ------------------------------------------------------------------------


class Column(Field):
    """A column of a table file by the attribute it holds. Its label is the model's unless it has its own."""

    def __init__(
        self,
        attribute: str,
        widget: Text | None = None,
        *,
        hint: str = "",
        example: str | int = "",
        label: str = "",
    ) -> None:
        super().__init__(attribute, widget=widget or Text())
        self.hint = hint
        self.example = example
        self.label = label

    def described(self, model: type[Model], keys: list[str]) -> tables.Column:
        return tables.Column(
            code=self.column_name,
            label=self.label or _label(model, self.attribute),
            hint=self.hint,
            example=self.example,
            choices=self.widget.choices,
            is_key=self.column_name in keys,
        )


def _label(model: type[Model], attribute: str) -> str:
    first, _, rest = attribute.partition("__")
    field = model._meta.get_field(first)
    return _label(field.related_model, rest) if rest else str(field.verbose_name)


class ThroughActions(resources.Resource):
    """Rows of one model, saved one by one through an action; `by` is the person who imports.

    `shown` and `ticked` come with the confirmation: the digest of what was looked at, and whether
    what is weighty was. Rows that a file lacks stay; so do columns, and cells that say what is there.
    """

    # Heads that must not be in a file, and columns of rows there are that never change; and why.
    refused: dict[str, str] = {}
    fixed: dict[str, str] = {}

    class Meta:
        instance_loader_class = BaseInstanceLoader
        skip_unchanged = True
        report_skipped = True
        store_instance = True

    def __init__(self, by: User | None = None, shown: str | None = None, ticked: bool = False):
        super().__init__()
        self.by = by
        self.shown = shown
        self.ticked = ticked
        self.table: tables.Table | None = None
        self.numbers: dict[tuple, int] = {}

    # To say for each model

    def save_row(self, row: Model, seen: str | None) -> None:
        """By an action; `seen` is the token of the row as it was read, None for a new one."""
        raise NotImplementedError

    def refusals(self, row: Model) -> dict[str, str]:
        """What is wrong with a row as a whole: sentences by attribute."""
        return {}

    def name_of(self, row: Model) -> str:
        return str(row)

    def weighty(self, old: Model | None, new: Model) -> str:
        """A change that must not be overlooked, in words; old is None for a new row."""
        return ""

    def remarks(self, result: Outcome) -> Iterable[str]:
        """What else to know before confirming, and after."""
        return []

    def begin(self) -> None:
        """After the table is found, before its rows are read. Raises ValidationError."""

    # What a file looks like

    @property
    def form(self) -> tables.Form:
        keys, model = self.get_import_id_fields(), self._meta.model
        columns = tuple(field.described(model, keys) for field in self.get_import_fields())
        return tables.Form(self.get_display_name(), columns, self.refused)

    def after_export(self, queryset, dataset, **kwargs):
        dataset.form = self.form

    @classmethod
    def get_display_name(cls):
        return cls._meta.name

    @classmethod
    def get_diff_class(cls):
        return Difference

    @classmethod
    def get_result_class(cls):
        return Outcome

    @classmethod
    def get_row_result_class(cls):
        return Line

    # Rows that are there

    def get_queryset(self) -> QuerySet:
        return self._meta.model.objects.all()

    def init_instance(self, row=None):
        return self._meta.model()

    def get_or_init_instance(self, instance_loader, row):
        found = self.known.get(self.key)
        return found or self.init_instance(row), found is None

    def _keys(self) -> list[Column]:
        return [self.fields[name] for name in self.get_import_id_fields()]

    def _key_of(self, row: Model) -> tuple[str, ...]:
        return tuple(plain(field.export(row)) for field in self._keys())

    def _read_key(self, row: dict) -> tuple[str, ...] | None:
        """The key of a row of the file, written as `_key_of` does; what is wrong with it is noted."""
        key = []
        for field in self._keys():
            try:
                value = field.widget.render(self._clean(field, row))
            except ValueError as error:
                self.noted[field.column_name] = str(error)
                continue
            if value == "":
                self.noted[field.column_name] = "ต้องไม่ว่าง เพราะใช้ระบุว่าแถวนี้เป็นของรายการใด"
            key.append(plain(value))
        return None if self.noted else tuple(key)

    @staticmethod
    def _clean(field: Column, row: dict):
        cell = row[field.column_name]
        if isinstance(cell, tables.Flaw):
            raise ValueError(cell.message)
        return field.clean(row)

    # Reading

    def import_data(self, dataset, *args, file_name="", **kwargs):
        """All rows in one transaction; their history names the file."""
        with acting(self.by, f"นำเข้าจากไฟล์ {file_name}"):
            return super().import_data(dataset, *args, **kwargs)

    def before_import(self, dataset, **kwargs):
        try:
            self.table = tables.find(self.form, tables.read(dataset.data))
        except tables.TableError as error:
            raise ValidationError(error.message) from error
        self.labels = {column.code: column.label for column in self.form.columns}
        self.begin()
        self.known = {self._key_of(row): row for row in self.get_queryset()}
        # Last, so that nothing is said of rows where this much is wrong.
        dataset.headers = list(self.table.places)
        dataset.extend(self.table.values(row) for row in self.table.rows)

    def before_import_row(self, row, row_number, **kwargs):
        self.noted: dict[str, str] = {}
        self.number = self.table.rows[row_number - 1].number
        self.key = self._read_key(row)
        # A row that stands twice in a file would silently win over the first.
        first = self.numbers.setdefault(self.key, self.number)
        if self.key and first != self.number:
            twice = f"ซ้ำกับแถวที่ {thai.to_thai_digits(first)} โปรดเหลือไว้แถวเดียว"
            self.noted[self._keys()[0].column_name] = twice

    def after_init_instance(self, instance, new, row, **kwargs):
        self.seen = None if new else actions.token(instance)

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        name = field.column_name
        if name in self.noted:
            raise ValueError(self.noted[name])
        # A row whose key cannot be read is nobody's.
        if name not in row or (self.noted and field in self._keys()):
            return
        there = plain(field.export(instance)).strip()
        if plain(row[name]) == there and not isinstance(row[name], tables.Flaw):
            return
        value = self._clean(field, row)
        if name in self.fixed and self.seen is not None:
            raise ValueError(f"{self.fixed[name]} โปรดใส่ {there} ดังเดิม")
        self._take(field, instance, value)

    def _take(self, field: Column, instance: Model, value) -> None:
        *path, last = field.attribute.split("__")
        for name in path:
            instance = getattr(instance, name)
        setattr(instance, last, value)

    def import_instance(self, instance, row, **kwargs):
        errors = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict({})
        for attribute, message in self.refusals(instance).items():
            errors.setdefault(attribute, [ValidationError(message)])
        if errors:
            raise ValidationError(errors)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """With what is wrong in each cell, also what is wrong with the row as the model sees it."""
        errors = dict(import_validation_errors or {})
        judged = {name.partition("__")[0] for name in errors}
        # A row whose key cannot be read is nobody's: it is judged by its cells alone.
        if self.noted:
            judged |= self._without_cells()
        try:
            instance.full_clean(
                exclude=judged,
                validate_unique=not self.noted,
                validate_constraints=not self.noted,
            )
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _without_cells(self) -> set[str]:
        """Fields of the model that no column of the file fills, or that are part of the key."""
        filled = {self.fields[code].attribute for code in self.table.places}
        filled -= {field.attribute for field in self._keys()}
        return {field.name for field in self._meta.model._meta.get_fields()} - filled

    def do_instance_save(self, instance, is_create):
        try:
            self.save_row(instance, self.seen)
        except actions.Stale as stale:
            raise ValidationError(CHANGED_MEANWHILE) from stale
        except actions.Refused as refused:
            raise ValidationError(refused.message) from refused

    # Telling

    def after_import_row(self, row, row_result, **kwargs):
        row_result.number = self.number
        row_result.name = self.name_of(row_result.instance)
        if row_result.diff:
            row_result.weighty = self.weighty(row_result.original, row_result.instance)

    def after_import(self, dataset, result, **kwargs):
        if self.table is None:
            return
        result.sheet = self.table.title
        problems = [*self.table.problems, *self._problems(result)]
        result.problems = sorted(problems, key=lambda problem: problem.row or 0)
        result.notes, result.remarks = list(self._notes()), list(self.remarks(result))
        if self.shown is None or result.has_errors() or result.has_validation_errors():
            return
        if self.shown != result.digest:
            raise ValidationError(CHANGED_MEANWHILE)
        if result.weighty and not self.ticked:
            raise ValidationError(NOT_TICKED)

    def _notes(self) -> Iterator[str]:
        yield from self.table.notes
        if self.table.examples:
            numbers = ", ".join(map(thai.to_thai_digits, self.table.examples))
            yield f"ข้ามแถวตัวอย่าง (แถวที่ {numbers})"
        if self.table.others:
            names = ", ".join(f"“{name}”" for name in self.table.others)
            yield f"อ่านเฉพาะแผ่น “{self.table.title}” ไม่ได้อ่านแผ่น {names}"
        missing = [label for code, label in self.labels.items() if code not in self.table.places]
        if missing:
            yield f"ไฟล์ไม่มีคอลัมน์ {', '.join(missing)} รายการที่มีอยู่แล้วจึงคงค่าเดิมในช่องเหล่านั้น"

    def _problems(self, result: Outcome) -> Iterator[Problem]:
        for row in result.error_rows:
            logger.error("a row of an import failed", exc_info=row.errors[0].error)
            message = "บันทึกแถวนี้ไม่ได้ โปรดเทียบกับแถวตัวอย่างในแบบกรอก"
            yield Problem(message, self.table.rows[row.number - 1].number)
        said: set[str] = set()
        for invalid in result.invalid_rows:
            row = self.table.rows[invalid.number - 1]
            for attribute, errors in _by_attribute(invalid.error).items():
                for error in errors:
                    problem = self._problem(row, attribute, error)
                    # Cells that are merged are one thing to mend, however many rows they reach over.
                    if problem.message not in said:
                        yield problem
                    if problem.message.startswith(tables.MERGED):
                        said.add(problem.message)

    def _problem(self, row: tables.Row, attribute: str, error: ValidationError) -> Problem:
        field = self._field_of(attribute)
        if field is None:
            return Problem(_sentence(error), row.number)
        place = self.table.places.get(field.column_name)
        label = self.labels[field.column_name]
        if place is None:
            return Problem(f"{_sentence(error)} (ไฟล์ไม่มีคอลัมน์นี้)", row.number, "", label)
        shown = plain(row.cells[place]) if place < len(row.cells) else ""
        return Problem(_sentence(error), row.number, tables.letter(place), label, shown)

    def _field_of(self, attribute: str) -> Column | None:
        """The column of a model's field, or of one that it leads to."""
        fields = self.get_import_fields()
        exact = [one for one in fields if one.attribute == attribute]
        near = [one for one in fields if one.attribute.partition("__")[0] == attribute]
        return next(iter([*exact, *near]), None)


def _by_attribute(error: ValidationError) -> dict[str, list[ValidationError]]:
    if hasattr(error, "error_dict"):
        return error.error_dict
    return {NON_FIELD_ERRORS: error.error_list}


SENTENCES = {
    "blank": "ต้องไม่ว่าง โปรดใส่ค่า",
    "null": "ต้องไม่ว่าง โปรดใส่ค่า",
    "max_length": "ยาว {show_value} ตัวอักษร เกินที่รับได้ ({limit_value} ตัวอักษร) โปรดตัดให้สั้นลง",
    "unique": "ค่านี้เป็นของรายการอื่นอยู่แล้ว โปรดใส่ค่าที่ไม่ซ้ำ",
}


def _sentence(error: ValidationError) -> str:
    """What Django says of a field, so that it tells what to do."""
    if error.code in SENTENCES:
        return thai.to_thai_digits(SENTENCES[error.code].format(**(error.params or {})))
    return " ".join(error.messages)

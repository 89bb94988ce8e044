"""Table files of the admin: taken out, filled in, looked at and confirmed as a person at the centre does."""

import csv
import io

import openpyxl
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ita_portal.importing import ThroughActions
from ita_portal.tables import write_workbook
from ita_portal.tables.writing import HEADS
from tests.browser_form import Form

PROVINCES, PEOPLE = "ita_portal_province", "ita_portal_user"
ROUNDS = "calendar_app_round"
XLSX, CSV = "0", "1"


def messages(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


# Out


def export(client, name: str, format=XLSX, *, filtered=None, **chosen) -> bytes:
    """What the export page gives; `chosen` are further boxes of its form, `filtered` those of the list."""
    address = reverse(f"admin:{name}_export", query=filtered)
    answer = client.post(address, {"format": format, "resource": "0", **chosen})
    assert answer["Content-Disposition"].startswith("attachment"), answer.content.decode()
    return answer.content


def form_to_fill_in(client, name: str, number: int = 0) -> bytes:
    return client.get(reverse(f"admin:{name}_form", args=[number])).content


# Filling in


def csv_of(rows: list[dict], encoding="utf-8-sig") -> bytes:
    """A CSV file of rows that all have the same columns."""
    text = io.StringIO()
    table = csv.DictWriter(text, rows[0])
    table.writeheader()
    table.writerows(rows)
    return text.getvalue().encode(encoding)


def read_csv(data: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


class Workbook:
    """A workbook of ours, to read and write in by column code and row number."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.sheet = self.book.worksheets[0]
        self.codes = [cell.value for cell in self.sheet[HEADS]]

    def cell(self, row: int, code: str):
        return self.sheet.cell(row, self.codes.index(code) + 1)

    def write(self, row: int, **cells) -> "Workbook":
        for code, value in cells.items():
            self.cell(row, code).value = value
        return self

    def rows(self) -> list[dict]:
        values = self.sheet.iter_rows(min_row=HEADS + 1, values_only=True)
        return [dict(zip(self.codes, row, strict=True)) for row in values]

    def saved(self) -> bytes:
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()


def workbook_of(resource: type[ThroughActions], rows: list[dict]) -> bytes:
    """A workbook with the heads of a resource's form and these rows, from row 4 on."""
    form = resource().form
    codes = [column.code for column in form.columns]
    book = Workbook(write_workbook(form))
    for number, row in enumerate(rows, start=HEADS + 1):
        assert set(row) <= set(codes)
        book.write(number, **row)
    return book.saved()


# In


def dry_run(client, name: str, data: bytes, *, resource="0", file_name="ตาราง.xlsx"):
    """Choose a file and press ตรวจดูก่อน."""
    file = SimpleUploadedFile(file_name, data)
    address = reverse(f"admin:{name}_import")
    return client.post(address, {"import_file": file, "format": "0", "resource": resource})


def confirm(client, name: str, looked_at, **ticked: str):
    """Press ยืนยันการนำเข้า on the page of the dry run."""
    form = Form(client, looked_at, "confirm_form")
    assert form.pairs, looked_at.content.decode()
    for box, value in ticked.items():
        form.tick(box, value)
    return form.send(reverse(f"admin:{name}_process_import"))


def take_in(client, name: str, data: bytes, *, resource="0", **ticked: str):
    return confirm(client, name, dry_run(client, name, data, resource=resource), **ticked)


def counts(looked_at) -> tuple[int, int, int]:
    """New, changed and unchanged rows of a dry run without problems."""
    result = looked_at.context["result"]
    assert "confirm_form" in looked_at.context, problems(looked_at)
    return tuple(result.totals[kind] for kind in ("new", "update", "skip"))


def differences(looked_at) -> dict[int, dict[str, tuple[str, str]]]:
    """By row number and label: what each cell was and becomes."""
    return {
        line.number: {change.label: (change.old, change.new) for change in line.diff}
        for line in looked_at.context["result"].lines
    }


def problems(looked_at) -> list[tuple[int | None, str, str]]:
    """(row, letter, sentence) of all that is wrong; a sentence about the whole file has neither."""
    result = looked_at.context["result"]
    assert "confirm_form" not in looked_at.context
    whole = [(None, "", sentence) for sentence in result.sentences]
    return whole + [(one.row, one.letter, one.message) for one in result.problems]

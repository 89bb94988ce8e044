"""A round as data tables: how each province stands, all rows that were sent, the matrix of provinces and steps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from reports.answers import NO_ROW
from reports.columns import WHOSE, Column, DataTable, Row, be_date
from reports.document import CalendarStep, Imprint, Province, Report
from reports.writers import tables
from reports.writers.tables import Facts


@dataclass(frozen=True, slots=True)
class Entry:
    """One province in a round. `state` and its Thai words; `imprint` and `report` of what was sent, else null.

    words: code of a step → what the rows sent say of it, for the matrix; null where nothing was sent.
    answered, all: steps of the calendar, as sent or (a draft's) as counted; null where unknown.
    published_on: from when it is public, else null.
    """

    province: Province
    region: str
    state: str
    state_text: str
    imprint: Imprint | None = None
    report: Report | None = None
    words: Mapping[str, str] | None = None
    answered: int | None = None
    all: int | None = None
    due_on: date | None = None
    is_overdue: bool = False
    days_late: int | None = None
    accepted_at: datetime | None = None
    published_on: date | None = None
    address: str = ""

    @property
    def is_sent(self) -> bool:
        return self.report is not None or self.words is not None


@dataclass(frozen=True, slots=True)
class Round:
    """A round with its provinces in order. `fiscal_year` is a Buddhist-era year, `steps` its calendar.

    `is_public`: only what is published is in it, and nothing is said of how reports are reviewed.
    `made_at`: the moment it tells of; for what is published, when that changed last.
    `selection`: which provinces are in it, in words; empty for all.
    """

    fiscal_year: int
    months: int
    name: str
    as_of: date
    entries: tuple[Entry, ...]
    steps: tuple[CalendarStep, ...] = ()
    is_public: bool = False
    publisher: str = ""
    licence: str = ""
    made_at: datetime | None = None
    selection: str = ""
    sent: tuple[Entry, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sent", tuple(one for one in self.entries if one.report))

    def about(self) -> Facts:
        """What a catalogue of data asks of a file."""
        what = "ที่เผยแพร่แล้ว" if self.is_public else "ทุกจังหวัด"
        yield "title", f"รายงานการขับเคลื่อน ITA จังหวัด{what} {self.name}", "ชื่อชุดข้อมูล"
        yield "fiscal_year", self.fiscal_year, "ปีงบประมาณ พ.ศ."
        yield "months", self.months, "รอบรายงาน 6 หรือ 12 เดือน"
        yield from tables.day_facts("as_of", self.as_of, "ข้อมูล ณ วันที่")
        if self.selection:
            yield "selection", self.selection, "เฉพาะที่เลือก"
        yield "provinces", len(self.entries), "จำนวนจังหวัดในไฟล์"
        yield "reports", sum(one.is_sent for one in self.entries), "จำนวนรายงานที่ส่งแล้ว"
        yield "publisher", self.publisher, "หน่วยงานที่เผยแพร่"
        if self.is_public:
            yield "licence", self.licence, "สัญญาอนุญาต"
        yield "made_at", tables.local(self.made_at), "ข้อมูล ณ เวลานี้ (เวลาประเทศไทย)"

    def all_steps(self) -> tuple[CalendarStep, ...]:
        """The calendar's steps, then those that only reports of an earlier calendar know."""
        every = [*self.steps, *(step for one in self.sent for step in one.report.calendar_steps)]
        first = {step.code: step for step in reversed(every)}
        return tuple(first[code] for code in dict.fromkeys(step.code for step in every))


# ---- the round


PUBLIC_COLUMNS = (
    *WHOSE,
    Column("province_slug", "code", "ชื่อจังหวัดในที่อยู่ของหน้าเว็บ"),
    Column("region", "text", "ภาค"),
    Column("reference", "code", "เลขอ้างอิงของฉบับที่ส่งล่าสุด"),
    Column("submission", "number", "ฉบับที่ส่ง ครั้งที่"),
    Column("submitted_at", "moment", "ส่งเมื่อ (เวลาประเทศไทย)"),
    Column("submitted_on_be", "be_date", "วันที่ส่ง ปี พ.ศ."),
    Column("published_on", "date", "วันเผยแพร่"),
    Column("published_on_be", "be_date", "วันเผยแพร่ ปี พ.ศ."),
    Column("answered_steps", "number", "จำนวนขั้นตอนตามปฏิทินที่รายงานแล้ว"),
    Column("all_steps", "number", "จำนวนขั้นตอนตามปฏิทินทั้งหมด"),
    Column("rows", "number", "จำนวนแถวของรายงานที่ส่ง"),
    Column("address", "code", "ที่อยู่ของรายงานฉบับเผยแพร่"),
)
STATE_COLUMNS = (
    Column("state", "code", "สถานะของรายงาน เป็นรหัส"),
    Column("state_text", "text", "สถานะของรายงาน"),
    Column("due_on", "date", "กำหนดส่ง"),
    Column("due_on_be", "be_date", "กำหนดส่ง ปี พ.ศ."),
    Column("overdue", "code", "yes = เลยกำหนด ยังไม่ส่ง"),
    Column("days_late", "number", "ส่งล่าช้า (วัน)"),
    Column("accepted_at", "moment", "รับรายงานเมื่อ (เวลาประเทศไทย)"),
    Column("accepted_on_be", "be_date", "วันที่รับรายงาน ปี พ.ศ."),
)
CENTRE_COLUMNS = (*PUBLIC_COLUMNS, *STATE_COLUMNS)


def round_tables(round_: Round) -> tuple[DataTable, ...]:
    """How each province stands, the rows of what was sent, and what both say."""
    columns = PUBLIC_COLUMNS if round_.is_public else CENTRE_COLUMNS
    return tables.with_columns(
        DataTable("reports", columns, _standings(round_), kept=len(WHOSE)),
        rows_table(round_),
        tables.steps_table(round_.all_steps()),
        DataTable("about", tables.FACT_COLUMNS, tables.fact_rows(round_.about())),
    )


def rows_table(round_: Round) -> DataTable:
    return tables.rows_table((one.report, one.imprint.reference) for one in round_.sent)


def _whose(round_: Round, entry: Entry) -> Row:
    return {
        "fiscal_year": round_.fiscal_year,
        "months": round_.months,
        "province_code": entry.province.code,
        "province": entry.province.name,
    }


def _standings(round_: Round) -> list[Row]:
    return [_standing(round_, entry) for entry in round_.entries]


def _standing(round_: Round, entry: Entry) -> Row:
    return {
        **_whose(round_, entry),
        "province_slug": entry.province.slug,
        "region": entry.region,
        **(_sent(entry.imprint, entry.report) if entry.imprint else {}),
        "published_on": entry.published_on,
        "published_on_be": be_date(entry.published_on),
        "answered_steps": entry.answered,
        "all_steps": entry.all,
        "address": entry.address,
        "state": entry.state,
        "state_text": entry.state_text,
        "due_on": entry.due_on,
        "due_on_be": be_date(entry.due_on),
        "overdue": "yes" if entry.is_overdue else "no",
        "days_late": entry.days_late,
        "accepted_at": tables.local(entry.accepted_at),
        "accepted_on_be": be_date(tables.local(entry.accepted_at)),
    }


def _sent(imprint: Imprint, report: Report) -> Row:
    sent = tables.local(imprint.submitted_at)
    return {
        "reference": imprint.reference,
        "submission": imprint.number,
        "submitted_at": sent,
        "submitted_on_be": be_date(sent),
        "rows": sum(1 for _ in report.lines()),
    }


# ---- the matrix


def matrix_tables(round_: Round) -> tuple[DataTable, ...]:
    """A row for each province and a column for each step of the calendar, with words of their status."""
    steps = round_.all_steps()
    return tables.with_columns(
        matrix_table(round_),
        tables.steps_table(steps),
        DataTable("about", tables.FACT_COLUMNS, tables.fact_rows(round_.about())),
    )


def matrix_table(round_: Round) -> DataTable:
    """The matrix alone; the steps are known by their codes."""
    steps = round_.all_steps()
    columns = (
        *WHOSE,
        Column("region", "text", "ภาค"),
        Column("state_text", "text", "สถานะของรายงาน"),
        *(column for column in STATE_COLUMNS if column.name in ("overdue", "days_late")),
        Column("answered_steps", "number", "จำนวนขั้นตอนตามปฏิทินที่รายงานแล้ว"),
        Column("all_steps", "number", "จำนวนขั้นตอนตามปฏิทินทั้งหมด"),
        *(Column(step.code, "code", step.title) for step in steps),
    )
    rows = [_matrix_row(round_, entry, steps) for entry in round_.entries]
    return DataTable("matrix", columns, rows, kept=len(WHOSE))


def _matrix_row(round_: Round, entry: Entry, steps: Iterable[CalendarStep]) -> Row:
    """The cells of steps stay empty where nothing was sent."""
    row = {
        **_whose(round_, entry),
        "region": entry.region,
        "state_text": entry.state_text,
        "overdue": "yes" if entry.is_overdue else "no",
        "days_late": entry.days_late,
        "answered_steps": entry.answered,
        "all_steps": entry.all,
    }
    if entry.words is None:
        return row
    return {**row, **{step.code: entry.words.get(step.code, NO_ROW) for step in steps}}

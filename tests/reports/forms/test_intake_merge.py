"""A document held against a report: what is the same, what differs, what cannot be kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine

from reports import actions, content, intake
from reports.forms import table
from reports.forms.intake_merge import KEEP, TAKE
from reports.management import demo_data, reference
from reports.models import Line, Report
from reports.readers import detect, understand
from reports.readers.reading import Item, Match
from reports.writers import csv, docx, xlsx
from reports.writers import html as html_writer
from tests import cast, intakes
from tests.intakes import group, line, paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def written() -> Report:
    """A report that holds the paper of the cast already."""
    return intakes.apply(intakes.taken_in())


REG = "ลงทะเบียนเข้าสู่ระบบ ITAS"
REGISTERED = "ลงทะเบียนแล้วเมื่อ 23 มกราคม 2567"


def reg(result=REGISTERED, text=REG, **more):
    return group(
        line(text, result, "done", steps=["REG"], **more),
        number=1,
        official="1 - 31 มกราคม 2567",
        provincial="23 มกราคม 2567",
    )


# The same document again


@pytest.mark.parametrize("seed", ["lamphun-2567", "samut-prakan-2567", "roi-et-2566"])
@pytest.mark.parametrize("writer", [docx.render, xlsx.render], ids=["docx", "xlsx"])
def test_a_file_of_ours_that_was_not_touched_shows_no_difference(seed, writer):
    reference.load()
    slug, _, year = seed.rpartition("-")
    demo_data.make_people()
    report = demo_data.make_seed_report(slug, int(year))
    file = writer(content.draft(report))

    reading = understand.understand(detect.open_file(file), intake.reference())
    taken = intakes.taken_in(
        reading, by=report.changed_by, round=report.round, fiscal_year=int(year), data=file
    )
    merge = intakes.merge(taken)

    assert [row.prefix for row in merge.rows if not row.is_same] == []
    assert merge.only_here == []
    with pytest.raises(actions.NothingNew):
        intakes.apply(taken, by=report.changed_by)


def test_the_same_paper_again_changes_nothing(written):
    merge = intakes.merge(intakes.taken_in())

    assert [(row.is_same, row.choice) for row in merge.rows] == [(True, KEEP)] * 3


def test_digits_dashes_and_spaces_are_no_difference(written):
    other = reg(result="ลงทะเบียนแล้ว เมื่อ ๒๓ มกราคม ๒๕๖๗".replace("แล้ว เมื่อ", "แล้วเมื่อ"))

    assert intakes.merge(intakes.taken_in(paper(other), data=b"o")).rows[0].is_same


def test_a_space_within_a_word_is_no_difference(written):
    other = reg(result=REGISTERED.replace("เบียน", "เบี ยน"), text=REG.replace("ทะเบียน", "ทะ เบียน"))

    assert intakes.merge(intakes.taken_in(paper(other), data=b"o")).rows[0].is_same


def test_a_fresh_file_of_ours_is_compared_row_by_row():
    report = cast.report()
    reading = intakes.of_document(content.draft(report))
    merge = intakes.merge(intakes.taken_in(reading))

    assert not merge.replaces
    assert all(row.is_same for row in merge.rows)


# What happens unless somebody chooses


def test_words_of_the_report_give_way_to_nothing_only_when_asked(written):
    merge = intakes.merge(intakes.taken_in(paper(reg(result="")), data=b"o"))

    assert merge.rows[0].default == KEEP


def test_a_column_that_the_document_lacks_says_nothing(written):
    columns = ("ที่", "ขั้นตอน", "ผลการดำเนินการ")
    bare = paper(group(line(REG, "ใหม่", steps=["REG"]), number=1), columns=columns)
    merge = intakes.merge(intakes.taken_in(bare, data=b"o"))

    assert [pair.name for pair in merge.rows[0].pairs if not pair.is_same] == ["result"]
    assert merge.rows[0].default == TAKE


DATA_FILES = pytest.mark.parametrize("name", ["xlsx", "csv"])


def data_file(report: Report, name: str, old: str, new: str) -> bytes:
    """Our own file of a report with one word of a cell exchanged."""
    if name == "csv":
        return csv.render(content.draft(report)).replace(old.encode(), new.encode())
    book = openpyxl.load_workbook(BytesIO(xlsx.render(content.draft(report))))
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            cell.value = (new or None) if cell.value == old else cell.value
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def read_again(data: bytes):
    return understand.understand(detect.open_file(data), intake.reference())


@DATA_FILES
@pytest.mark.parametrize("typed", ["", "-"])
def test_a_result_that_was_cleared_in_our_own_data_is_shown_and_kept(name, typed, written):
    reading = read_again(data_file(written, name, REGISTERED, typed))
    row = intakes.merge(intakes.taken_in(reading, data=b"o")).rows[0]

    assert [(pair.name, pair.ours, pair.theirs) for pair in row.pairs if not pair.is_same] == [
        ("result", REGISTERED, "")
    ]
    assert row.default == KEEP


# What was written in the portal since

DOWNLOADED = datetime(2024, 4, 10, 3, 0, 0, 500_000, UTC)


def write_here(report: Report, place: int, result: str) -> None:
    row = [line for group in table.rows_of(report) for line in group.rows][place]
    items = tuple(actions.ItemEdit(one.text, one.label, one.pk) for one in row.texts)
    edit = actions.LineEdit(line=row.pk, version=row.version, items=items, result=result)
    actions.save(report=report, by=cast.clerk(), lines=[replace(edit, status=row.status)])


@pytest.mark.parametrize("writer", [docx.render, xlsx.render], ids=["docx", "xlsx"])
def test_a_file_changed_offline_gives_way_where_the_portal_is_newer(writer):
    with time_machine.travel(DOWNLOADED - timedelta(hours=1), tick=False):
        report = intakes.apply(intakes.taken_in())
    frozen = content.draft(report)
    lines = [replace(frozen.groups[2].lines[0], result="แก้ในไฟล์")]
    groups = (*frozen.groups[:2], replace(frozen.groups[2], lines=tuple(lines)))
    file = writer(replace(frozen, groups=groups), draft_at=DOWNLOADED)
    with time_machine.travel(DOWNLOADED + timedelta(hours=1), tick=False):
        write_here(report, 1, "แก้ในระบบ")

    merge = intakes.merge(intakes.taken_in(read_again(file), data=file))

    assert [(row.is_same, row.is_newer_here, row.choice) for row in merge.rows] == [
        (True, False, KEEP),
        (False, True, KEEP),
        (False, False, TAKE),
    ]


def test_what_was_written_in_the_second_of_the_download_is_in_the_file():
    with time_machine.travel(DOWNLOADED - timedelta(milliseconds=100), tick=False):
        report = intakes.apply(intakes.taken_in())
    file = docx.render(content.draft(report), draft_at=DOWNLOADED)

    merge = intakes.merge(intakes.taken_in(read_again(file), data=file))

    assert [row.is_newer_here for row in merge.rows] == [False] * 3


def test_a_preview_that_waited_gives_way_to_what_was_written_meanwhile():
    with time_machine.travel(DOWNLOADED, tick=False):
        report = intakes.apply(intakes.taken_in())
        waits = intakes.taken_in(paper(reg(result="ในเอกสาร")), data=b"o")
    before = intakes.merge(waits).rows[0].choice
    with time_machine.travel(DOWNLOADED + timedelta(hours=1), tick=False):
        write_here(report, 0, "แก้ในระบบ")

    row = intakes.merge(waits).rows[0]

    assert (before, row.is_newer_here, row.choice) == (TAKE, True, KEEP)


def test_a_footnote_that_was_written_here_meanwhile_is_kept():
    with time_machine.travel(DOWNLOADED, tick=False):
        report = intakes.apply(intakes.taken_in())
        waits = intakes.taken_in(replace(intakes.PAPER, footnote="ในเอกสาร"), data=b"o")
    before = intakes.merge(waits).one("footnote-choice")
    with time_machine.travel(DOWNLOADED + timedelta(hours=1), tick=False):
        actions.save_details(
            report=report,
            by=cast.clerk(),
            token=actions.details_token(report),
            contact="",
            footnote="ในระบบ",
            number_style="",
        )

    assert (before, intakes.merge(waits).one("footnote-choice")) == (TAKE, KEEP)


# Statuses

NOT_DUE = "ยังไม่ถึงกำหนด (พิมพ์เป็น -)"


def status_pair(merge) -> tuple[str, str, bool]:
    return next(
        (pair.ours, pair.theirs, pair.is_same)
        for pair in merge.rows[0].pairs
        if pair.name == "status"
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "shown"),
    [
        ("", "not_due", ("", NOT_DUE, False)),
        ("not_due", "done", (NOT_DUE, "ดำเนินการแล้ว", False)),
        ("not_due", None, (NOT_DUE, "", False)),
        ("not_due", "not_due", (NOT_DUE, NOT_DUE, True)),
        ("", None, ("", "", True)),
    ],
)
def test_statuses_are_compared_and_not_their_dashes(ours, theirs, shown, written):
    Line.objects.filter(pk=Line.objects.earliest("pk").pk).update(status=ours)
    read = group(line(REG, REGISTERED, theirs, steps=["REG"]), number=1)

    assert status_pair(intakes.merge(intakes.taken_in(paper(read), data=b"o"))) == shown


def test_the_dash_that_our_own_paper_prints_is_no_status():
    report = cast.report()
    taken = intakes.taken_in(read_again(docx.render(content.draft(report))))

    untouched = intakes.merge(taken)
    chosen = intakes.merge(taken, {"g0l0-status": ["not_due"]})

    assert [row.is_same for row in untouched.rows] == [True] * len(untouched.rows)
    assert [status_pair(one) for one in (untouched, chosen)] == [
        ("", NOT_DUE, True),
        ("", NOT_DUE, False),
    ]


# What cannot be kept


def test_what_cannot_be_kept_is_named_by_its_box():
    long = line("ก" * 2001, "ข" * 20_001, status_text="ค" * 121)
    merge = intakes.merge(
        intakes.taken_in(paper(group(long, number=1))),
        {"g0-official": ["31-1 ม.ค. 67"], "footnote": ["ง" * 5001]},
    )

    assert set(merge.problems) == {
        "g0-official",
        "g0l0-item-0",
        "g0l0-result",
        "g0l0-status_text",
        "footnote",
    }


def test_steps_of_another_year_are_no_ties():
    odd = line("ขั้นตอนของปีอื่น", "ผล")
    odd = replace(odd, items=(Item("", "ขั้นตอนของปีอื่น", (Match("OLD", 0.99),)),))

    report = intakes.apply(intakes.taken_in(paper(group(odd, number=1))))

    assert content.draft(report).answered_steps() == ()


def test_pages_of_ours_read_back_the_same(written):
    page = html_writer.render_page(content.draft(written)).encode()
    reading = understand.understand(detect.open_file(page), intake.reference())

    assert all(row.is_same for row in intakes.merge(intakes.taken_in(reading, data=page)).rows)

"""A plan on paper, read back: the seed's own words and marks, tags that say what is the head of what."""

import json
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from calendar_app import sheets
from calendar_app.sheets import Activity, Phase, Sheet
from ita_portal import thai
from reports import readers
from reports.management import reference
from reports.writers import pdf, plan
from tests.printed import pdf_text, unspaced
from tests.reports.readers import papers
from tests.seed_text import DATA, FIXTURES

SEED = json.loads((FIXTURES / "plans" / "yasothon-2566.json").read_text(encoding="utf-8"))
(PAPER,) = (path.read_text(encoding="utf-8") for path in DATA.glob("004_*.txt"))


def activity(text, *written, responsible=""):
    return Activity(text, responsible, tuple(thai.read_window(one) for one in written))


def sheet_of(*phases, **around):
    return Sheet("lamphun", "ลำพูน", 2567, phases=phases, **{"title": "แผน", **around})


@pytest.fixture(scope="module")
def yasothon():
    """The plan of seed 004 as the portal prints it."""
    phases = tuple(
        Phase(
            phase["title"],
            tuple(
                Activity(
                    one["text"], one["responsible"], tuple(map(reference.window, one["windows"]))
                )
                for one in phase["activities"]
            ),
        )
        for phase in SEED["phases"]
    )
    around = {name: SEED[name] for name in ("title", "intro", "footnote", "issuer")}
    sheet = Sheet("yasothon", "ยโสธร", 2566, phases=phases, **around)
    return pdf.render_plan(sheet)


def test_the_plan_of_the_seed_is_printed_word_for_word(yasothon):
    """Beside its text: all lines of the paper in their order, the page's furniture aside."""
    lines = [line for line in PAPER.split("\n") if line.strip() and line != "ช่วงการจัดเก็บ..."]
    expected = unspaced("".join(lines).replace("\t", ""))

    found = pdf_text(yasothon).replace("-๒-", "")

    assert bare(found) == bare(expected)


def bare(text):
    """Sara am is not to be relied on in a text layer that pypdfium2 reads."""
    return text.replace("ำ", "ํา")


def test_the_plan_of_the_seed_is_read_back_with_the_same_phases_activities_and_marks(yasothon):
    seed = readers.read(papers.seed("004"), papers.reference())

    reading = readers.read(yasothon, papers.reference())

    assert activities(reading) == activities(seed)
    marks = [one.marks for phase in reading.phases for one in phase.activities]
    assert [len(phase.activities) for phase in reading.phases] == [8, 4, 3]
    assert (sum(map(len, marks)), sum(not one for one in marks)) == (10, 5)
    for name in ("title", "province", "fiscal_year", "intro", "footnote", "issuer"):
        read, typed = getattr(reading, name), getattr(seed, name)
        assert unspaced(str(read)) == unspaced(str(typed)), name


def activities(reading):
    """Where a line ends on paper its reader sees a space."""
    return [
        (
            *(phase.number, phase.title),
            [(one.number, unspaced(one.text), one.marks) for one in phase.activities],
        )
        for phase in reading.phases
    ]


def test_a_span_runs_through_its_months_and_is_read_back_as_one():
    sheet = sheet_of(
        Phase(
            "เตรียม",
            (
                activity("ประชุม", "ธ.ค. 66 - มี.ค. 67", "พ.ค. 67"),
                activity("แจ้ง", "ธ.ค. 66", "ม.ค. 67"),
            ),
        ),
        title="แผนการขับเคลื่อน ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ ของจังหวัดลำพูน",
    )

    reading = readers.read(pdf.render_plan(sheet), papers.reference())

    assert [
        [(mark.start, mark.end) for mark in one.marks]
        for phase in reading.phases
        for one in phase.activities
    ] == [
        [("2023-12", "2024-03"), ("2024-05", "2024-05")],
        [("2023-12", "2023-12"), ("2024-01", "2024-01")],
    ]


LONG = sheet_of(
    *(
        Phase(f"ช่วง {place}", tuple(activity(f"กิจกรรม {n}", "ม.ค. 67") for n in range(12)))
        for place in range(4)
    )
)


def test_every_page_lies_across_and_repeats_the_head_and_later_pages_are_numbered():
    document = pypdfium2.PdfDocument(pdf.render_plan(LONG))
    texts = [unspaced(page.get_textpage().get_text_range()) for page in document]

    assert len(texts) > 1
    assert {tuple(map(round, page.get_size())) for page in document} == {(842, 595)}
    assert all("ต.ค.พ.ย.ธ.ค.ม.ค.ก.พ.มี.ค.เม.ย.พ.ค.มิ.ย.ก.ค.ส.ค.ก.ย." in text for text in texts)
    numbers = [thai.to_thai_digits(f"-{page}-") for page in range(1, len(texts) + 1)]
    assert [number in text for number, text in zip(numbers, texts, strict=True)] == [
        False,
        *[True] * (len(texts) - 1),
    ]


def test_days_who_and_odd_texts_are_printed_and_nothing_is_markup():
    sheet = sheet_of(
        Phase("<b>", (activity("<script>&", "1-5 ม.ค. 67", responsible="กลุ่มงาน 1"),)), intro="5 > 3"
    )

    words = pdf_text(pdf.render_plan(sheet))

    for told in ("๑.<b>", "๑.๑<script>&", "วันที่๑-๕มกราคม๒๕๖๗", "กลุ่มงาน๑", "๕>๓"):
        assert told in bare(words)


def test_the_same_plan_gives_the_same_bytes_and_another_plan_others():
    assert pdf.render_plan(LONG) == pdf.render_plan(LONG)
    assert pdf.render_plan(LONG) != pdf.render_plan(sheet_of(title="อื่น"))


def test_a_plan_without_rows_can_be_printed():
    assert "แผน" in pdf_text(pdf.render_plan(sheet_of()))


def test_the_file_carries_the_plan_as_data():
    paper = pikepdf.open(BytesIO(pdf.render_plan(LONG)))

    (name,) = paper.attachments
    assert name == "ita-plan-2567-lamphun.json"
    assert paper.attachments[name].get_file().read_bytes().decode() == sheets.canonical_json(LONG)


def test_heads_say_whether_they_head_a_column_or_a_row(yasothon):
    paper = pikepdf.open(BytesIO(yasothon))
    heads = [one for one in elements(paper.Root.StructTreeRoot) if one.S == "/TH"]

    scopes = [str(head.A.Scope) for head in heads]

    assert (scopes.count("/Column"), scopes.count("/Row")) == (13 * len(paper.pages), 18)


def elements(element):
    below = element.get("/K", [])
    for kid in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_a_page_of_html_stands_alone():
    page = plan.render_page(LONG, css=".plan-sheet { color: #000 }")

    assert page.startswith("<!doctype html>")
    assert "<style>.plan-sheet { color: #000 }</style>" in page
    assert "สำนักงานจังหวัดลำพูน" in page

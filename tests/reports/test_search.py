"""Finding rows by words in the real database: which rows, in which order, where they lead."""

import pytest
import time_machine
from django.urls import reverse

from reports import actions, searching
from reports.models import Line, SearchRow
from reports.search import PAGE, Piece, Wanted, pieces, results
from tests import cast

pytestmark = pytest.mark.django_db

ORDER = "จังหวัดมีคำสั่งที่ ๑๒๗/๒๕๖๖ แต่งตั้งคณะทำงานขับเคลื่อน ITA"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True):
        yield


def sent(result: str, *, of=None):
    """A report whose first row says this."""
    report = cast.report(of=of)
    line = Line.objects.filter(group__report=report).order_by("group__order").first()
    items = tuple(
        actions.ItemEdit(text=item.text, label=item.label, item=item.pk)
        for item in line.items.all()
    )
    edit = actions.LineEdit(line.pk, line.version, items, result=result, status="done")
    actions.save(report=report, by=cast.clerk(of), lines=[edit])
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(of), version=report.version)
    report.refresh_from_db()
    return report


def found(typed: str, **where) -> list[tuple]:
    hits = results(Wanted(typed, **where), 1).hits
    return [(hit.submission.report.province.slug, hit.row.number, hit.row.place) for hit in hits]


def test_a_row_is_found_by_its_words_in_any_order_and_leads_to_its_place():
    report = sent(ORDER)

    (hit,) = results(Wanted("คณะทำงาน คำสั่ง"), 1).hits

    assert hit.url == f"{reverse('review_report', args=[report.pk])}#row-1-0"
    assert hit.place == "ลำดับที่ ๑"
    assert [piece.text for piece in hit.pieces if piece.is_found] == ["คำสั่ง", "คณะทำงาน"]


@pytest.mark.parametrize(
    "typed", ["127/2566", "๑๒๗ ๒๕๖๖", "ita", "แต่งตั้งคณะทำงาน", "คำสั่ง\u200bที่ 127"]
)
def test_digits_case_and_invisible_characters_do_not_matter(typed):
    sent(ORDER)

    assert found(typed) == [("lamphun", 1, 0)]


def test_every_word_must_be_there():
    sent(ORDER)

    assert results(Wanted("คำสั่ง ประชุม"), 1).count == 0


def test_part_of_a_word_is_found_by_its_letters_and_that_is_said():
    sent(ORDER)

    answer = results(Wanted("ะทำงา"), 1)

    assert (answer.count, answer.by_letters) == (1, True)
    assert Piece("ะทำงา", is_found=True) in answer.hits[0].pieces


def test_rows_where_it_is_a_part_of_another_word_are_told_and_shown_where_asked_for():
    sent("จังหวัดทำการประเมินแล้ว")
    sent("ได้ประเมิน ผลแล้ว", of=cast.roi_et())

    words = results(Wanted("ประเมิน"), 1)
    letters = results(Wanted("ประเมิน", letters=True), 1)

    # The last step of the calendar has it too, in both reports.
    assert (words.count, words.more, words.by_letters) == (1, 3, False)
    assert (letters.count, letters.more, letters.by_letters) == (4, 0, True)


def test_the_newest_version_is_searched_and_the_earlier_ones_where_asked_for():
    report = sent(ORDER)
    first = actions.latest(report)
    actions.return_to_province(
        report=report, by=cast.reviewer(), submission=first.pk, comment="โปรดแก้ไข"
    )
    sent_again(report, "ประชุมคณะกรรมการแล้ว")

    assert found("แต่งตั้ง") == []
    (hit,) = results(Wanted("แต่งตั้ง", every=True), 1).hits
    assert hit.url == f"{reverse('review_submission', args=[first.pk])}#row-1-0"


def sent_again(report, result: str) -> None:
    report.refresh_from_db()
    line = Line.objects.filter(group__report=report).order_by("group__order").first()
    items = tuple(
        actions.ItemEdit(text=item.text, label=item.label, item=item.pk)
        for item in line.items.all()
    )
    edit = actions.LineEdit(line.pk, line.version, items, result=result, status="done")
    actions.save(report=report, by=cast.clerk(), lines=[edit])
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(), version=report.version)


def test_it_is_narrowed_by_province_region_and_round():
    sent(ORDER)
    sent(ORDER, of=cast.roi_et())

    assert found("คำสั่ง") == [("roi-et", 1, 0), ("lamphun", 1, 0)]
    assert found("คำสั่ง", province=cast.roi_et()) == [("roi-et", 1, 0)]
    assert found("คำสั่ง", region="ภาคเหนือ") == [("lamphun", 1, 0)]
    assert found("คำสั่ง", round=cast.round_(months=12)) == []


def test_drafts_are_not_searched():
    cast.report()

    assert results(Wanted("การลงทะเบียน"), 1).count == 0


@pytest.mark.parametrize("typed", ["", " ", "-", "“”", "%", "' OR 1=1 --"[:1]])
def test_nothing_to_look_for_finds_nothing(typed):
    assert results(Wanted(typed), 1) is None


@pytest.mark.parametrize("typed", ["& | !", "ก & ข | !ค", "a:*", "%_", "\\", "x" * 200])
def test_signs_of_the_databases_are_only_letters(typed):
    sent(ORDER)

    assert results(Wanted(f"{typed} กขคง"), 1).count == 0


def test_what_was_sent_before_there_was_a_search_is_added():
    report = sent(ORDER)
    for row in SearchRow.objects.all():
        row.delete()

    assert (
        actions.search_rows.freeze_missing(most=5),
        actions.search_rows.freeze_missing(most=5),
    ) == (1, 0)
    assert found("คำสั่ง") == [("lamphun", 1, 0)]
    assert SearchRow.objects.filter(submission__report=report).count() == 3


def test_many_hits_are_read_in_pages():
    submission = actions.latest(sent(ORDER))
    for place in range(1, PAGE + 1):
        SearchRow.objects.create(
            submission=submission,
            number=1,
            place=place,
            text="คำสั่ง",
            marks=searching.marks("คำสั่ง"),
            bare=searching.bare("คำสั่ง"),
        )

    first, second = (results(Wanted("คำสั่ง"), page) for page in (1, 2))

    assert (len(first.hits), len(second.hits), first.pages()) == (PAGE, 1, 2)
    assert second.hits[0].row.place == PAGE


def test_many_hits_cost_as_many_queries_as_one(django_assert_num_queries):
    sent(ORDER)
    with django_assert_num_queries(3):
        results(Wanted("คำสั่ง"), 1)
    sent(ORDER, of=cast.roi_et())
    with django_assert_num_queries(3):
        results(Wanted("คำสั่ง"), 1)


def test_a_long_text_is_shown_around_the_first_word():
    text = "ก " * 200 + "คำสั่งที่ ๑๒๗" + " ข" * 200

    shown = list(pieces(text, ["127"]))

    assert [piece.text for piece in shown if piece.is_found] == ["๑๒๗"]
    assert (shown[0].text, shown[-1].text) == ("… ", " …")
    assert len("".join(piece.text for piece in shown)) < 250

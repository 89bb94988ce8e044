"""Database → document: the rows as they are now, and as they stood at an earlier version."""

from dataclasses import replace

import pytest

from ita_portal.thai import read_window
from reports import actions, content, document
from reports.models import Group, Line, Report
from tests import cast, explaining

pytestmark = pytest.mark.django_db


def lines(report) -> list[Line]:
    return list(Line.objects.filter(group__report=report).order_by("group__order", "order"))


def type_(report, line: Line, result: str, *texts: str) -> None:
    """Type a result and, if given, the whole step cell of a row."""
    line.refresh_from_db()
    items = tuple(
        actions.ItemEdit(text=item.text, label=item.label, item=item.pk)
        for item in line.items.all()
    )
    if texts:
        items = tuple(actions.ItemEdit(text=text) for text in texts)
    edit = actions.LineEdit(line.pk, line.version, items, result=result)
    actions.save(report=report, by=cast.clerk(), lines=[edit])
    report.refresh_from_db()


def test_a_draft_holds_everything_that_is_printed():
    report = cast.report()

    found = content.draft(report)

    assert found.title.endswith("จังหวัดลำพูน")
    assert [group.lines[0].items[0] for group in found.groups] == [
        document.Item(step.title, steps=(step.code,)) for step in found.calendar_steps
    ]
    assert [line.key for _, _, line in found.lines()] == [line.pk for line in lines(report)]
    assert [line.status for _, _, line in found.lines()] == [None, None, "not_due"]


def test_a_row_with_several_texts_and_ties_is_one_row():
    report = cast.report()
    first, second, _ = lines(report)
    actions.rows.merge_up(report=report, line=second.pk, by=cast.clerk())
    item = first.items.order_by("order").first()
    item.steps.add(*[step.step for step in report.calendar.steps.all()])

    found = content.draft(report)

    assert [len(group.lines) for group in found.groups] == [1, 1]
    assert [one.steps for one in found.groups[0].lines[0].items] == [
        ("IIT", "PROCESS", "REG"),
        ("IIT",),
    ]


def test_a_row_without_a_step_text_is_still_a_row():
    report = cast.report()
    lines(report)[0].items.all().delete()

    assert content.draft(report).groups[0].lines[0].items == ()


def test_a_draft_bears_its_public_address_where_the_round_prints_a_qr_code(settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"
    report = cast.report(in_=cast.round_(show_qr=True))

    assert content.draft(report).address == "https://ita.example.go.th/reports/2567/6/lamphun/"


@pytest.mark.parametrize(
    ("show_qr", "public_url"), [(False, "https://ita.example.go.th"), (True, "")]
)
def test_a_draft_bears_no_address_that_is_not_wanted_or_not_known(show_qr, public_url, settings):
    settings.PUBLIC_URL = public_url

    assert content.draft(cast.report(in_=cast.round_(show_qr=show_qr))).address == ""


def test_a_draft_is_printed_in_the_size_of_its_round():
    assert content.draft(cast.report(in_=cast.round_(text_size="large"))).text_size == "large"


@pytest.mark.parametrize("count", [1, 3])
def test_drafts_of_many_reports_cost_as_much_as_of_one(count, django_assert_num_queries):
    reports = [cast.report(in_=cast.round_(fiscal_year=2567 - n)) for n in range(count)]

    with django_assert_num_queries(4):
        found = content.drafts(reports)

    assert {pk: one.fiscal_year for pk, one in found.items()} == {
        report.pk: report.round.fiscal_year for report in reports
    }


def test_every_version_is_remembered_as_it_was():
    """Typing, windows, joining, adding, moving, deleting, bringing back, the words below the table."""
    report, by = cast.report(), cast.clerk()
    seen = {report.version: content.draft(report)}

    def note():
        report.refresh_from_db()
        seen[report.version] = content.draft(report)

    first, second, third = lines(report)
    type_(report, first, "ลงทะเบียนแล้ว")
    note()
    type_(report, first, "ลงทะเบียนแล้ว", "ขั้นตอนที่พิมพ์เอง", "อีกขั้นตอน")
    note()
    group = Group.objects.get(lines=second)
    window = read_window("๒๓ - ๒๔ มกราคม ๒๕๖๗")
    edit = actions.GroupEdit(group.pk, group.version, group.official, window)
    actions.save(report=report, by=by, groups=[edit])
    note()
    actions.rows.add_group(report=report, line=None, by=by)
    note()
    actions.rows.move_down(report=report, line=first.pk, by=by)
    note()
    actions.rows.merge_up(report=report, line=third.pk, by=by)
    note()
    removed = actions.rows.delete(report=report, line=second.pk, by=by)
    note()
    actions.rows.undo(report=report, removed=removed.pk, by=by)
    note()
    actions.save_details(
        report=report,
        by=by,
        token=actions.details_token(report),
        contact="",
        footnote="ข้อมูล ณ วันที่พิมพ์",
        number_style="๑.",
    )
    note()

    assert len(seen) == 10
    assert {version: content.draft_of_version(report, version) for version in seen} == seen


def test_a_past_version_has_the_explanations_of_its_time():
    report = explaining.write(cast.report(), explaining.WITH_CODE)
    seen = {report.version: content.draft(report)}
    explaining.say(report, "respondent_code")
    seen[report.version] = content.draft(report)
    explaining.say(report, "respondent_code", "อีกคำหนึ่ง")
    seen[report.version] = content.draft(report)
    explaining.write(report, "ไม่มีรหัสแล้ว")
    seen[report.version] = content.draft(report)

    assert [len(one.explanations) for one in seen.values()] == [0, 1, 1, 0]
    assert {version: content.draft_of_version(report, version) for version in seen} == seen


@pytest.mark.parametrize("count", [1, 3])
def test_explanations_of_many_reports_cost_as_much_as_of_one(count, django_assert_num_queries):
    provinces = [cast.lamphun(), cast.roi_et(), cast.province(slug="nan", name="น่าน", code="55")]
    reports = [cast.report(of=province) for province in provinces[:count]]
    for report in reports:
        explaining.write(report, explaining.WITH_CODE)
        explaining.say(report, "respondent_code")
    reports = list(Report.objects.select_related("round", "province", "calendar"))

    with django_assert_num_queries(7):
        found = content.drafts(reports)

    assert [len(one.explanations) for one in found.values()] == [1] * count


def test_moves_do_not_hide_a_version():
    report = cast.report()
    read = content.draft(report)
    actions.hand_over(report=report, by=cast.clerk(), version=1)
    actions.take_back(report=report, by=cast.clerk())
    type_(report, lines(report)[0], "หลังเสนอ")

    assert content.draft_of_version(report, 1) == read


def test_a_past_version_is_printed_in_the_form_of_now():
    report = cast.report()
    read = content.draft(report)
    type_(report, lines(report)[0], "ใหม่")
    report.round.heading_result = "หัวใหม่"

    found = content.draft_of_version(report, 1)

    assert found == replace(read, headings=(*read.headings[:4], "หัวใหม่", read.headings[5]))


def test_a_past_version_is_printed_in_the_form_in_which_it_was_read():
    report = cast.report(in_=cast.round_(show_contact=True))
    type_(report, lines(report)[0], "ใหม่")
    seen = []
    for number in range(3):
        report.round.heading_result = f"หัว {number}"
        report.round.save()
        seen.append(content.draft(report))
        report.province.phone = f"0 5351 100{number}"
        report.province.save()
        seen.append(content.draft(report))
    type_(report, lines(report)[0], "ใหม่กว่า")

    found = [content.draft_of_version(report, 2, content.digest(one)) for one in seen]

    assert found == seen


def test_a_past_version_keeps_the_size_and_the_address_it_was_read_with():
    report = cast.report(in_=cast.round_(show_qr=True, text_size="large"))
    read = content.draft(report)
    type_(report, lines(report)[0], "ใหม่")
    report.round.show_qr, report.round.text_size = False, "normal"
    report.round.save()

    assert content.draft_of_version(report, 1, content.digest(read)) == read


def test_a_past_version_that_nobody_read_is_printed_in_the_form_of_now():
    report = cast.report()
    read = content.draft(report)
    report.round.heading_result = "หัวใหม่"
    report.round.save()

    found = content.draft_of_version(report, 1, "0" * 64)

    assert found == replace(read, headings=(*read.headings[:4], "หัวใหม่", read.headings[5]))


def test_a_version_that_never_was_is_none():
    assert content.draft_of_version(cast.report(), 99) is None

"""Every move of a report with the real database: what it changes, what it records, what it refuses."""

import json
from datetime import date, timedelta

import pytest
import time_machine

from calendar_app import actions as calendars
from calendar_app.models import CalendarRevision, RoundExtension
from ita_portal import actions as people
from ita_portal.models import Role, User
from reports import actions, checks, document
from reports.actions.moves import reference
from reports.models import Line, Report, StateChange, Submission
from reports.workflow import Move, Refusal, State
from tests import cast, explaining

pytestmark = pytest.mark.django_db

MORNING = "2024-04-10T09:30:00+07:00"
PRIVATE = "somchai.private@gmail.com"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(MORNING, tick=True) as traveller:
        yield traveller


def write(report: Report, result: str, *, by=None) -> Line:
    """Type a result into the first row."""
    line = Line.objects.filter(group__report=report).order_by("group__order").first()
    items = tuple(
        actions.ItemEdit(text=item.text, label=item.label, item=item.pk)
        for item in line.items.all()
    )
    edit = actions.LineEdit(line.pk, line.version, items, result=result, status="done")
    actions.save(report=report, by=by or cast.clerk(), lines=[edit])
    report.refresh_from_db()
    return line


def taken() -> Report:
    report = cast.submitted()
    return actions.take(report=report, by=cast.reviewer())


def returned(**fields) -> Report:
    report = cast.submitted()
    sent = actions.latest(report).pk
    given = {"comment": "โปรดแก้ไข", "submission": sent} | fields
    return actions.return_to_province(report=report, by=cast.reviewer(), **given)


def history(report: Report) -> list[tuple]:
    """What is kept of the moves: move, from, to, who, words, number of the submission."""
    return [
        (
            change.move,
            change.from_state,
            change.to_state,
            change.by.username,
            change.comment,
            change.submission and change.submission.number,
        )
        for change in report.state_changes.select_related("by", "submission")
    ]


def refused(move, **arguments) -> Refusal:
    """Why a move is refused."""
    with pytest.raises(actions.MoveRefused) as caught:
        move(**arguments)
    return caught.value.reason


# Between clerk and head --------------------------------------------------------------------------


def test_handing_over_marks_the_version_and_keeps_the_note():
    report = cast.report()

    actions.hand_over(report=report, by=cast.clerk(), version=1, note=" ครบแล้ว ")

    report.refresh_from_db()
    assert (report.handed_version, report.handed_by, report.state) == (1, cast.clerk(), "draft")
    assert history(report)[-1] == ("hand_over", "draft", "draft", "lamphun", "ครบแล้ว", None)


def test_handing_over_another_version_than_was_seen_is_refused():
    report = cast.report()
    write(report, "ใหม่")

    with pytest.raises(actions.Stale):
        actions.hand_over(report=report, by=cast.clerk(), version=1)


def test_any_edit_withdraws_the_hand_over():
    report = cast.report()
    actions.hand_over(report=report, by=cast.clerk(), version=1)

    write(report, "ใหม่")

    assert (report.handed_at, report.handed_by, report.handed_version) == (None, None, None)
    assert report.version == 2


def test_taking_back_and_giving_back_end_the_hand_over():
    report = cast.report()
    for move, by, words in (
        (actions.take_back, cast.clerk(), {}),
        (actions.give_back, cast.head(), {"note": "แก้ลำดับที่ ๓"}),
    ):
        actions.hand_over(report=report, by=cast.clerk(), version=1)
        move(report=report, by=by, **words)
        report.refresh_from_db()
        assert not report.is_handed_over

    assert [one[0] for one in history(report)] == [
        "start",
        "hand_over",
        "take_back",
        "hand_over",
        "give_back",
    ]
    assert history(report)[-1][4] == "แก้ลำดับที่ ๓"


def test_moves_of_the_wrong_person_or_time_are_refused_by_name():
    report, clerk, head = cast.report(), cast.clerk(), cast.head()

    assert refused(actions.hand_over, report=report, by=head, version=1) == Refusal.ROLE
    assert refused(actions.submit, report=report, by=clerk, version=1) == Refusal.ROLE
    assert refused(actions.take_back, report=report, by=clerk) == Refusal.NOT_HANDED_OVER
    assert refused(actions.recall, report=report, by=clerk) == Refusal.STATE
    assert refused(actions.take, report=report, by=cast.inspector()) == Refusal.ROLE

    actions.hand_over(report=report, by=clerk, version=1)

    assert refused(actions.hand_over, report=report, by=clerk, version=1) == Refusal.HANDED_OVER
    assert refused(actions.give_back, report=report, by=head, note="  ") == Refusal.REASON
    assert len(history(report)) == 2


def test_people_of_another_province_move_nothing():
    report = cast.report()

    with pytest.raises(actions.Refused, match="เป็นของจังหวัดอื่น"):
        actions.submit(report=report, by=cast.head(cast.roi_et()), version=1)


# Submitting --------------------------------------------------------------------------------------


def test_submitting_freezes_what_was_read_with_who_and_when():
    report = cast.report()
    write(report, "อบรม 33 หน่วยงาน")

    sent = actions.submit(report=report, by=cast.head(), version=report.version)

    report.refresh_from_db()
    assert report.state == State.SUBMITTED
    assert sent.document.groups[0].lines[0].result == "อบรม 33 หน่วยงาน"
    assert sent.sha256 == document.digest(sent.content)
    assert sent.content == document.canonical_json(sent.document)
    assert (sent.reference, sent.number, sent.report_version) == ("2567-6-51-01", 1, 2)
    assert (sent.signer_name, sent.signer_post) == (
        "นายสมชาย ตัวอย่าง",
        "หัวหน้าสำนักงานจังหวัดลำพูน",
    )
    assert (sent.answered_steps, sent.all_steps) == (2, 3)
    assert (sent.due_on, sent.days_late) == (date(2024, 4, 30), 0)
    assert history(report)[-1] == ("submit", "draft", "submitted", "lamphun-head", "", 1)


def test_a_submission_stays_as_it_is_whatever_changes_afterwards():
    report = cast.submitted()
    before = Submission.objects.get()
    printed = before.document

    actions.recall(report=report, by=cast.clerk())
    write(report, "หลังส่ง")
    report.round.title = "ชื่อใหม่ {province}"
    report.round.heading_result = "หัวใหม่"
    calendars.save_round(round=report.round, by=cast.central())
    edition = CalendarRevision.objects.current(2567).steps.first()
    edition.title = "ขั้นตอนชื่อใหม่"
    edition.save()

    after = Submission.objects.get()
    assert (after.content, after.sha256) == (before.content, before.sha256)
    assert after.document == printed


def test_a_submission_holds_nothing_but_plain_data():
    cast.submitted()

    content = json.loads(Submission.objects.get().content)

    assert content["schema"] == document.SCHEMA
    assert content["headings"][5] == "หมายเหตุ (อยู่ระหว่างดำเนินการ/ดำเนินการแล้ว)"
    assert [step["code"] for step in content["calendar_steps"]] == ["REG", "IIT", "PROCESS"]


def test_the_signer_is_frozen_where_the_round_prints_a_signature():
    cast.submitted(in_=cast.round_(show_signature=True))

    assert Submission.objects.get().document.signer == document.Signer(
        "นายสมชาย ตัวอย่าง", "หัวหน้าสำนักงานจังหวัดลำพูน"
    )


@pytest.mark.parametrize("prints", [True, False])
def test_who_acts_for_another_is_frozen_with_the_post(prints):
    report = cast.report(in_=cast.round_(show_signature=prints))
    capacity = {"acting": "รักษาราชการแทน", "acting_for": "ปลัดจังหวัดลำพูน"}

    sent = actions.submit(report=report, by=cast.head(), version=1, **capacity)

    signer = document.Signer("นายสมชาย ตัวอย่าง", "หัวหน้าสำนักงานจังหวัดลำพูน", **capacity)
    assert sent.signer == signer
    assert sent.document.signer == (signer if prints else None)
    assert history(report)[-1][4] == "ลงนามในฐานะรักษาราชการแทนปลัดจังหวัดลำพูน"


def test_the_same_sent_again_is_the_submission_it_made():
    report, head = cast.report(), cast.head()
    read = cast.shown(report)

    first = actions.submit(report=report, by=head, **read)
    again = actions.submit(report=report, by=head, **read)

    assert again == first
    assert [one[0] for one in history(report)] == ["start", "submit"]


def test_the_same_sent_again_in_another_capacity_is_told_that_it_was_sent():
    report = cast.report()
    read = cast.shown(report)
    sent = actions.submit(report=report, by=cast.head(), **read)

    with pytest.raises(actions.MoveRefused, match="สถานะของรายงานเปลี่ยนไปแล้ว"):
        actions.submit(
            report=report,
            by=cast.head(),
            acting="รักษาราชการแทน",
            acting_for="ผู้ว่าราชการจังหวัดลำพูน",
            **read,
        )

    assert (list(report.submissions.all()), sent.signer_acting) == ([sent], "")


def test_the_same_sent_after_a_recall_is_another_submission():
    report, head = cast.report(), cast.head()
    read = cast.shown(report)
    actions.submit(report=report, by=head, **read)
    actions.recall(report=report, by=head)

    assert actions.submit(report=report, by=head, **read).number == 2


def test_the_public_address_is_frozen_where_the_round_prints_a_qr_code(settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"
    report = cast.submitted(in_=cast.round_(show_qr=True))

    settings.PUBLIC_URL = "https://moved.example.go.th"
    report.round.show_qr = False
    calendars.save_round(round=report.round, by=cast.central())

    frozen = Submission.objects.get().document
    assert frozen.address == "https://ita.example.go.th/reports/2567/6/lamphun/"


def test_the_address_that_confirms_it_is_frozen_and_part_of_its_paper(settings):
    settings.PUBLIC_URL = ""
    report, head = cast.report(), cast.head()
    without = actions.submit(report=report, by=head, version=1)
    actions.recall(report=report, by=head)

    settings.PUBLIC_URL = "https://ita.example.go.th"
    with_address = actions.submit(report=report, by=head, version=1)
    settings.PUBLIC_URL = "https://moved.example.go.th"

    assert (without.verify_address, without.imprint.verify) == ("", "")
    sent = Submission.objects.get(pk=with_address.pk)
    assert sent.imprint.verify == "https://ita.example.go.th/verify/2567-6-51-02/"
    sent.verify_address = ""
    assert sent.print_digest != with_address.print_digest


def test_what_was_read_before_the_portal_moved_is_not_certified(settings):
    report = cast.report(in_=cast.round_(show_qr=True))
    read = cast.shown(report)

    settings.PUBLIC_URL = "https://moved.example.go.th"

    with pytest.raises(actions.Stale):
        actions.submit(report=report, by=cast.head(), **read)


def test_submitting_another_version_than_was_read_is_refused():
    report = cast.report()
    write(report, "ใหม่")

    with pytest.raises(actions.Stale):
        actions.submit(report=report, by=cast.head(), version=1)

    assert not Submission.objects.exists()


def test_what_cannot_be_printed_is_not_submitted():
    report = cast.report()
    actions.rows.add_group(report=report, line=None, by=cast.clerk())
    report.refresh_from_db()

    with pytest.raises(actions.NotPrintable) as caught:
        actions.submit(report=report, by=cast.head(), version=report.version)

    assert [finding.code for finding in caught.value.findings] == ["empty_step"]


def test_a_round_may_let_clerks_submit():
    report = cast.report(in_=cast.round_(clerks_may_submit=True))

    sent = actions.submit(report=report, by=cast.clerk(), version=1)

    assert sent.submitted_by == cast.clerk()


def test_each_submission_of_a_report_has_the_next_number():
    report = returned()
    write(report, "แก้แล้ว")

    second = actions.submit(report=report, by=cast.head(), version=report.version)

    assert [one.reference for one in report.submissions.all()] == ["2567-6-51-01", "2567-6-51-02"]
    assert actions.latest(report) == second
    assert reference(report, 12) == "2567-6-51-12"


@pytest.mark.parametrize(("days", "late"), [(20, 0), (21, 1), (51, 31)])
def test_days_late_are_counted_in_bangkok(today, days, late):
    report = cast.report()
    today.move_to("2024-04-10T23:58:00+07:00")
    today.shift(timedelta(days=days))

    sent = actions.submit(report=report, by=cast.head(), version=1)

    assert sent.days_late == late


def test_the_due_date_of_a_return_counts_for_the_next_submission(today):
    report = returned(due_on=date(2024, 5, 15))
    today.shift(timedelta(days=30))

    sent = actions.submit(report=report, by=cast.head(), version=report.version)

    assert (sent.due_on, sent.days_late) == (date(2024, 5, 15), 0)


def test_what_is_sent_again_without_a_new_day_is_as_late_as_it_was_at_first(today):
    """Recalled, returned, accepted and corrected: none makes a report late that came in time."""
    report, head = cast.submitted(), cast.head()
    today.move_to("2024-06-26T09:00:00+07:00")

    actions.recall(report=report, by=head)
    again = actions.submit(report=report, by=head, version=1)
    actions.return_to_province(
        report=report, by=cast.reviewer(), submission=again.pk, comment="แก้ลำดับที่ ๓"
    )
    mended = actions.submit(report=report, by=head, version=1)
    actions.accept(report=report, by=cast.reviewer(), submission=mended.pk)
    actions.ask_to_correct(report=report, by=head, reason="พิมพ์ผิด")
    corrected = actions.submit(report=report, by=head, version=1)

    assert [one.days_late for one in (again, mended, corrected)] == [0, 0, 0]
    assert {one.due_on for one in (again, mended, corrected)} == {date(2024, 4, 30)}


def test_a_report_that_came_late_stays_as_late_as_it_came(today):
    report, head = cast.report(), cast.head()
    today.move_to("2024-05-03T09:00:00+07:00")
    first = actions.submit(report=report, by=head, version=1)
    today.move_to("2024-06-26T09:00:00+07:00")

    actions.recall(report=report, by=head)
    second = actions.submit(report=report, by=head, version=1)

    assert (first.days_late, second.days_late) == (3, 3)


def test_a_report_that_was_sent_is_overdue_only_by_a_day_set_on_its_return():
    late = date(2024, 6, 26)
    draft = cast.report()
    recalled = cast.submitted(of=cast.roi_et())
    actions.recall(report=recalled, by=cast.head(cast.roi_et()))
    recalled.refresh_from_db()
    awaited = Report(
        round=draft.round, province=draft.province, state="returned", due_on=date(2024, 5, 15)
    )

    assert draft.is_overdue(late, was_sent=False)
    assert not recalled.is_overdue(late, was_sent=True)
    assert awaited.is_overdue(late, was_sent=True)
    assert not awaited.is_overdue(date(2024, 5, 15), was_sent=True)


def test_an_extension_given_after_a_return_counts(today):
    report = returned(due_on=date(2024, 5, 15))
    calendars.extend(
        round=report.round,
        province=report.province,
        due_on=date(2024, 6, 30),
        reason="น้ำท่วม",
        by=cast.central(),
    )
    today.move_to("2024-06-26T09:00:00+07:00")

    sent = actions.submit(report=report, by=cast.head(), version=report.version)

    assert (sent.due_on, sent.days_late) == (date(2024, 6, 30), 0)


# A closed round ----------------------------------------------------------------------------------


def close(report: Report) -> None:
    calendars.close_round(round=report.round, by=cast.central(), reason="ครบกำหนด")


def test_a_closed_round_takes_no_first_submission():
    report = cast.report()
    close(report)

    with pytest.raises(actions.RoundClosed) as caught:
        actions.submit(report=report, by=cast.head(), version=1)

    assert caught.value.message == (
        "ปิดรับรายงานรอบนี้แล้วเมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น. หากจำเป็นต้องส่ง "
        "โปรดติดต่อ ศูนย์ปฏิบัติการต่อต้านการทุจริต โทร. ๐ ๒๐๐๐ ๐๐๐๐"
    )


def test_a_closed_round_takes_a_correction():
    report = returned()
    close(report)

    assert actions.submit(report=report, by=cast.head(), version=report.version).number == 2


@pytest.mark.parametrize("day", ["2024-04-25", "2024-05-10"])
def test_an_extension_outlives_the_closing_also_an_early_one(today, day):
    report = cast.report()
    close(report)
    RoundExtension.objects.create(
        round=report.round, province=report.province, due_on=date(2024, 5, 15), reason="น้ำท่วม"
    )
    today.move_to(f"{day}T09:00:00+07:00")

    assert actions.submit(report=report, by=cast.head(), version=1).days_late == 0


def test_an_extension_that_has_passed_opens_nothing(today):
    report = cast.report()
    close(report)
    RoundExtension.objects.create(
        round=report.round, province=report.province, due_on=date(2024, 5, 15), reason="น้ำท่วม"
    )
    today.move_to("2024-05-16T09:00:00+07:00")

    with pytest.raises(actions.RoundClosed):
        actions.submit(report=report, by=cast.head(), version=1)


# Recalling and taking in -------------------------------------------------------------------------


def test_the_province_recalls_what_nobody_has_taken_in():
    report = cast.submitted()

    actions.recall(report=report, by=cast.clerk())

    report.refresh_from_db()
    assert report.state == State.DRAFT
    assert history(report)[-1] == ("recall", "submitted", "draft", "lamphun", "", 1)


def test_what_is_taken_in_is_not_recalled_and_not_taken_twice():
    report = taken()

    assert refused(actions.recall, report=report, by=cast.head()) == Refusal.TAKEN
    assert refused(actions.take, report=report, by=cast.central()) == Refusal.TAKEN


def test_a_return_ends_the_reviewers_mark():
    report = taken()

    actions.return_to_province(
        report=report,
        by=cast.reviewer(),
        submission=actions.latest(report).pk,
        comment="แก้ลำดับที่ ๓",
        due_on=date(2024, 5, 15),
    )

    report.refresh_from_db()
    assert (report.state, report.taken_at, report.taken_by) == (State.RETURNED, None, None)
    assert report.due() == date(2024, 5, 15)
    assert history(report)[-1] == (
        "return",
        "submitted",
        "returned",
        "reviewer",
        "แก้ลำดับที่ ๓",
        1,
    )


def test_a_return_says_why_and_means_the_version_that_was_read():
    report = cast.submitted()
    old = actions.latest(report).pk

    reason = refused(
        actions.return_to_province, report=report, by=cast.reviewer(), submission=old, comment=" "
    )
    actions.recall(report=report, by=cast.clerk())
    actions.submit(report=report, by=cast.head(), version=1)

    assert reason == Refusal.REASON
    with pytest.raises(actions.Stale, match="จังหวัดส่งฉบับใหม่เข้ามาแล้ว"):
        actions.return_to_province(report=report, by=cast.reviewer(), submission=old, comment="แก้")


# Accepting ---------------------------------------------------------------------------------------


def test_accepting_publishes_the_version_that_was_read():
    report = returned(due_on=date(2024, 5, 15))
    actions.submit(report=report, by=cast.head(), version=report.version)
    second = actions.latest(report)

    actions.accept(report=report, by=cast.reviewer(), submission=second.pk)

    report.refresh_from_db()
    second.refresh_from_db()
    assert (report.state, report.accepted, report.due_on) == (State.ACCEPTED, second, None)
    assert second.accepted_by == cast.reviewer()
    assert list(Report.objects.published(date(2024, 4, 10))) == [report]
    assert history(report)[-1] == ("accept", "submitted", "accepted", "reviewer", "", 2)


def test_accepting_a_version_that_was_sent_anew_is_refused():
    report = cast.submitted()
    old = actions.latest(report).pk
    actions.recall(report=report, by=cast.clerk())
    actions.submit(report=report, by=cast.head(), version=1)

    with pytest.raises(actions.Stale):
        actions.accept(report=report, by=cast.reviewer(), submission=old)


def with_secret() -> Report:
    report = cast.report()
    write(report, f"ติดต่อ {PRIVATE}")
    explaining.keep_all(report)
    actions.submit(report=report, by=cast.head(), version=report.version)
    report.refresh_from_db()
    return report


def test_secrets_are_accepted_only_with_the_tick_that_quotes_them():
    report = with_secret()
    sent = actions.latest(report)
    right = checks.acknowledgement(checks.secrets(sent.document))

    for wrong in ("", "0" * 16):
        with pytest.raises(actions.SecretsUnacknowledged) as caught:
            actions.accept(
                report=report, by=cast.reviewer(), submission=sent.pk, acknowledged=wrong
            )
    actions.accept(report=report, by=cast.reviewer(), submission=sent.pk, acknowledged=right)

    assert [finding.words for finding in caught.value.findings] == [PRIVATE]
    assert history(report)[-1][4] == PRIVATE


def test_what_is_masked_in_public_needs_no_tick():
    report = cast.report()
    write(report, f"ติดต่อ {PRIVATE}")
    actions.submit(report=report, by=cast.head(), version=report.version)
    sent = actions.latest(report)

    actions.accept(report=report, by=cast.reviewer(), submission=sent.pk)

    assert PRIVATE in sent.document.groups[0].lines[0].result
    assert sent.public.document.groups[0].lines[0].result == "ติดต่อ [ปกปิด]"
    assert sent.public.sha256 == document.digest(sent.public.content)
    assert (sent.public.masked, sent.public.document.masked) == (1, 1)
    assert history(report)[-1][4] == ""


def test_what_hides_nothing_is_its_own_public_version():
    sent = actions.latest(cast.submitted())

    assert (sent.public, sent.as_public) == (None, sent)


def moved_to_the_centre(person: User) -> User:
    person.role, person.province = Role.REVIEWER, None
    return people.save_person(person=person, by=cast.central())


def test_nobody_accepts_what_they_wrote():
    report = cast.report()
    write(report, "ก่อนย้ายไปส่วนกลาง")
    actions.submit(report=report, by=cast.head(), version=report.version)

    with pytest.raises(actions.OwnWork):
        actions.accept(
            report=report,
            by=moved_to_the_centre(cast.clerk()),
            submission=actions.latest(report).pk,
        )


def test_nobody_accepts_what_they_wrote_into_a_row_that_is_gone():
    report = cast.report()
    head = cast.head()
    colleague = cast.person(
        username="lamphun-2", role=Role.PROVINCE_STAFF, of=cast.lamphun(), name="สมศรี ตัวอย่าง"
    )
    line = write(report, "ก่อนย้ายไปส่วนกลาง", by=colleague)
    actions.rows.delete(report=report, line=line.pk, by=cast.clerk())
    report.refresh_from_db()
    actions.submit(report=report, by=head, version=report.version)

    with pytest.raises(actions.OwnWork):
        actions.accept(
            report=report,
            by=moved_to_the_centre(colleague),
            submission=actions.latest(report).pk,
        )


def test_nobody_accepts_whose_footnote_they_wrote():
    report = cast.report()
    colleague = cast.person(
        username="lamphun-2", role=Role.PROVINCE_STAFF, of=cast.lamphun(), name="สมศรี ตัวอย่าง"
    )
    token = actions.details_token(report)
    actions.save_details(
        report=report, by=colleague, token=token, contact="", footnote="ใหม่", number_style=""
    )
    actions.submit(report=report, by=cast.head(), version=2)

    with pytest.raises(actions.OwnWork):
        actions.accept(
            report=report,
            by=moved_to_the_centre(colleague),
            submission=actions.latest(report).pk,
        )


def test_a_mark_on_a_report_is_no_authorship():
    report = cast.report()
    colleague = cast.person(
        username="lamphun-2", role=Role.PROVINCE_STAFF, of=cast.lamphun(), name="สมศรี ตัวอย่าง"
    )
    actions.hand_over(report=report, by=colleague, version=1)
    actions.submit(report=report, by=cast.head(), version=1)

    actions.accept(
        report=report, by=moved_to_the_centre(colleague), submission=actions.latest(report).pk
    )

    report.refresh_from_db()
    assert report.state == State.ACCEPTED


# Corrections and withdrawal ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("move", "person", "name"),
    [
        (actions.reopen, cast.reviewer, Move.REOPEN),
        (actions.ask_to_correct, cast.clerk, Move.ASK_TO_CORRECT),
        (actions.ask_to_correct, cast.head, Move.ASK_TO_CORRECT),
    ],
)
def test_a_correction_leaves_the_accepted_version_public(move, person, name):
    report = cast.accepted()
    public = report.accepted

    assert refused(move, report=report, by=person(), reason="") == Refusal.REASON
    move(report=report, by=person(), reason="พิมพ์ ๓๓ เป็น ๓๔")

    report.refresh_from_db()
    assert (report.state, report.accepted) == (State.RETURNED, public)
    assert list(Report.objects.published(date(2024, 4, 10))) == [report]
    assert history(report)[-1][:5] == (
        name,
        "accepted",
        "returned",
        person().username,
        "พิมพ์ ๓๓ เป็น ๓๔",
    )


def test_a_withdrawal_ends_the_public_address_until_a_new_version_is_accepted():
    report = cast.accepted()

    actions.withdraw(report=report, by=cast.central(), reason="มีข้อมูลส่วนบุคคล")
    withdrawn = list(Report.objects.published(date(2024, 4, 10)))
    actions.reopen(report=report, by=cast.reviewer(), reason="แก้แล้วส่งใหม่")
    actions.submit(report=report, by=cast.head(), version=report.version)
    actions.accept(report=report, by=cast.reviewer(), submission=actions.latest(report).pk)

    report.refresh_from_db()
    assert withdrawn == []
    assert (report.withdrawn_at, report.withdrawn_reason) == (None, "")
    assert list(Report.objects.published(date(2024, 4, 10))) == [report]
    assert ("withdraw", "accepted", "accepted", "central", "มีข้อมูลส่วนบุคคล") in [
        one[:5] for one in history(report)
    ]


def test_only_what_is_public_is_withdrawn():
    report = cast.submitted()

    assert refused(actions.withdraw, report=report, by=cast.reviewer(), reason="ผิด") == Refusal.ROLE
    with pytest.raises(actions.Refused, match="ไม่ได้เผยแพร่อยู่"):
        actions.withdraw(report=report, by=cast.central(), reason="ผิด")


def test_a_long_reason_of_a_withdrawal_is_kept_whole():
    report = cast.accepted()

    actions.withdraw(report=report, by=cast.central(), reason="ก" * 500)

    report.refresh_from_db()
    assert report.withdrawn_reason == "ก" * 500


def test_a_reason_too_long_to_keep_is_refused_and_so_is_one_that_nobody_sees():
    report = cast.accepted()

    with pytest.raises(actions.Refused, match="ไม่เกิน ๕๐๐ ตัวอักษร"):
        actions.withdraw(report=report, by=cast.central(), reason="ก" * 501)
    unseen = " \u200b\ufeff\u3164\u00ad"
    assert refused(actions.withdraw, report=report, by=cast.central(), reason=unseen) == (
        Refusal.REASON
    )


# What is written, and what is not ----------------------------------------------------------------


def test_a_refused_move_leaves_no_trace():
    report = cast.report()
    before = (report.history.count(), StateChange.objects.count())

    with pytest.raises(actions.Stale):
        actions.submit(report=report, by=cast.head(), version=7)

    assert (report.history.count(), StateChange.objects.count()) == before


def test_the_whole_way_of_a_report_is_told_by_its_history():
    report = cast.report()
    actions.hand_over(report=report, by=cast.clerk(), version=1)
    actions.submit(report=report, by=cast.head(), version=1)
    actions.take(report=report, by=cast.reviewer())
    sent = actions.latest(report).pk
    actions.return_to_province(
        report=report, by=cast.reviewer(), submission=sent, comment="เพิ่มจำนวน"
    )
    write(report, "33 หน่วยงาน")
    actions.submit(report=report, by=cast.head(), version=2)
    actions.accept(report=report, by=cast.reviewer(), submission=actions.latest(report).pk)

    assert history(report) == [
        ("start", "", "draft", "lamphun", "", None),
        ("hand_over", "draft", "draft", "lamphun", "", None),
        ("submit", "draft", "submitted", "lamphun-head", "", 1),
        ("take", "submitted", "submitted", "reviewer", "", 1),
        ("return", "submitted", "returned", "reviewer", "เพิ่มจำนวน", 1),
        ("submit", "returned", "submitted", "lamphun-head", "", 2),
        ("take", "submitted", "submitted", "reviewer", "", 2),
        ("accept", "submitted", "accepted", "reviewer", "", 2),
    ]

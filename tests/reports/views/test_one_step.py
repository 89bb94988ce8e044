"""อ่านทีละขั้นตอน with real reports: what stands together, what is kept, what comes back, good examples."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from calendar_app.models import CalendarRevision, CalendarStep, RevisionStep
from ita_portal.models import Notice
from reports import actions
from reports.models import Comment, GoodExample, Line, ReadMark
from tests import cast, explaining

pytestmark = pytest.mark.django_db

SAME = "จังหวัดได้แจ้งให้หน่วยงานในสังกัดลงทะเบียนเรียบร้อยแล้ว"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True):
        yield


def sent(result: str, of):
    """A report whose first row, which answers REG, says this."""
    report = cast.report(of=of)
    line = Line.objects.filter(group__report=report).order_by("group__order").first()
    items = tuple(
        actions.ItemEdit(
            text=item.text,
            label=item.label,
            item=item.pk,
            steps=tuple(item.steps.values_list("pk", flat=True)),
        )
        for item in line.items.all()
    )
    edit = actions.LineEdit(line.pk, line.version, items, result=result, status="done")
    actions.save(report=report, by=cast.clerk(of), lines=[edit])
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(of), version=report.version)
    return actions.latest(report)


@pytest.fixture
def reports():
    return sent(SAME, cast.lamphun()), sent(SAME + "ทุกแห่ง", cast.roi_et())


def client(person=cast.reviewer) -> Client:
    signed_in = Client()
    signed_in.force_login(person())
    return signed_in


def step() -> int:
    return CalendarStep.objects.get(code="REG").pk


def address(name: str, *more) -> str:
    return reverse(name, args=[cast.round_().pk, step(), *more])


def row_of(submission) -> int:
    return next(line.key for _, _, line in submission.document.lines())


def box(submission) -> str:
    return f"{submission.pk}-{row_of(submission)}"


def kept() -> list[tuple]:
    found = Comment.objects.order_by("pk")
    return list(found.values_list("submission", "row", "question", "reason"))


# Reading -------------------------------------------------------------------------------------------


def test_the_steps_say_how_far_the_provinces_are(reports):
    page = client(cast.inspector).get(reverse("round_steps", args=[cast.round_().pk]))

    steps = page.context["steps"]
    assert [(one.edition.step.code, one.counts[0]) for one in steps][:1] == [
        ("REG", ("ดำเนินการแล้ว", 2))
    ]
    assert f'href="{address("round_step")}"' in page.content.decode()


def test_alike_answers_stand_together_and_lead_to_their_rows(reports):
    page = client().get(address("round_step"))

    ((group, cards),) = page.context["groups"]
    assert [card.answer.report.province.slug for card in cards] == ["roi-et", "lamphun"]
    assert not group.is_alone
    assert (
        f'href="{reverse("review_report", args=[reports[0].report_id])}#row-1-0"'
        in page.content.decode()
    )


def test_provinces_without_an_answer_are_named():
    draft = cast.report(of=cast.roi_et())
    sent(SAME, cast.lamphun())

    found = client().get(address("round_step")).context["found"]

    assert (found.without, [one.slug for one in found.not_sent]) == ([], ["roi-et"])
    assert draft.state == "draft"


def test_a_region_is_chosen_in_the_address(reports):
    page = client().get(address("round_step"), {"region": "ภาคเหนือ"})

    assert [one.answers[0].report.province.slug for one in page.context["found"].together] == [
        "lamphun"
    ]


def test_a_step_of_another_year_is_not_there(reports):
    other = CalendarStep.objects.create(fiscal_year=2566, code="REG")
    response = client().get(reverse("round_step", args=[cast.round_().pk, other.pk]))

    assert response.status_code == 404


def test_a_step_that_a_newer_calendar_left_out_is_still_read(reports):
    step_left_out = CalendarStep.objects.get(code="REG")
    newer = CalendarRevision.objects.create(
        fiscal_year=2567, number=2, in_force_since=timezone.now()
    )
    for edition in RevisionStep.objects.exclude(step=step_left_out):
        edition.pk, edition.revision = None, newer
        edition.save()

    page = client().get(address("round_step"))

    assert page.status_code == 200
    assert (page.context["previous"], page.context["next"]) == (None, None)
    assert page.context["found"].count == 2


def test_many_provinces_cost_as_many_queries_as_one(django_assert_num_queries):
    sent(SAME, cast.lamphun())
    reader = client()
    reader.get(address("round_step"))
    url = address("round_step")
    with django_assert_num_queries(13):
        reader.get(url)
    sent(SAME, cast.roi_et())
    with django_assert_num_queries(13):
        reader.get(url)


def test_the_inspector_reads_and_acts_not(reports):
    inspector = client(cast.inspector)

    assert "ask-" not in inspector.get(address("round_step")).content.decode()
    assert (
        inspector.post(address("round_step_keep"), {f"ask-{box(reports[0])}": "ถาม"}).status_code
        == 403
    )


# Asking --------------------------------------------------------------------------------------------


def test_everything_that_was_typed_is_kept_and_the_page_comes_back_to_its_place(reports):
    first, second = reports
    typed = {
        f"ask-{box(first)}": "โปรดแนบคำสั่ง",
        f"why-{box(first)}": "no_evidence",
        f"ask-{box(second)}": " ",
        "at": box(first),
    }

    response = client().post(address("round_step_keep") + "?region=ภาคเหนือ", typed)

    assert response.status_code == 302
    assert response.url.endswith(f"#answer-{box(first)}")
    assert "region=" in response.url
    assert kept() == [(first.pk, row_of(first), "โปรดแนบคำสั่ง", "no_evidence")]


def test_one_refused_box_comes_back_with_its_words_and_the_others_are_kept(reports):
    first, second = reports
    actions.accept(report=second.report, by=cast.reviewer(), submission=second.pk)
    typed = {f"ask-{box(first)}": "ถามลำพูน", f"ask-{box(second)}": "ถามร้อยเอ็ด"}

    response = client().post(address("round_step_keep"), typed)
    page = response.content.decode()

    assert response.status_code == 409
    assert [question for _, _, question, _ in kept()] == ["ถามลำพูน"]
    assert "ถามร้อยเอ็ด" in page
    assert "สถานะของรายงานเปลี่ยนไปแล้ว" in page


@pytest.mark.parametrize("name", ["ask-1-99", f"ask-{'9' * 18}-1", f"ask-1-{'9' * 18}"])
def test_a_question_to_what_is_not_there_comes_back(reports, name):
    response = client().post(address("round_step_keep"), {name: "ถามที่ไม่มี"})

    assert response.status_code == 409
    assert "ถามที่ไม่มี" in response.content.decode()
    assert kept() == []


def test_a_question_that_is_too_long_comes_back_whole(reports):
    words = "ก" * 4_001

    response = client().post(address("round_step_keep"), {f"ask-{box(reports[0])}": words})

    assert response.status_code == 409
    assert words in response.content.decode()


def test_what_was_typed_when_the_session_had_ended_is_shown(reports):
    response = Client().post(address("round_step_keep"), {f"ask-{box(reports[0])}": "ถามลำพูน"})

    assert response.status_code == 403
    assert "ถามลำพูน" in response.content.decode()
    assert kept() == []


# Finding good --------------------------------------------------------------------------------------


def test_a_row_found_good_here_is_no_reading_of_the_whole_report(reports):
    first = reports[0]
    row = row_of(first)

    client().post(address("round_step_good", first.pk, row), {f"ask-{box(first)}": "และถามด้วย"})

    mark = ReadMark.objects.get()
    assert (mark.good_rows, mark.whole_at) == ([row], None)
    assert len(kept()) == 1
    client().post(address("round_step_good", first.pk, row) + "?good=0")
    assert ReadMark.objects.get().good_rows == []


# Good examples -------------------------------------------------------------------------------------


def proposed(submission) -> GoodExample:
    client().post(address("round_step_example", submission.pk, row_of(submission)))
    client().post(address("round_step_example", submission.pk, row_of(submission)))
    return GoodExample.objects.get()


def test_a_text_is_proposed_once_and_the_head_agrees(reports):
    example = proposed(reports[0])
    head = client(cast.head)

    assert SAME in head.get(reverse("example_asked")).content.decode()
    head.post(reverse("example_answer", args=[example.pk]), {"agree": "1"})

    example.refresh_from_db()
    assert (example.text, example.code, example.consent, example.answered_by) == (
        *(SAME, "REG", True, cast.head()),
    )
    assert "จังหวัดยินยอมแล้ว" in client().get(reverse("good_examples")).content.decode()


def test_a_secret_in_a_text_is_masked_before_others_read_it():
    report = explaining.explain_all(explaining.write(cast.report(), explaining.WITH_EMAIL))
    actions.submit(report=report, by=cast.head(), version=report.version)

    assert proposed(actions.latest(report)).text == "ผู้ประสานงาน [ปกปิด]"


def test_a_head_may_refuse_and_then_nobody_proposes_it_again(reports):
    example = proposed(reports[0])
    client(cast.head).post(reverse("example_answer", args=[example.pk]), {"refuse": "1"})

    response = client().post(address("round_step_example", reports[0].pk, row_of(reports[0])))

    assert response.status_code == 409
    assert "จังหวัดไม่ยินยอม" in response.content.decode()


def test_an_answer_that_says_neither_changes_nothing(reports):
    example = proposed(reports[0])

    client(cast.head).post(reverse("example_answer", args=[example.pk]), {})

    example.refresh_from_db()
    assert example.consent is None


def test_the_home_of_the_office_leads_to_what_waits_and_to_what_was_answered(reports):
    example = proposed(reports[0])
    home, asked = reverse("province_home"), reverse("example_asked")

    waiting = {who: client(who).get(home).content.decode() for who in (cast.head, cast.clerk)}
    client(cast.head).post(reverse("example_answer", args=[example.pk]), {"agree": "1"})
    answered = client(cast.head).get(home).content.decode()
    client().post(reverse("good_example_withdraw", args=[example.pk]))
    withdrawn = client(cast.head).get(home).content.decode()

    assert "อ่านและตอบ" in waiting[cast.head]
    assert "รอหัวหน้าสำนักงานตอบ" in waiting[cast.clerk]
    assert "หัวหน้าสำนักงานตอบแล้ว" in answered
    assert [asked in page for page in (*waiting.values(), answered, withdrawn)] == [
        *(True, True, True, False)
    ]


def test_only_the_head_of_the_office_answers(reports):
    example = proposed(reports[0])
    url = reverse("example_answer", args=[example.pk])

    assert client(cast.clerk).post(url, {"agree": "1"}).status_code == 403
    other = Client()
    other.force_login(cast.head(cast.roi_et()))
    assert other.post(url, {"agree": "1"}).status_code == 404
    assert GoodExample.objects.waiting().count() == 1


def test_the_centre_ends_an_example(reports):
    example = proposed(reports[0])
    client(cast.head).post(reverse("example_answer", args=[example.pk]), {"agree": "1"})

    client().post(reverse("good_example_withdraw", args=[example.pk]))
    client(cast.head).post(reverse("example_answer", args=[example.pk]), {"refuse": "1"})

    example.refresh_from_db()
    assert (example.consent, example.withdrawn_by) == (True, cast.reviewer())
    assert list(GoodExample.objects.agreed()) == []


def test_an_agreed_example_stands_beside_the_field_in_later_rounds_only(reports):
    example = proposed(reports[0])
    client(cast.head).post(reverse("example_answer", args=[example.pk]), {"agree": "1"})
    later = cast.round_(months=12, as_of=date(2024, 9, 30))
    now = cast.report(of=cast.roi_et(), in_=later)
    clerk = Client()
    clerk.force_login(cast.clerk(cast.roi_et()))

    table = clerk.get(reverse("report_edit", args=[now.pk])).content.decode()

    assert "ตัวอย่างที่ดี (จังหวัดลำพูน รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗)" in table
    assert SAME in table
    before = clerk.get(reverse("report_edit", args=[reports[1].report_id]))
    assert "ตัวอย่างที่ดี" not in before.content.decode()


def test_the_head_is_told_once(reports):
    proposed(reports[0])

    found = Notice.objects.filter(kind="example")
    assert [(one.province, one.role, one.route) for one in found] == [
        (cast.lamphun(), "province_head", "example_asked")
    ]


def test_the_list_of_examples_names_the_step_and_leads_to_it(reports):
    submission = reports[0]
    client().post(address("round_step_example", submission.pk, row_of(submission)))

    page = client().get(reverse("good_examples")).content.decode()
    asked = client(cast.head).get(reverse("example_asked")).content.decode()

    title = RevisionStep.objects.get(step__code="REG").title
    assert f'<a href="{address("round_step")}">{title}</a>' in page
    assert f"<h2>{title}</h2>" in asked

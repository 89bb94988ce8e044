"""The pages of an act over many reports: looking, confirming, the result, undoing."""

import re
import uuid

import pytest
from django.urls import reverse

from reports import actions
from reports.models import BulkAct, Report, StateChange
from tests import bulk, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def reports():
    """One that was read, and one that was not."""
    return [bulk.read(cast.submitted()), cast.submitted(of=cast.roi_et())]


@pytest.fixture
def reviewer(client):
    client.force_login(cast.reviewer())
    return client


def page(kind: str, **query) -> str:
    return reverse(f"bulk_{kind}", args=[cast.round_().pk])


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def hidden(response) -> dict[str, list[str]]:
    """What the form of a preview would send."""
    found = {}
    text = response.content.decode()
    form = text[text.index('<form class="sheet bulk-form"') :]
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form):
        found.setdefault(name, []).append(value)
    return found


def test_looking_changes_nothing_and_says_of_each_what_will_happen(reviewer, reports):
    answer = reviewer.get(page("accept"), {"province": ["51", "45", "99", "x"]})

    assert "จะรับ ๑ จังหวัด จังหวัดลำพูน ฉบับที่ส่ง ครั้งที่ ๑" in words(answer)
    assert "ไม่รวมในครั้งนี้ ๑ จังหวัด จังหวัดร้อยเอ็ด ท่านยังไม่ได้อ่านฉบับล่าสุด" in words(answer)
    assert "ยกเลิกได้ภายใน ๑๐ นาที" in words(answer)
    assert hidden(answer)["submission"] == [str(actions.latest(reports[0]).pk)]
    assert BulkAct.objects.count() == 0


def test_without_a_tick_everything_that_was_read_is_offered(reviewer, reports):
    answer = reviewer.get(page("accept"))

    assert "จะรับ ๑ จังหวัด" in words(answer)
    assert "ไม่รวมในครั้งนี้" not in words(answer)


def test_what_was_looked_at_is_confirmed_and_told_one_by_one(reviewer, reports):
    form = hidden(reviewer.get(page("accept"), {"province": ["51", "45"]}))

    told = reviewer.post(page("accept"), form, follow=True)

    act = BulkAct.objects.get()
    assert told.redirect_chain == [(reverse("bulk_result", args=[act.pk]), 302)]
    assert "ทำแล้ว ๑ จังหวัด จังหวัดลำพูน" in words(told)
    assert "ยกเลิกการรับทั้งหมด ๑ ฉบับ" in words(told)


def test_a_double_click_leads_to_the_same_result(reviewer, reports):
    form = bulk.typed(reports)

    answers = [reviewer.post(page("accept"), form) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert StateChange.objects.filter(move="accept").count() == 1


def test_three_are_accepted_and_undone_in_one_go(reviewer, reports):
    reports.append(cast.submitted(of=cast.province(slug="trat", name="ตราด", code="23")))
    for report in reports:
        bulk.read(report)

    told = reviewer.post(page("accept"), bulk.typed(reports), follow=True)
    undone = reviewer.post(reverse("bulk_undo", args=[BulkAct.objects.get().pk]), follow=True)

    assert "ทำแล้ว ๓ จังหวัด" in words(told)
    assert "ยกเลิกการรับแล้ว ๓ ฉบับ" in words(undone)


def test_all_or_one_is_undone(reviewer, reports):
    bulk.read(reports[1])
    act = bulk.accept(reports)
    undo = reverse("bulk_undo", args=[act.pk])

    one = reviewer.post(undo, {"province": "45"}, follow=True)
    states = set(Report.objects.values_list("province__slug", "state"))
    every = reviewer.post(undo, follow=True)

    assert "ยกเลิกการรับแล้ว ๑ ฉบับ" in words(one)
    assert states == {("lamphun", "accepted"), ("roi-et", "submitted")}
    assert set(Report.objects.values_list("state", flat=True)) == {"submitted"}
    assert "ยกเลิกการรับแล้ว โดย Reviewer" in words(every)
    assert "ยกเลิกการรับทั้งหมด" not in words(every)


def test_many_are_returned_with_the_same_words(reviewer, reports):
    looked = reviewer.get(page("return"), {"province": ["51", "45"]})
    form = hidden(looked) | {"comment": "โปรดแนบหลักฐาน", "due_on": ""}

    told = reviewer.post(page("return"), form, follow=True)

    assert "ข้อความที่ส่ง โปรดแนบหลักฐาน" in words(told)
    assert "ทำแล้ว ๒ จังหวัด" in words(told)
    assert set(Report.objects.values_list("state", flat=True)) == {"returned"}


def test_what_was_typed_comes_back_with_what_is_wrong(reviewer, reports):
    form = bulk.typed(reports, comment="โปรดแนบหลักฐาน", due_on="30 กุมภาพันธ์ 2567")

    answer = reviewer.post(page("return"), form)

    assert answer.status_code == 422
    assert "โปรดแนบหลักฐาน" in words(answer)
    assert "กุมภาพันธ์" in words(answer)
    assert hidden(answer)["token"] == [str(bulk.TOKEN)]
    assert hidden(answer)["submission"] == [str(actions.latest(one).pk) for one in reports]
    assert BulkAct.objects.count() == 0


def test_words_typed_after_the_session_ended_come_back(client, reports):
    form = bulk.typed(reports, comment="โปรดแนบหลักฐาน", due_on="20 พ.ค. 2567")

    answer = client.post(page("return"), form)

    assert answer.status_code == 403
    text = answer.content.decode()
    assert "โปรดแนบหลักฐาน" in text
    assert "20 พ.ค. 2567" in text
    for report in reports:
        assert f'name="submission" value="{actions.latest(report).pk}"' in text


def test_words_of_a_page_that_is_somebody_elses_are_kept(client, reports):
    bulk.accept(reports[:1], by=cast.central())
    client.force_login(cast.reviewer())

    answer = client.post(page("return"), bulk.typed(reports, comment="โปรดแนบหลักฐาน"))

    assert answer.status_code == 409
    assert "รายการนี้เป็นของผู้อื่น" in words(answer)
    assert "โปรดแนบหลักฐาน" in words(answer)


@pytest.mark.parametrize(
    "form",
    [
        {"token": "nonsense", "submission": ["1"]},
        {"token": str(uuid.uuid4()), "submission": ["x", "\x00", "๑", "-1"]},
        {},
        {"token": str(uuid.uuid4())},
    ],
)
@pytest.mark.parametrize("kind", ["accept", "return", "remind"])
def test_nonsense_is_never_an_error_of_ours(reviewer, reports, kind, form):
    answer = reviewer.post(page(kind), form)

    assert answer.status_code in (302, 422)
    assert set(Report.objects.values_list("state", flat=True)) == {"submitted"}


def test_submissions_of_another_round_are_not_touched(reviewer, reports):
    other = cast.round_(fiscal_year=2567, months=12)

    answer = reviewer.post(
        reverse("bulk_accept", args=[other.pk]), bulk.typed(reports), follow=True
    )

    assert answer.status_code == 200
    assert set(Report.objects.values_list("state", flat=True)) == {"submitted"}


def test_the_result_costs_the_same_for_one_and_many(reviewer, django_assert_num_queries):
    one = bulk.accepted([cast.submitted()])
    many = bulk.accepted(
        [
            cast.submitted(of=cast.roi_et()),
            cast.submitted(of=cast.province(slug="trat", name="ตราด", code="23")),
        ],
        token=uuid.uuid4(),
    )
    for act in (one, many):
        reviewer.get(reverse("bulk_result", args=[act.pk]))
        with django_assert_num_queries(4):
            reviewer.get(reverse("bulk_result", args=[act.pk]))

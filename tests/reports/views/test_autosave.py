"""Rows that save themselves: what is answered of each, and that a late request undoes nothing."""

import json
import re
from itertools import permutations

import pytest
from django.test import Client
from django.urls import reverse

from reports import actions
from reports.forms import cells
from reports.models import Item, Line, StateChange
from tests import cast
from tests.browser_form import Form

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return cast.report()


@pytest.fixture
def clerk(client, report):
    client.force_login(cast.clerk())
    return client


class Row:
    """One row of an open page, as its script keeps it: what stands in its boxes, what the answers said."""

    def __init__(self, client, report, prefix: str, page: str = "") -> None:
        self.client = client
        self.address = reverse("report_autosave", args=[report.pk])
        self.beside = reverse("report_compare", args=[report.pk])
        here = page or reverse("report_edit", args=[report.pk])
        pairs = Form(client, client.get(here)).pairs
        self.prefix = prefix
        self.boxes: dict[str, list[str]] = {}
        for name, value in pairs:
            before, dash, box = name.partition("-")
            if dash and before == prefix:
                self.boxes.setdefault(box, []).append(value)

    def type(self, box: str, value: str) -> "Row":
        assert box in self.boxes
        self.boxes[box] = [value]
        return self

    def posted(self, **more) -> dict:
        """What is sent, so that it can be sent later."""
        return {f"{self.prefix}-{box}": [*values] for box, values in self.boxes.items()} | more

    def send(self, data: dict | None = None, **more) -> dict:
        """The answer of this row, which the page then goes on from."""
        response = self.client.post(self.address, data or self.posted(**more))
        assert response.status_code == 200, response.content
        answer = response.json()["rows"][self.prefix]
        self.hear(answer)
        return answer

    def hear(self, answer: dict) -> None:
        for name in ("version", "digest"):
            if name in answer:
                self.boxes[name] = [answer[name]]
        self.boxes |= {f"also-{key}": ids for key, ids in answer.get("also", {}).items()}
        self.boxes |= answer.get("fields", {})
        if answer["outcome"] == "saved":
            self.boxes.pop("sent", None)

    def give_up(self) -> dict:
        """A request that was sent and whose answer is not waited for any more."""
        data = self.posted()
        typed = {
            box: values
            for box, values in self.boxes.items()
            if box not in ("version", "digest", "sent")
        }
        self.boxes["sent"] = [*self.boxes.get("sent", []), json.dumps(typed)]
        return data

    def compare(self, **more) -> dict:
        return self.client.post(self.beside, self.posted(**more)).json()["rows"][self.prefix]


def lines(report) -> list[Line]:
    return list(Line.objects.filter(group__report=report).order_by("group__order", "order"))


def row_of(client, report, place: int = 0) -> Row:
    return Row(client, report, f"l{lines(report)[place].pk}")


def windows_of(client, report) -> Row:
    return Row(client, report, f"g{report.groups.first().pk}")


def words(html: str) -> str:
    """HTML as its words, marked ones in brackets."""
    marked = re.sub(r"</?mark>", lambda tag: "]" if "/" in tag[0] else "[", html)
    return " ".join(re.sub(r"<[^>]+>", " ", marked).split())


# ---- saved


def test_a_row_is_saved_and_goes_on_from_there(clerk, report):
    row = row_of(clerk, report)

    first = row.type("result", "ประชุมแล้ว").send()
    again = row.type("result", "ประชุมแล้ว ๒ ครั้ง").type("status", "done").send()

    line = lines(report)[0]
    assert (line.result, line.status, line.version) == ("ประชุมแล้ว ๒ ครั้ง", "done", 3)
    assert [(one["outcome"], one["version"]) for one in (first, again)] == [
        ("saved", "2"),
        ("saved", "3"),
    ]


def test_the_time_is_told_in_the_words_of_the_page(clerk, report):
    row = row_of(clerk, report).type("result", "ประชุมแล้ว")

    answer = clerk.post(row.address, row.posted()).json()

    report.refresh_from_db()
    assert re.fullmatch("บันทึกแล้ว [๐-๙]{2}:[๐-๙]{2} น.", answer["saved"])
    assert "โดย สมหญิง ตัวอย่าง" in answer["last_saved"]
    assert (answer["answer"], answer["notice"], report.version) == ("done", "", 2)


def test_after_the_answer_the_button_finds_nothing_typed(clerk, report):
    row = row_of(clerk, report).type("result", "ประชุมแล้ว ")
    row.send()

    assert row.send() == {"outcome": "untouched"}


def test_a_window_comes_back_as_it_was_read(clerk, report):
    answer = windows_of(clerk, report).type("official", "1-31 ม.ค. 67").send()

    assert (
        "อ่านว่า วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗" in answer["notes"][f"g{report.groups.first().pk}-official"]
    )
    assert str(report.groups.first().official.end) == "2024-01-31"


def test_what_cannot_be_kept_says_why_and_the_other_row_is_saved(clerk, report):
    row, windows = row_of(clerk, report), windows_of(clerk, report)
    windows.type("official", "๓๑ กุมภาพันธ์ ๒๕๖๗")
    row.type("result", "ประชุมแล้ว")

    answer = clerk.post(row.address, row.posted() | windows.posted()).json()["rows"]

    problem = answer[windows.prefix]
    assert (problem["outcome"], answer[row.prefix]["outcome"]) == ("problem", "saved")
    assert "ไม่มีวันที่ ๓๑ กุมภาพันธ์ ๒๕๖๗" in problem["problems"]["official"]
    assert 'class="box-error"' in problem["notes"][f"{windows.prefix}-official"]


def test_an_offer_is_taken_in_place(clerk, report):
    windows = windows_of(clerk, report).type("official", "๑ มกราคม ๒๐๒๔")

    answer = windows.send(offer=f"{windows.prefix}-official")

    assert answer["fields"]["official"] == ["๑ มกราคม ๒๕๖๗"]


def test_the_closing_words_are_saved(clerk, report):
    row = Row(clerk, report, "details")

    row.type("footnote", "ข้อมูล ณ วันที่ ๓๑ มีนาคม").send()
    row.type("footnote", "ข้อมูล ณ วันที่ ๓๑ มีนาคม ๒๕๖๗").send()

    report.refresh_from_db()
    assert report.footnote == "ข้อมูล ณ วันที่ ๓๑ มีนาคม ๒๕๖๗"


def test_saving_takes_the_report_back_from_the_head_and_says_so(clerk, report):
    row = row_of(clerk, report).type("result", "ประชุมแล้ว")
    actions.hand_over(report=report, by=cast.clerk(), version=report.version)

    answer = clerk.post(row.address, row.posted()).json()

    report.refresh_from_db()
    assert not report.is_handed_over
    assert "ต้องเสนอใหม่อีกครั้ง" in answer["notice"]
    assert 'class="state state-draft"' in answer["standing"]["badge"]
    assert 'class="steps steps-draft"' in answer["standing"]["steps"]


# ---- step texts


def test_a_new_step_keeps_its_id(clerk, report):
    line = actions.rows.add_line(report=report, line=lines(report)[0].pk, by=cast.clerk())
    Item.objects.filter(line=line).delete()
    row = Row(clerk, report, f"l{line.pk}")

    answer = row.type("item-new", "ขั้นตอน").send()
    item = Item.objects.get(line=line)
    row.type("item-new", "ขั้นตอนของเรา").send()

    assert answer["also"] == {"new": [str(item.pk)]}
    assert [(one.pk, one.text) for one in Item.objects.filter(line=line)] == [
        (item.pk, "ขั้นตอนของเรา")
    ]


def test_steps_that_came_of_one_box_are_written_in_it_again(clerk, report):
    line = lines(report)[0]
    item = Item.objects.get(line=line)
    row = Row(clerk, report, f"l{line.pk}").type(f"item-{item.pk}", "- หนึ่ง\n- สอง")
    row.send()
    second = Item.objects.filter(line=line).last()

    row.type(f"item-{item.pk}", "- หนึ่ง\n- สอง\n- สาม").send()
    row.type(f"item-{item.pk}", "- หนึ่ง\n- สองใหม่\n- สาม").send()

    found = [(one.pk, one.label, one.text) for one in Item.objects.filter(line=line)]
    assert found[:2] == [(item.pk, "-", "หนึ่ง"), (second.pk, "-", "สองใหม่")]
    assert [text for *_, text in found] == ["หนึ่ง", "สองใหม่", "สาม"]
    row.type(f"item-{item.pk}", "- หนึ่ง").send()
    assert [one.pk for one in Item.objects.filter(line=line)] == [item.pk]


def test_the_ties_of_a_new_step_are_saved_with_it(clerk, report):
    line = lines(report)[0]
    item = Item.objects.get(line=line)
    step = Item.objects.get(line=lines(report)[1]).steps.get()
    row = Row(clerk, report, f"l{line.pk}", reverse("line_edit", args=[report.pk, line.pk]))

    row.type("item-new", "ใหม่").send()
    row.boxes["ties-new"] = ["", str(step.pk)]
    row.type("result", "ทำแล้ว").send()

    first, second = Item.objects.filter(line=line)
    assert (first.pk, second.text, [*second.steps.all()]) == (item.pk, "ใหม่", [step])


# ---- late answers, lost answers


def test_one_s_own_text_whose_answer_was_lost_is_no_conflict(clerk, report):
    row = row_of(clerk, report).type("result", "ก")
    clerk.post(row.address, row.posted())

    answer = row.send()

    assert (answer["outcome"], answer["version"]) == ("saved", "2")


def test_newer_text_goes_on_from_one_s_own_whose_answer_was_lost(clerk, report):
    row = row_of(clerk, report).type("result", "ก ")
    clerk.post(row.address, row.give_up())

    answer = row.type("result", "ก และ ข").send()

    assert answer["outcome"] == "saved"
    assert lines(report)[0].result == "ก และ ข"


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
@pytest.mark.parametrize("texts", [("ก", "กข", "กขค"), ("ก", "กข", "ก"), ("ก", "กข", "")], ids=str)
def test_requests_that_arrive_in_any_order_end_with_the_newest_text(clerk, report, order, texts):
    row = row_of(clerk, report)
    *older, newest = texts
    requests = [row.type("result", text).give_up() for text in older]
    requests.append(row.type("result", newest).posted())

    for number in order:
        clerk.post(row.address, requests[number])

    assert lines(report)[0].result == texts[-1]


@pytest.mark.parametrize("order", list(permutations(range(2))), ids=str)
@pytest.mark.parametrize("texts", [("ก", "ข"), ("ก", "")], ids=str)
@pytest.mark.parametrize(
    ("prefix", "box"), [("details", "footnote"), ("windows", "provincial")], ids=str
)
def test_windows_and_closing_words_too(clerk, report, prefix, box, order, texts):
    row = Row(clerk, report, "details") if prefix == "details" else windows_of(clerk, report)
    base = row.boxes[box]
    given_up = row.type(box, texts[0]).give_up()
    newest = row.type(box, texts[1] or base[0]).posted()

    for number in order:
        clerk.post(row.address, [given_up, newest][number])

    assert Row(clerk, report, row.prefix).boxes[box] == [texts[1] or base[0]]


def test_a_late_request_is_answered_with_the_newer_text(clerk, report):
    row = row_of(clerk, report).type("result", "เก่า")
    late = row.posted()
    row.type("result", "ใหม่").send()

    answer = clerk.post(row.address, late).json()["rows"][row.prefix]

    assert answer["outcome"] == "conflict"
    assert "ท่านเองในหน้าต่างอื่น" in words(answer["html"])
    assert lines(report)[0].result == "ใหม่"


def test_what_another_person_wrote_is_not_one_s_own(clerk, report):
    row = row_of(clerk, report).type("result", "ของฉัน")
    row.give_up()
    other(report, "ของเขา")

    assert row.type("result", "ของฉัน ต่อ").send()["outcome"] == "conflict"
    assert lines(report)[0].result == "ของเขา"


@pytest.mark.parametrize(
    "sent",
    ["", "[", "[" * 100_000, "[]", '{"result": "ก"}', '{"result": [1]}', '{"result": []}', "1"],
)
def test_nonsense_about_what_was_sent_is_nothing(clerk, report, sent):
    row = row_of(clerk, report)
    row.boxes["sent"] = [sent]
    row.type("result", "ก")

    assert row.send()["outcome"] == "saved"


# ---- two people


def other(report, result: str, place: int = 0) -> None:
    """The head saves a row."""
    head = Client()
    head.force_login(cast.head())
    row_of(head, report, place).type("result", result).send()


def test_both_texts_come_back_with_their_words_marked(clerk, report):
    row = row_of(clerk, report).type("result", "ประชุมคณะทำงาน ๓ ครั้ง")
    other(report, "ประชุมคณะกรรมการ ๓ ครั้ง")

    answer = row.send()

    assert (answer["outcome"], answer["theirs"]) == ("conflict", "2")
    told = words(answer["html"])
    assert "ลำดับที่ ๑: มีผู้แก้ไขแถวนี้ก่อนท่าน (นายสมชาย ตัวอย่าง" in told
    assert "[คณะทำงาน]" in told
    assert "[คณะกรรมการ]" in told
    assert lines(report)[0].result == "ประชุมคณะกรรมการ ๓ ครั้ง"


def test_mine_is_taken(clerk, report):
    row = row_of(clerk, report).type("result", "ของฉัน")
    other(report, "ของเขา")
    theirs = row.send()["theirs"]

    answer = row.send(mine=row.prefix, **{f"{row.prefix}-theirs": theirs})

    assert answer["outcome"] == "saved"
    assert lines(report)[0].result == "ของฉัน"


def test_mine_is_the_whole_step_cell(clerk, report):
    line = lines(report)[0]
    item = Item.objects.get(line=line)
    row = Row(clerk, report, f"l{line.pk}").type(f"item-{item.pk}", "ของฉัน")
    head = Client()
    head.force_login(cast.head())
    Row(head, report, row.prefix).type(f"item-{item.pk}", "- ของเขา\n- อีกข้อ").send()
    theirs = row.send()["theirs"]

    row.send(mine=row.prefix, **{f"{row.prefix}-theirs": theirs})

    assert [one.text for one in Item.objects.filter(line=line)] == ["ของฉัน"]


def test_theirs_is_taken(clerk, report):
    row = row_of(clerk, report).type("result", "ของฉัน")
    other(report, "ของเขา")
    row.send()

    answer = row.send(theirs=row.prefix)

    assert (answer["outcome"], answer["fields"]["result"]) == ("theirs", ["ของเขา"])
    assert lines(report)[0].version == 2
    assert row.send() == {"outcome": "untouched"}


def test_both_are_joined_by_hand(clerk, report):
    row = row_of(clerk, report).type("result", "ของฉัน")
    other(report, "ของเขา")
    theirs = row.send()["theirs"]
    joined = {f"{row.prefix}-joined-result": "ของเขาและของฉัน", f"{row.prefix}-theirs": theirs}

    answer = row.send(joined=row.prefix, **joined)

    assert (answer["outcome"], answer["fields"]["result"]) == ("saved", ["ของเขาและของฉัน"])
    assert lines(report)[0].result == "ของเขาและของฉัน"


def test_a_third_text_is_shown_before_mine_is_taken(clerk, report):
    row = row_of(clerk, report).type("result", "ของฉัน")
    other(report, "ของเขา")
    theirs = row.send()["theirs"]
    other(report, "ของเขา ฉบับใหม่")

    answer = row.send(mine=row.prefix, **{f"{row.prefix}-theirs": theirs})

    assert answer["outcome"] == "conflict"
    assert "ฉบับใหม่" in words(answer["html"])


def test_different_rows_never_meet(clerk, report):
    row = row_of(clerk, report, 1).type("result", "ของฉัน")
    other(report, "ของเขา")

    assert row.send()["outcome"] == "saved"
    assert [line.result for line in lines(report)] == ["ของเขา", "ของฉัน", ""]


def test_closing_words_say_who_wrote_them(clerk, report):
    row = Row(clerk, report, "details").type("footnote", "ของฉัน")
    head = Client()
    head.force_login(cast.head())
    Row(head, report, "details").type("footnote", "ของเขา").send()
    row_of(clerk, report).type("result", "อย่างอื่น").send()

    answer = row.send()

    assert answer["outcome"] == "conflict"
    assert "(นายสมชาย ตัวอย่าง" in words(answer["html"])


def test_a_row_that_is_gone_says_so(clerk, report):
    row = row_of(clerk, report).type("result", "ของฉัน")
    actions.rows.delete(report=report, line=lines(report)[0].pk, by=cast.head())

    answer = row.send()

    assert answer["outcome"] == "gone"
    assert "มีผู้ลบหรือรวมแถวนี้ก่อนท่านบันทึก" in words(answer["html"])


# ---- who, when


def test_a_report_sent_meanwhile_is_not_written(clerk, report):
    row = row_of(clerk, report).type("result", "ช้าไป")
    actions.submit(report=report, by=cast.head(), version=report.version)

    response = clerk.post(row.address, row.posted())

    assert (response.status_code, response.json()["answer"]) == (409, "not_editable")
    assert "ข้อความที่พิมพ์ยังอยู่" in response.json()["sentence"]
    assert lines(report)[0].result == ""


def test_nobody_is_told_to_sign_in_again(clerk, report):
    row = row_of(clerk, report).type("result", "ก")
    clerk.logout()

    response = clerk.post(row.address, row.posted())

    assert response.status_code == 401
    assert response.json() == {
        "answer": "signed_out",
        "sentence": "หมดเวลาการใช้งาน ข้อความที่พิมพ์ยังอยู่ โปรดเข้าสู่ระบบอีกครั้ง",
        "sign_in": reverse("account_login"),
    }


def test_another_account_of_the_browser_writes_nothing(clerk, report):
    row = row_of(clerk, report).type("result", "ก")
    clerk.force_login(cast.head())

    response = clerk.post(row.address, row.posted(person=str(cast.clerk().pk)))

    assert (response.status_code, response.json()["answer"]) == (403, "other_account")
    assert lines(report)[0].result == ""


def test_another_province_finds_no_report(client, report):
    client.force_login(cast.clerk(cast.roi_et()))

    for name in ("report_autosave", "report_compare"):
        response = client.post(reverse(name, args=[report.pk]), {"l1-result": "ก"})

        assert (response.status_code, response.json()["answer"]) == (404, "other_account")


def test_a_token_of_before_signing_in_anew_is_renewed(report):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.clerk())
    row = row_of(client, report).type("result", "ก")

    refused = client.post(row.address, row.posted(csrfmiddlewaretoken="x" * 64))
    token = refused.json()["token"]
    response = client.post(row.address, row.posted(), headers={"X-CSRFToken": token})

    assert (refused.status_code, refused.json()["answer"]) == (403, "renewed")
    assert response.json()["rows"][row.prefix]["outcome"] == "saved"


def test_an_old_token_after_the_session_ended_asks_to_sign_in(report):
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("report_autosave", args=[report.pk]), {})

    assert (response.status_code, response.json()["answer"]) == (401, "signed_out")


def test_no_state_is_changed_by_saving(clerk, report):
    before = StateChange.objects.count()

    row_of(clerk, report).type("result", "ก").send()

    assert StateChange.objects.count() == before


# ---- texts that the browser kept


def test_a_kept_text_that_is_stored_already_is_the_same(clerk, report):
    row = row_of(clerk, report).type("result", "cafe\u0301\r\n")
    Row(clerk, report, row.prefix).type("result", "café\n").send()

    assert row.compare() == {"outcome": "same"}


def test_a_kept_text_is_shown_beside_what_is_stored(clerk, report):
    row = row_of(clerk, report).type("result", "ประชุมคณะทำงาน")
    Row(clerk, report, row.prefix).type("result", "ประชุมคณะกรรมการ").send()

    answer = row.compare(**{f"{row.prefix}-typed_at": "1711868520000"})

    told = words(answer["html"])
    assert answer["outcome"] == "differs"
    assert "ข้อความที่ท่านพิมพ์ไว้ เมื่อ ๓๑ มีนาคม ๒๕๖๗ ๑๔:๐๒ น. ยังไม่ได้บันทึก" in told
    assert "ใช้ที่อยู่ในระบบ" in told
    assert "[คณะทำงาน]" in told
    assert lines(report)[0].result == "ประชุมคณะกรรมการ"


@pytest.mark.parametrize("typed_at", ["", "x", "9" * 20, "-1", "๑๒๓"])
def test_a_time_that_is_none_is_not_told(clerk, report, typed_at):
    row = row_of(clerk, report).type("result", "ก")

    told = words(row.compare(**{f"{row.prefix}-typed_at": typed_at})["html"])

    assert "ข้อความที่ท่านพิมพ์ไว้ยังไม่ได้บันทึก" in told


def test_a_kept_text_that_cannot_be_saved_says_why(clerk, report):
    windows = windows_of(clerk, report).type("official", "๓๑ กุมภาพันธ์ ๒๕๖๗")

    told = words(windows.compare()["html"])

    assert "ไม่มีวันที่ ๓๑ กุมภาพันธ์ ๒๕๖๗" in told


def test_a_kept_text_of_a_row_that_is_gone(clerk, report):
    row = row_of(clerk, report).type("result", "ของฉัน")
    actions.rows.delete(report=report, line=lines(report)[0].pk, by=cast.head())

    assert row.compare()["outcome"] == "gone"


def test_kept_closing_words_and_ticks_are_compared(clerk, report):
    line = lines(report)[0]
    item = Item.objects.get(line=line)
    details = Row(clerk, report, "details")
    row = Row(clerk, report, f"l{line.pk}", reverse("line_edit", args=[report.pk, line.pk]))

    assert (details.compare(), row.compare()) == ({"outcome": "same"}, {"outcome": "same"})
    row.boxes[f"ties-{item.pk}"] = [""]

    assert "ขั้นตอนตามปฏิทิน ที่อยู่ในระบบ [ข้อ ๑]" in words(row.compare()["html"])
    assert details.type("footnote", "ก").compare()["outcome"] == "differs"


def test_the_digest_of_an_answer_is_that_of_the_boxes(clerk, report):
    row = row_of(clerk, report).type("result", "ก")

    answer = row.send()

    typed = {box: it for box, it in row.boxes.items() if box not in ("version", "digest")}
    assert answer["digest"] == cells.digest(typed)


# ---- how many queries


@pytest.mark.parametrize("rows", [1, 3])
def test_an_answer_costs_the_same_for_any_number_of_rows(
    clerk, report, rows, django_assert_num_queries
):
    for line in lines(report)[rows:]:
        actions.rows.delete(report=report, line=line.pk, by=cast.clerk())
    row = row_of(clerk, report).type("result", "ก")

    with django_assert_num_queries(20):
        clerk.post(row.address, row.posted())

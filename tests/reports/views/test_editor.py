"""The editor of a report: who may write, what is saved, and that nothing typed is ever lost."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from calendar_app.models import Round, RoundExtension
from ita_portal import thai
from reports import actions
from reports.models import Group, Item, Line, Report
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


def address(report, *parts) -> str:
    return reverse("report_edit", args=[report.pk]) + "".join(f"{part}/" for part in parts)


def opened(client, report) -> Form:
    return Form(client, client.get(address(report)))


def groups(report):
    return list(report.groups.all())


def lines(report) -> list[Line]:
    return list(Line.objects.filter(group__report=report).order_by("group__order", "order"))


def result(line: Line) -> str:
    return f"l{line.pk}-result"


def official(group) -> str:
    return f"g{group.pk}-official"


def provincial(group) -> str:
    return f"g{group.pk}-provincial"


def page(response) -> str:
    return response.content.decode()


def stored(line: Line) -> Line:
    return Line.objects.get(pk=line.pk)


# ---- who


def test_nobody_is_led_to_sign_in(client, report):
    response = client.get(address(report))

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={address(report)}"


def test_the_clerk_and_the_head_of_the_province_may_write(client, report):
    for person in (cast.clerk(), cast.head()):
        client.force_login(person)

        assert client.get(address(report)).status_code == 200


def test_the_centre_may_not_write(client, report):
    for person in (cast.reviewer(), cast.central(), cast.inspector()):
        client.force_login(person)

        assert client.get(address(report)).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_provinces_report_is_not_found(client, report, method):
    client.force_login(cast.clerk(cast.roi_et()))
    line = lines(report)[0]

    for path in (address(report), address(report, "lines", line.pk)):
        assert getattr(client, method)(path).status_code == 404
    assert client.post(address(report, "rows", "delete", line.pk)).status_code == 404
    assert stored(line)


def test_a_line_of_another_report_is_not_written(client, report):
    theirs = lines(report)[0]
    ours = cast.report(of=cast.roi_et())
    client.force_login(cast.clerk(cast.roi_et()))
    form = opened(client, ours)
    form.pairs += [(f"l{theirs.pk}-result", "ไม่ใช่ของเรา"), (f"l{theirs.pk}-version", "1")]

    response = form.send(address(ours))

    assert response.status_code == 409
    assert stored(theirs).result == ""


def test_a_submitted_report_is_led_to_where_it_is_read(clerk, report):
    actions.submit(report=report, by=cast.head(), version=report.version)

    response = clerk.get(address(report))

    assert response.status_code == 302
    assert response.url == reverse("report_preview", args=[report.pk])


# ---- starting


def test_start_makes_one_report_and_leads_to_it(client):
    cast.calendar()
    client.force_login(cast.clerk())
    start = reverse("report_start", args=[cast.round_().pk])

    responses = [client.post(start), client.post(start)]

    report = Report.objects.get()
    assert {one.url for one in responses} == {address(report)}
    assert client.get(start).status_code == 405


def test_a_returned_report_shows_what_the_centre_asked_for(clerk, report):
    actions.submit(report=report, by=cast.head(), version=report.version)
    actions.return_to_province(
        report=report,
        by=cast.reviewer(),
        submission=actions.latest(report).pk,
        comment="ขอให้ระบุ <วันที่> ในลำดับที่ ๑",
    )

    text = page(clerk.get(address(report)))

    assert "ขอให้ระบุ &lt;วันที่&gt; ในลำดับที่ ๑" in text
    assert "ส่วนกลางส่งคืนให้แก้ไข" in text


def test_a_handed_over_report_says_what_saving_does(clerk, report):
    actions.hand_over(report=report, by=cast.clerk(), version=report.version)

    assert "หากแก้ไข ต้องเสนอใหม่อีกครั้ง" in page(clerk.get(address(report)))


def test_a_closed_round_says_whom_to_turn_to(clerk, report):
    Round.objects.update(closed_at=timezone.now())

    assert "หากจำเป็นต้องส่ง โปรดติดต่อ ศูนย์ปฏิบัติการต่อต้านการทุจริต โทร. ๐ ๒๐๐๐ ๐๐๐๐" in page(
        clerk.get(address(report))
    )


def test_a_closed_round_that_was_extended_is_open_in_the_editor(clerk, report):
    Round.objects.update(closed_at=timezone.now())
    due_on = timezone.localdate() + timedelta(days=3)
    RoundExtension.objects.create(
        round=report.round, province=report.province, due_on=due_on, reason="น้ำท่วม"
    )

    assert "ปิดรับรายงานรอบนี้แล้ว" not in page(clerk.get(address(report)))


# ---- saving


def everything(report) -> list:
    report.refresh_from_db()
    stored = [list(kind.objects.order_by("pk").values()) for kind in (Group, Line, Item)]
    return [report.version, *stored]


@pytest.mark.parametrize("parts", [(), ("lines", 1)], ids=["table", "row"])
def test_a_page_that_was_only_looked_at_changes_nothing(clerk, report, parts):
    line = lines(report)[0]
    here = address(report, *(("lines", line.pk) if parts else ()))
    # As an import may have read it; typed text is cleaner.
    line.result, line.status_text, line.answer_reason = "\n\nผล\r\nงาน ", "เสร็จ\nแล้ว", "เหตุ\nผล"
    line.save()
    group = line.group
    group.official = thai.Window.unread("ช่วง\nต้นปี")
    group.save()
    before = everything(report)

    response = Form(clerk, clerk.get(here)).send(here)

    assert response.status_code == 302
    assert everything(report) == before


def test_one_row_is_saved(clerk, report):
    line = lines(report)[0]
    form = opened(clerk, report)
    form.type(result(line), "ลงทะเบียนแล้ว\r\n\r\n๑. ข้อแรก").type(f"l{line.pk}-status", "done")

    response = clerk.get(form.send(address(report)).url)

    line = stored(line)
    assert (line.result, line.status) == ("ลงทะเบียนแล้ว\n\n๑. ข้อแรก", "done")
    assert "บันทึกร่างแล้ว รายงานยังไม่ได้ส่ง" in page(response)


def test_many_rows_are_saved_at_once(clerk, report):
    form = opened(clerk, report)
    for line in lines(report):
        form.type(result(line), f"ผลของแถว {line.pk}")

    form.send(address(report))

    assert [line.result for line in lines(report)] == [
        f"ผลของแถว {line.pk}" for line in lines(report)
    ]
    report.refresh_from_db()
    assert report.version == 2


def test_a_step_text_is_parted_from_its_label(clerk, report):
    item = Item.objects.filter(line=lines(report)[0]).get()
    form = opened(clerk, report).type(f"l{item.line_id}-item-{item.pk}", "๑) ลงทะเบียน")

    form.send(address(report))

    item.refresh_from_db()
    assert (item.label, item.text) == ("๑)", "ลงทะเบียน")
    assert [step.code for step in item.steps.all()] == ["REG"]


def test_several_labelled_lines_in_one_box_become_step_texts(clerk, report):
    item = Item.objects.filter(line=lines(report)[0]).get()
    form = opened(clerk, report).type(f"l{item.line_id}-item-{item.pk}", "- ลงทะเบียน\r\n- ระบุข้อมูล")

    form.send(address(report))

    items = Item.objects.filter(line=item.line_id)
    assert [(one.label, one.text) for one in items] == [("-", "ลงทะเบียน"), ("-", "ระบุข้อมูล")]


def test_a_lone_dash_reads_as_empty_and_is_kept_as_typed(clerk, report):
    line = lines(report)[0]

    opened(clerk, report).type(result(line), " – ").send(address(report))

    assert (stored(line).result, stored(line).raw) == ("", {"typed": {"result": " – "}})
    assert opened(clerk, report)[result(line)] == " – "


# ---- windows


def test_a_window_is_echoed_as_it_was_read(clerk, report):
    group = groups(report)[0]

    opened(clerk, report).type(provincial(group), "1-31 ม.ค. 67").send(address(report))

    assert "อ่านว่า วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗" in page(clerk.get(address(report)))
    group.refresh_from_db()
    assert group.provincial.text == "1-31 ม.ค. 67"


def test_a_missing_year_is_taken_from_the_fiscal_year_and_shown(clerk, report):
    group = groups(report)[0]

    opened(clerk, report).type(provincial(group), "๑ - ๑๕ ธันวาคม").send(address(report))

    text = page(clerk.get(address(report)))
    assert "อ่านว่า วันที่ ๑ - ๑๕ ธันวาคม ๒๕๖๖ (เติมปีตามปีงบประมาณให้)" in text


def test_words_that_are_no_window_are_kept_and_said_so(clerk, report):
    group = groups(report)[0]

    opened(clerk, report).type(official(group), "ตามที่ส่วนกลางกำหนด").send(address(report))

    group.refresh_from_db()
    assert group.official == thai.Window.unread("ตามที่ส่วนกลางกำหนด")
    assert "ระบบอ่านเป็นวันที่ไม่ได้ รายงานจะพิมพ์ตามคำนี้" in page(clerk.get(address(report)))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("๒๙ กุมภาพันธ์ ๒๕๖๖", "ไม่มีวันที่ ๒๙ กุมภาพันธ์ ๒๕๖๖ (เดือนนี้มี ๒๘ วัน)"),
        ("๓๑ มกราคม ๒๕๖๗ - ๑ มกราคม ๒๕๖๗", "มาก่อนวันเริ่มต้น"),
        ("ก" * 300, "ข้อความยาวเกิน ๒๐๐ ตัวอักษร"),
        ("1 มกราคม\x00 2567", "U+0000"),
    ],
)
def test_a_window_that_cannot_be_keeps_its_words_while_the_rest_is_saved(
    clerk, report, typed, sentence
):
    group, line = groups(report)[0], lines(report)[1]
    form = opened(clerk, report).type(official(group), typed).type(result(line), "แถวอื่น")

    response = form.send(address(report))

    group.refresh_from_db()
    assert response.status_code == 200
    assert sentence in page(response)
    assert Form(clerk, response)[official(group)] == typed
    assert f'href="#{official(group)}"' in page(response)
    assert "บันทึกแล้ว ๑ แถว ยังไม่บันทึก ๑ แถว" in page(response)
    assert stored(line).result == "แถวอื่น"
    assert group.official.text == ""


def test_a_western_year_is_offered_in_one_click(clerk, report):
    group, line = groups(report)[0], lines(report)[1]
    form = opened(clerk, report).type(provincial(group), "1-31 มกราคม 2024")
    refused = form.send(address(report))
    assert "หมายถึง ๑ - ๓๑ มกราคม ๒๕๖๗" in page(refused)

    again = Form(clerk, refused).type(result(line), "พิมพ์ต่อ")
    response = again.send(address(report), offer=provincial(group))

    group.refresh_from_db()
    assert response.status_code == 302
    assert thai.write_window(group.provincial) == "๑ - ๓๑ มกราคม ๒๕๖๗"
    assert stored(line).result == "พิมพ์ต่อ"


def test_an_offer_is_also_made_for_words_that_were_kept(clerk, report):
    group = groups(report)[0]
    opened(clerk, report).type(provincial(group), "1 - 31 มกราคา 2567").send(address(report))
    response = clerk.get(address(report))
    assert "หมายถึง" in page(response)

    Form(clerk, response).send(address(report), offer=provincial(group))

    group.refresh_from_db()
    assert thai.write_window(group.provincial) == "๑ - ๓๑ มกราคม ๒๕๖๗"


# ---- what cannot be kept


def test_a_result_that_is_far_too_long_is_answered_by_the_form(clerk, report):
    line = lines(report)[0]
    typed = "ผ" * 200_000

    response = opened(clerk, report).type(result(line), typed).send(address(report))

    assert response.status_code == 200
    assert "ข้อความยาว ๒๐๐,๐๐๐ ตัวอักษร เกินที่รับได้ (๒๐,๐๐๐ ตัวอักษร)" in page(response)
    assert Form(clerk, response)[result(line)] == typed
    assert stored(line).result == ""


def test_a_nul_is_refused_with_a_sentence(clerk, report):
    line = lines(report)[0]

    response = opened(clerk, report).type(result(line), "ผล\x00งาน").send(address(report))

    assert response.status_code == 200
    assert "อักขระควบคุม" in page(response)
    assert f'aria-describedby="{result(line)}-note"' in page(response)
    assert stored(line).result == ""


def test_nonsense_between_the_boxes_is_left_alone(clerk, report):
    form = opened(clerk, report)
    form.pairs += [("l-result", "x"), ("g99999999999999999999-official", "x"), ("details", "x")]
    form.pairs += [("offer", "g1-digest"), ("mine", "l0"), ("theirs", ""), ("restore", "g1")]

    assert form.send(address(report)).status_code == 302


# ---- two people


def test_two_people_in_different_rows_do_not_meet(clerk, report):
    first, second, _ = lines(report)
    mine = opened(clerk, report).type(result(first), "ของฉัน")
    opened(clerk, report).type(result(second), "ของเขา").send(address(report))

    response = mine.send(address(report))

    assert response.status_code == 302
    assert [line.result for line in lines(report)] == ["ของฉัน", "ของเขา", ""]


@pytest.fixture
def met(clerk, report):
    """The page after the head saved a row while the clerk was writing in it."""
    line = lines(report)[0]
    mine = opened(clerk, report).type(result(line), "ข้อความของฉัน")
    clerk.force_login(cast.head())
    opened(clerk, report).type(result(line), "ข้อความของเขา").send(address(report))
    clerk.force_login(cast.clerk())
    return mine.send(address(report))


def test_a_row_changed_by_another_shows_both_texts(met, report):
    line = lines(report)[0]

    assert met.status_code == 409
    assert "มีผู้แก้ไขแถวนี้ก่อนท่าน (นายสมชาย ตัวอย่าง" in page(met)
    assert "ข้อความของเขา" in page(met)
    assert Form(None, met)[result(line)] == "ข้อความของฉัน"
    assert line.result == "ข้อความของเขา"


def test_saving_again_does_not_choose(met, clerk, report):
    response = Form(clerk, met).send(address(report))

    assert response.status_code == 409
    assert lines(report)[0].result == "ข้อความของเขา"


def test_mine_is_taken_with_what_was_joined_by_hand(met, clerk, report):
    line = lines(report)[0]
    form = Form(clerk, met).type(result(line), "ข้อความของเขา และของฉัน")

    response = form.send(address(report), mine=f"l{line.pk}")

    assert response.status_code == 302
    assert stored(line).result == "ข้อความของเขา และของฉัน"


def test_theirs_is_taken(met, clerk, report):
    line = lines(report)[0]

    response = Form(clerk, met).send(address(report), theirs=f"l{line.pk}")

    assert response.status_code == 302
    assert opened(clerk, report)[result(line)] == "ข้อความของเขา"


def test_a_row_that_was_removed_meanwhile_can_be_added_anew(clerk, report):
    line = lines(report)[0]
    mine = opened(clerk, report).type(result(line), "ของฉัน")
    actions.rows.delete(report=report, line=line.pk, by=cast.head())

    response = mine.send(address(report))
    assert response.status_code == 409
    assert Form(clerk, response)[result(line)] == "ของฉัน"
    response = Form(clerk, response).send(address(report), restore=f"l{line.pk}")

    assert response.status_code == 302
    assert lines(report)[-1].result == "ของฉัน"
    assert Item.objects.get(line=lines(report)[-1]).text == cast.STEPS[0][1]


def test_a_row_that_finds_no_room_is_still_there(clerk, report, monkeypatch):
    line = lines(report)[0]
    mine = opened(clerk, report).type(result(line), "ของฉัน")
    actions.rows.delete(report=report, line=line.pk, by=cast.head())
    monkeypatch.setattr(actions.rows, "MOST_ROWS", 2)

    response = Form(clerk, mine.send(address(report))).send(address(report), restore=f"l{line.pk}")

    assert response.status_code == 409
    assert "รายงานมีได้ไม่เกิน ๒ แถว" in page(response)
    assert Form(clerk, response)[result(line)] == "ของฉัน"


def test_rows_that_are_gone_cost_nothing_and_are_counted(
    clerk, report, django_assert_max_num_queries
):
    made_up = {f"l{pk}-result": "x" for pk in range(10_000, 15_000)}

    with django_assert_max_num_queries(32):
        response = clerk.post(address(report), made_up)

    assert response.status_code == 409
    assert page(response).count('class="lost-row"') == 2 * actions.rows.MOST_ROWS


def test_a_row_that_was_removed_meanwhile_can_be_given_up(clerk, report):
    line = lines(report)[0]
    mine = opened(clerk, report).type(result(line), "ของฉัน")
    actions.rows.delete(report=report, line=line.pk, by=cast.head())

    response = Form(clerk, mine.send(address(report))).send(address(report), theirs=f"l{line.pk}")

    assert response.status_code == 302
    assert len(lines(report)) == 2


def test_a_report_sent_meanwhile_shows_what_was_typed(clerk, report):
    line = lines(report)[0]
    form = opened(clerk, report).type(result(line), "ช้าไปหน่อย")
    actions.submit(report=report, by=cast.head(), version=report.version)

    response = form.send(address(report))

    assert response.status_code == 409
    assert "ช้าไปหน่อย" in page(response)
    assert "readonly" in page(response)
    assert stored(line).result == ""


# ---- signed out


def test_what_is_posted_after_the_session_ended_is_shown(clerk, report):
    line = lines(report)[0]
    form = opened(clerk, report).type(result(line), "พิมพ์อยู่ตั้งนาน")
    clerk.logout()

    response = form.send(address(report))

    assert response.status_code == 403
    assert "หมดเวลาการใช้งาน ข้อความที่พิมพ์ยังอยู่ โปรดเข้าสู่ระบบอีกครั้ง" in page(response)
    assert stored(line).result == ""
    clerk.force_login(cast.clerk())
    assert Form(clerk, response, "unsaved").send(address(report)).status_code == 302
    assert stored(line).result == "พิมพ์อยู่ตั้งนาน"


def test_a_page_of_unsaved_text_sent_again_names_the_same_row(clerk, report):
    first = lines(report)[0]
    form = opened(clerk, report).type(result(first), "พิมพ์แล้วหลุด")
    clerk.logout()
    number = "<h2>ลำดับที่ ๑</h2>"

    once = form.send(address(report))
    again = Form(clerk, once, "unsaved").send(address(report))

    assert (number in page(once), number in page(again)) == (True, True)


def test_an_old_token_gives_the_text_back_with_a_new_one(
    report, django_capture_on_commit_callbacks
):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.clerk())
    line = lines(report)[0]
    form = opened(client, report).type(result(line), "ก่อนเข้าสู่ระบบใหม่")
    client.cookies.pop("csrftoken")
    client.get(reverse("account_login"))

    refused = form.send(address(report))

    assert refused.status_code == 403
    assert "ข้อความที่พิมพ์ยังอยู่ โปรดกดบันทึกอีกครั้ง" in page(refused)
    assert Form(client, refused, "unsaved").send(address(report)).status_code == 302
    assert stored(line).result == "ก่อนเข้าสู่ระบบใหม่"


def test_a_form_of_another_site_gets_no_token(report):
    client = Client(enforce_csrf_checks=True, headers={"origin": "https://elsewhere.example"})
    client.force_login(cast.clerk())

    response = client.post(address(report), {f"l{lines(report)[0].pk}-result": "ปลอม"})

    assert response.status_code == 403
    assert "ปลอม" not in page(response)


# ---- row actions


def act(client, report, action, pk, form=None):
    form = form or opened(client, report)
    return form.send(address(report, "rows", action, pk))


def printed(report) -> list[tuple[int, list[str], str]]:
    """Number, step texts with labels and result of each row."""
    return [
        (
            line.group.order,
            [f"{item.label} {item.text}".strip() for item in line.items.all()],
            line.result,
        )
        for line in Line.objects.filter(group__report=report)
        .select_related("group")
        .prefetch_related("items")
        .order_by("group__order", "order")
    ]


REG, IIT, PROCESS = (title for _, title, _, _ in cast.STEPS)


def test_a_row_is_moved_from_its_own_page_with_what_was_typed(clerk, report):
    line = lines(report)[1]
    alone = clerk.get(address(report, "lines", line.pk))
    way = address(report, "rows", "move_up", line.pk)
    assert f'formaction="{way}"' in page(alone)

    response = Form(clerk, alone).type(result(line), "พิมพ์บนหน้าของแถว").send(way)

    assert response.url == f"{address(report)}#row-{line.pk}"
    line.refresh_from_db()
    assert line.result == "พิมพ์บนหน้าของแถว"
    assert lines(report)[0] == line


def test_typed_text_is_saved_before_a_row_is_joined(clerk, report):
    upper, lower, _ = lines(report)
    form = opened(clerk, report).type(result(upper), "บน").type(result(lower), "ล่าง")

    response = act(clerk, report, "merge_up", lower.pk, form)

    assert response.url == f"{address(report)}#row-{upper.pk}"
    assert printed(report) == [(1, [f"- {REG}", f"- {IIT}"], "บน\n\nล่าง"), (2, [PROCESS], "")]
    assert "ตรงกับปฏิทิน ป.ป.ช. ข้อ ๑" in page(clerk.get(address(report)))


def test_a_second_row_under_the_same_number(clerk, report):
    response = act(clerk, report, "add_line", lines(report)[2].pk)

    assert printed(report)[2:] == [(3, [PROCESS], ""), (3, [""], "")]
    text = page(clerk.get(response.url))
    assert 'rowspan="2"' in text
    assert text.count(f'id="n-{groups(report)[2].pk}"') == 1


def test_a_number_of_ones_own_before_the_calendar(clerk, report):
    act(clerk, report, "add_group", 0)

    assert printed(report)[:2] == [(1, [""], ""), (2, [REG], "")]


def test_rows_are_parted_and_moved(clerk, report):
    first, second, _ = lines(report)
    act(clerk, report, "merge_up", second.pk)
    act(clerk, report, "split", first.pk)
    assert [steps for _, steps, _ in printed(report)] == [[REG], [IIT], [PROCESS]]

    act(clerk, report, "move_down", first.pk)
    act(clerk, report, "move_up", lines(report)[2].pk)

    assert [steps for _, steps, _ in printed(report)] == [[IIT], [PROCESS], [REG]]


def test_a_deleted_row_comes_back(clerk, report):
    line = lines(report)[1]
    form = opened(clerk, report).type(result(line), "พิมพ์ไว้ก่อนลบ")

    response = clerk.get(act(clerk, report, "delete", line.pk, form).url)
    removed = report.removed_rows.get()
    undo = address(report, "rows", "undo", removed.pk)
    assert page(response).count(f'formaction="{undo}"') == 2
    act(clerk, report, "undo", removed.pk)

    assert printed(report)[1] == (2, [IIT], "พิมพ์ไว้ก่อนลบ")
    assert not report.removed_rows.exists()


def test_an_action_waits_until_everything_could_be_saved(clerk, report):
    group, line = groups(report)[0], lines(report)[1]
    form = opened(clerk, report).type(official(group), "๓๐ กุมภาพันธ์ ๒๕๖๗")

    response = act(clerk, report, "delete", line.pk, form)

    assert response.status_code == 200
    assert "จึงยังไม่ได้ทำ “ลบแถว”" in page(response)
    assert stored(line)


def test_a_refused_action_says_why(clerk, report):
    response = clerk.get(act(clerk, report, "merge_up", lines(report)[0].pk).url)

    assert "แถวแรกไม่มีแถวบนให้รวม" in page(response)


def test_an_unknown_action_is_not_found(clerk, report):
    assert act(clerk, report, "explode", lines(report)[0].pk).status_code == 404


def test_an_empty_report_says_what_to_do(clerk, report):
    for line in lines(report):
        act(clerk, report, "delete", line.pk)

    response = clerk.get(address(report))

    assert "รายงานนี้ยังไม่มีแถว" in page(response)
    act(clerk, report, "add_group", 0)
    assert printed(report) == [(1, [""], "")]


# ---- the closing words


def test_the_closing_words_are_saved(clerk, report):
    form = opened(clerk, report).type("details-footnote", "หมายเหตุของเรา")
    form.type("details-number_style", "๑.")

    form.send(address(report))

    report.refresh_from_db()
    assert (report.footnote, report.number_style) == ("หมายเหตุของเรา", "๑.")


def test_closing_words_changed_by_another_show_both_texts(clerk, report):
    mine = opened(clerk, report).type("details-footnote", "ของฉัน")
    opened(clerk, report).type("details-footnote", "ของเขา").send(address(report))

    response = mine.send(address(report))
    assert response.status_code == 409
    assert Form(clerk, response)["details-footnote"] == "ของฉัน"
    assert "ของเขา" in page(response)
    Form(clerk, response).send(address(report), mine="details")

    report.refresh_from_db()
    assert report.footnote == "ของฉัน"


# ---- the page of one row


def line_page(client, report, line) -> Form:
    return Form(client, client.get(address(report, "lines", line.pk)))


def test_the_page_of_a_row_saves_what_the_table_has_no_room_for(clerk, report):
    line = lines(report)[1]
    form = line_page(clerk, report, line)
    form.type(f"l{line.pk}-status", "done").type(f"l{line.pk}-status_text", "เสร็จเรียบร้อยแล้ว")
    form.type(f"l{line.pk}-answer", "not_ours").type(f"l{line.pk}-answer_reason", "ไม่ใช่หน้าที่")

    response = form.send(address(report, "lines", line.pk))

    line = stored(line)
    assert response.url == address(report, "lines", line.pk)
    assert (line.status, line.status_text) == ("done", "เสร็จเรียบร้อยแล้ว")
    assert (line.answer, line.answer_reason) == ("not_ours", "ไม่ใช่หน้าที่")


def test_step_texts_are_tied_added_and_taken_out_on_the_page_of_a_row(clerk, report):
    line = lines(report)[0]
    item = Item.objects.get(line=line)
    other = Item.objects.get(line=lines(report)[1]).steps.get()
    here = address(report, "lines", line.pk)
    form = line_page(clerk, report, line).type(f"l{line.pk}-item-new", "- ของเราเอง")
    form.tick(f"l{line.pk}-ties-new", str(other.pk))
    form.untick(f"l{line.pk}-ties-{item.pk}", str(item.steps.get().pk)).send(here)

    first, second = Item.objects.filter(line=line)
    assert [*first.steps.all()] == []
    assert ((second.label, second.text), [*second.steps.all()]) == (("-", "ของเราเอง"), [other])
    line_page(clerk, report, line).tick(f"l{line.pk}-remove-{first.pk}").send(here)
    assert [*Item.objects.filter(line=line)] == [second]


def test_a_conflict_on_the_page_of_a_row_shows_both_texts(clerk, report):
    line = lines(report)[0]
    mine = line_page(clerk, report, line).type(result(line), "ของฉัน")
    opened(clerk, report).type(result(line), "ของเขา").send(address(report))
    here = address(report, "lines", line.pk)

    response = mine.send(here)

    assert response.status_code == 409
    assert "ของเขา" in page(response)
    assert Form(clerk, response)[result(line)] == "ของฉัน"
    assert Form(clerk, response).send(here, mine=f"l{line.pk}").url == here
    assert stored(line).result == "ของฉัน"


def test_a_page_that_came_back_says_beside_the_button_that_it_is_not_saved(clerk, report):
    line = lines(report)[0]
    mine = opened(clerk, report).type(result(line), "ของฉัน")
    opened(clerk, report).type(result(line), "ของเขา").send(address(report))

    response = mine.send(address(report))

    said = re.search(r"data-save-state[^>]*>([^<]*)<", page(response))[1]
    assert said == "ยังไม่บันทึก"


def test_saving_leads_on_to_where_the_button_says(clerk, report):
    line = lines(report)[0]
    here = address(report, "lines", line.pk)
    following = lines(report)[1].pk

    urls = {
        then: line_page(clerk, report, line).send(here, then=then).url
        for then in ("table", str(following), "check", "preview", "//elsewhere.example")
    }

    assert urls == {
        "table": address(report),
        str(following): address(report, "lines", following),
        "check": reverse("report_check", args=[report.pk]),
        "preview": reverse("report_preview", args=[report.pk]),
        "//elsewhere.example": here,
    }


def test_a_row_to_go_on_to_is_a_plain_number(clerk, report):
    for then in ("9" * 5_000, "01", "0", "²"):
        assert opened(clerk, report).send(address(report), then=then).url == address(report)


def test_a_row_of_another_spelling_is_no_row(clerk, report):
    line, group = lines(report)[0], groups(report)[0]
    form = opened(clerk, report)
    form.pairs += [(f"l0{line.pk}-result", "x"), (f"g0{group.pk}-official", "x")]

    assert form.send(address(report)).status_code == 302
    assert stored(line).result == ""


def test_two_step_texts_typed_into_one_box_may_be_sent_twice(clerk, report):
    line = lines(report)[0]
    item = Item.objects.get(line=line)
    form = opened(clerk, report).type(f"l{line.pk}-item-{item.pk}", "- หนึ่ง\n- สอง")

    first, second = form.send(address(report)), form.send(address(report))

    assert (first.status_code, second.status_code) == (302, 302)
    assert [one.text for one in Item.objects.filter(line=line)] == ["หนึ่ง", "สอง"]
    assert stored(line).version == line.version + 1


def test_a_line_that_is_not_there_is_not_found(clerk, report):
    assert clerk.get(address(report, "lines", 999_999)).status_code == 404


# ---- how many queries


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_editor_costs_the_same_for_any_number_of_rows(
    clerk, report, rows, django_assert_num_queries
):
    for line in lines(report)[rows:]:
        actions.rows.delete(report=report, line=line.pk, by=cast.clerk())
    for _ in range(rows - len(lines(report))):
        actions.rows.add_group(report=report, line=lines(report)[0].pk, by=cast.clerk())
    one_row = address(report, "lines", lines(report)[0].pk)

    with django_assert_num_queries(20):
        clerk.get(address(report))
    with django_assert_num_queries(12):
        clerk.get(one_row)

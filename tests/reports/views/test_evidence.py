"""Evidence on its pages: beside a row, on the shelf, handed out; each refusal told, nothing else lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ita_portal import uploads
from reports import actions
from reports.evidence import refusals
from reports.models import Attachment, Evidence, Line
from reports.views import evidence_of_row
from tests import cast, evidence, hostile
from tests.browser_form import Form

pytestmark = pytest.mark.django_db

CITED = "ได้มีคำสั่ง ที่ ๑๒๗/๒๕๖๖ ลงวันที่ ๑๑ มกราคม ๒๕๖๖ ดูที่ https://www.lamphun.go.th/ita"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def report():
    return cast.report()


@pytest.fixture
def clerk(client, report):
    client.force_login(cast.clerk())
    return client


def line_of(report, row: int = 0) -> Line:
    return evidence.rows(report)[row]


def address(report, row: int = 0) -> str:
    return reverse("line_edit", args=[report.pk, line_of(report, row).pk])


def page(response) -> str:
    return response.content.decode()


def file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def posted(client, report, row: int = 0, **fields):
    """The page of a row sent as a browser does, with more typed or chosen."""
    form = Form(client, client.get(address(report, row)))
    data: dict[str, list] = {}
    for name, value in form.pairs:
        data.setdefault(name, []).append(value)
    data.pop("evidence-files", None)
    return client.post(address(report, row), data | fields)


def beside(report, row: int = 0) -> list[Evidence]:
    return [one.evidence for one in line_of(report, row).attachments.select_related("evidence")]


def write(report, words: str, row: int = 0) -> None:
    line = line_of(report, row)
    items = tuple(actions.ItemEdit(one.text, item=one.pk) for one in line.items.all())
    edit = actions.LineEdit(line.pk, line.version, items, result=words)
    actions.save(report=report, by=cast.clerk(), lines=[edit])
    report.refresh_from_db()


# ---- beside a row


def test_files_are_attached_with_what_was_typed(clerk, report):
    line = line_of(report)
    files = [
        file("คำสั่ง.pdf", hostile.pdf()),
        file("ภาพประชุม.jpeg", hostile.jpeg_with_php()),
    ]

    response = posted(clerk, report, **{f"l{line.pk}-result": "ประชุมแล้ว", "evidence-files": files})

    assert response.status_code == 302
    assert [one.name for one in beside(report)] == ["คำสั่ง.pdf", "ภาพประชุม.jpg"]
    assert Line.objects.get(pk=line.pk).result == "ประชุมแล้ว"
    with beside(report)[1].file.open("rb") as kept:
        assert b"php" not in kept.read()


def test_one_refused_file_loses_neither_the_good_ones_nor_the_text(clerk, report):
    line = line_of(report)
    files = [
        file("ก.pdf", hostile.pdf()),
        file("ข.pdf", hostile.HTML),
        file("ค.docx", hostile.docx()),
    ]

    response = posted(clerk, report, **{f"l{line.pk}-result": "ประชุมแล้ว", "evidence-files": files})

    assert response.status_code == 422
    said = page(response)
    assert f"<strong>ข.pdf</strong>: {refusals.WEB_PAGE}" in said
    assert "แนบแล้ว: ก.pdf" in said
    assert [one.name for one in beside(report)] == ["ก.pdf", "ค.docx"]
    assert Line.objects.get(pk=line.pk).result == "ประชุมแล้ว"


def test_files_are_kept_where_the_text_meets_anothers(clerk, report):
    line = line_of(report)
    form = Form(clerk, clerk.get(address(report)))
    write(report, "ของหัวหน้า")
    data = dict(form.pairs) | {
        f"l{line.pk}-result": "ของฉัน",
        "evidence-files": file("ก.pdf", hostile.pdf()),
    }

    response = clerk.post(address(report), data)

    assert response.status_code == 409
    assert "ของฉัน" in page(response)
    assert [one.name for one in beside(report)] == ["ก.pdf"]


def test_another_name_than_its_content_is_told(clerk, report):
    response = posted(clerk, report, **{"evidence-files": file("ก.docx", hostile.pdf())})

    assert "เนื้อในเป็น PDF จึงแสดงชื่อเป็น ก.pdf" in page(clerk.get(response.url))


def test_a_file_too_large_is_passed_over_and_the_others_are_taken(clerk, report, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 2000)
    files = [file("ใหญ่.pdf", b"%PDF-" + b"x" * 3000), file("เล็ก.pdf", hostile.pdf())]

    response = posted(clerk, report, **{"evidence-files": files})

    assert "<strong>ใหญ่.pdf</strong>: ไฟล์นี้ใหญ่เกิน ๒๐ MB" in page(response)
    assert [one.name for one in beside(report)] == ["เล็ก.pdf"]


def test_too_much_at_once_says_so(clerk, report, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_OF_A_REQUEST", 100)

    response = posted(clerk, report, **{"evidence-files": file("ก.pdf", hostile.pdf())})

    assert "<strong>ก.pdf</strong>: ไฟล์ที่เลือกรวมกันใหญ่เกิน" in page(response)


def test_more_files_than_can_be_looked_at_are_told_of(clerk, report, monkeypatch):
    monkeypatch.setattr(evidence_of_row, "MOST_FILES", 1)
    files = [file("ก.pdf", hostile.pdf()), file("ข.pdf", hostile.pdf())]

    response = posted(clerk, report, **{"evidence-files": files})

    assert "<strong>ข.pdf</strong>: แนบได้ครั้งละไม่เกิน" in page(response)
    assert len(beside(report)) == 1


def test_a_link_is_attached(clerk, report):
    response = posted(
        clerk,
        report,
        **{"evidence-link-address": "www.lamphun.go.th/ita", "evidence-link-caption": " หน้า  OIT "},
    )

    (link,) = beside(report)
    assert (link.address, link.caption) == ("https://www.lamphun.go.th/ita", "หน้า OIT")
    assert "เปิด www.lamphun.go.th" in page(clerk.get(response.url))


def test_a_link_in_thai_digits_is_refused_and_stays_in_its_box(clerk, report):
    typed = "https://itas.nacc.go.th/go/iit/๐vsux๐"

    response = posted(clerk, report, **{"evidence-link-address": typed})

    assert response.status_code == 422
    assert f'value="{typed}"' in page(response)
    assert "ที่อยู่เว็บมีเลขไทย (๐)" in page(response)
    assert beside(report) == []


def test_an_official_document_is_attached(clerk, report):
    posted(
        clerk,
        report,
        **{
            "evidence-official-name": "คำสั่งจังหวัดลำพูน",
            "evidence-official-number": "๑๒๗/๒๕๖๖",
            "evidence-official-day": "11 ม.ค. 66",
        },
    )

    assert [one.title for one in beside(report)] == [
        "คำสั่งจังหวัดลำพูน ที่ ๑๒๗/๒๕๖๖ ลงวันที่ ๑๑ มกราคม ๒๕๖๖"
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"number": "๑/๒๕๖๖"}, "โปรดระบุชนิดเอกสาร"),
        ({"name": "คำสั่ง"}, "โปรดระบุเลขที่หรือวันที่"),
        ({"name": "คำสั่ง", "day": "31 ก.พ. 66"}, "๒๕๖๖"),
    ],
)
def test_half_an_official_document_is_refused_and_stays_in_its_boxes(
    fields, sentence, clerk, report
):
    typed = {f"evidence-official-{name}": words for name, words in fields.items()}

    response = posted(clerk, report, **typed)

    assert response.status_code == 422
    assert sentence in page(response)
    for words in fields.values():
        assert f'value="{words}"' in page(response)
    assert beside(report) == []


def test_what_the_text_names_is_offered_and_attached_with_one_click(clerk, report):
    write(report, CITED)

    said = page(clerk.get(address(report)))
    values = re.findall(r'name="evidence-offer" value="([^"]*)"', said)
    assert len(values) == 2
    assert beside(report) == []
    for value in values:
        posted(clerk, report, **{"evidence-offer": value.replace("&quot;", '"')})

    assert [one.title for one in beside(report)] == [
        "คำสั่ง ที่ ๑๒๗/๒๕๖๖ ลงวันที่ ๑๑ มกราคม ๒๕๖๖",
        "https://www.lamphun.go.th/ita",
    ]
    assert "evidence-offer" not in page(clerk.get(address(report)))


@pytest.mark.parametrize("value", ["x", "[]", '["official","a"]', '["link","javascript:x"]', "1"])
def test_an_offer_that_was_tampered_with_is_told(value, clerk, report):
    response = posted(clerk, report, **{"evidence-offer": value})

    assert response.status_code == 422
    assert beside(report) == []


def test_pieces_of_the_shelf_are_chosen(clerk, report):
    piece, other = evidence.on_shelf(), evidence.on_shelf(evidence.LINK)

    posted(clerk, report, **{"evidence-attach": [str(piece.pk), str(other.pk)]})

    assert beside(report) == [piece, other]
    assert 'evidence-attach"' not in page(clerk.get(address(report)))


def test_pieces_move_and_go_by_their_buttons(clerk, report):
    order = evidence.attached(report)
    link = evidence.attached(report, new=evidence.LINK)

    response = posted(clerk, report, **{"evidence-up": str(link.pk)})
    assert response.url.endswith("#evidence")
    assert beside(report) == [link, order]
    posted(clerk, report, **{"evidence-down": str(link.pk)})
    assert beside(report) == [order, link]
    posted(clerk, report, **{"evidence-detach": str(order.pk)})
    assert beside(report) == [link]


def test_a_caption_is_saved_with_the_row(clerk, report):
    piece = evidence.attached(report)

    posted(clerk, report, **{f"evidence-caption-{piece.pk}": "แต่งตั้งคณะทำงาน"})

    assert Evidence.objects.get().caption == "แต่งตั้งคณะทำงาน"


def test_two_captions_are_both_shown(clerk, report):
    piece = evidence.attached(report)
    form = Form(clerk, clerk.get(address(report)))
    actions.evidence.describe(evidence=piece, by=cast.head(), version=1, caption="ของหัวหน้า")
    data = dict(form.pairs) | {f"evidence-caption-{piece.pk}": "ของฉัน"}

    response = clerk.post(address(report), data)

    assert 'value="ของฉัน"' in page(response)
    assert "มีผู้แก้ไขหลักฐานรายการนี้ก่อนท่าน" in page(response)
    assert Evidence.objects.get().caption == "ของหัวหน้า"


def test_a_caption_that_is_too_long_stays_in_its_box(clerk, report):
    piece = evidence.attached(report)

    response = posted(clerk, report, **{f"evidence-caption-{piece.pk}": "ก" * 301})

    assert response.status_code == 422
    assert f'value="{"ก" * 301}"' in page(response)


def test_the_page_only_looked_at_changes_nothing(clerk, report):
    evidence.attached(report)
    version = report.version

    posted(clerk, report)

    report.refresh_from_db()
    assert report.version == version


def test_a_row_action_keeps_what_was_typed_about_evidence(clerk, report):
    line = line_of(report, 1)
    form = Form(clerk, clerk.get(address(report, 1)))
    data = dict(form.pairs) | {"evidence-link-address": "https://www.lamphun.go.th/ita"}

    clerk.post(reverse("row_action", args=[report.pk, "move_up", line.pk]), data)

    assert [one.address for one in beside(report)] == ["https://www.lamphun.go.th/ita"]


def test_signed_out_what_was_typed_about_evidence_comes_back(clerk, report):
    piece = evidence.attached(report)
    form = Form(clerk, clerk.get(address(report)))
    data = dict(form.pairs) | {
        "evidence-link-address": "https://www.lamphun.go.th/ita",
        f"evidence-caption-{piece.pk}": "คำอธิบายใหม่",
    }
    clerk.logout()

    response = clerk.post(address(report), data)
    again = Form(clerk, response, "unsaved")

    assert response.status_code == 403
    clerk.force_login(cast.clerk())
    clerk.post(address(report), dict(again.pairs))
    assert [one.caption for one in beside(report)] == ["คำอธิบายใหม่", ""]


def test_the_table_leads_to_the_evidence_of_a_row(clerk, report):
    evidence.attached(report)
    evidence.attached(report, new=evidence.LINK)
    line = line_of(report)

    said = page(clerk.get(reverse("report_edit", args=[report.pk])))
    response = clerk.post(reverse("report_edit", args=[report.pk]), {"then": f"{line.pk}-evidence"})

    assert "หลักฐาน ๒ รายการ" in said
    assert "แนบหลักฐาน" in said
    assert response.url == f"{address(report)}#evidence"


@pytest.mark.parametrize("count", [1, 4])
def test_a_row_costs_the_same_with_any_number_of_pieces(
    count, clerk, report, django_assert_num_queries
):
    for number in range(count):
        evidence.attached(report, new=actions.evidence.NewOfficial("คำสั่ง", f"{number}/๒๕๖๖"))
        evidence.on_shelf(actions.evidence.NewOfficial("ประกาศ", f"{number}/๒๕๖๖"))

    there = address(report)
    with django_assert_num_queries(12):
        clerk.get(there)


# ---- one by one, from the page


def sent(client, report, *files):
    there = reverse("line_evidence", args=[report.pk, line_of(report).pk])
    return client.post(there, {"evidence-files": list(files)})


def test_a_file_sent_by_itself_is_answered_in_json(clerk, report):
    good = sent(clerk, report, file("ก.pdf", hostile.pdf())).json()
    bad = sent(clerk, report, file("ข.pdf", hostile.HTML)).json()
    none = sent(clerk, report).json()

    assert good == {"taken": True, "told": "แนบแล้ว: ก.pdf"}
    assert bad == {"taken": False, "told": refusals.WEB_PAGE}
    assert none["taken"] is False
    assert [one.name for one in beside(report)] == ["ก.pdf"]


def test_a_file_for_a_report_that_was_sent_is_not_taken(clerk, report):
    actions.submit(report=report, by=cast.head(), version=report.version)

    response = sent(clerk, report, file("ก.pdf", hostile.pdf()))

    assert (response.status_code, response.json()["taken"]) == (409, False)
    assert Evidence.objects.count() == 0


# ---- handing out


def test_a_file_is_handed_out_to_be_saved_and_never_shown(clerk, report):
    piece = evidence.attached(report, new=evidence.FILE)

    response = clerk.get(reverse("evidence_file", args=[piece.pk]))

    assert b"".join(response.streaming_content) == evidence.FILE.data
    assert {
        name: response[name]
        for name in (
            *("Content-Type", "Content-Disposition", "Content-Security-Policy"),
            *("X-Content-Type-Options", "Cache-Control", "Content-Length"),
        )
    } == {
        "Content-Type": "application/pdf",
        "Content-Disposition": (
            f"attachment; filename=\"evidence-{piece.pk}.pdf\"; filename*=UTF-8''"
            "%E0%B8%AB%E0%B8%99%E0%B8%B1%E0%B8%87%E0%B8%AA%E0%B8%B7%E0%B8%AD"
            "%E0%B9%81%E0%B8%88%E0%B9%89%E0%B8%87.pdf"
        ),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Length": "16",
    }


def test_head_tells_of_a_file_without_opening_it(clerk, report, monkeypatch):
    piece = evidence.attached(report, new=evidence.FILE)

    response = clerk.head(reverse("evidence_file", args=[piece.pk]))

    assert (response.status_code, response.content) == (200, b"")


def test_a_file_that_the_store_has_lost_is_not_found(clerk, report):
    piece = evidence.attached(report, new=evidence.FILE)
    piece.file.storage.delete(piece.file.name)

    assert clerk.get(reverse("evidence_file", args=[piece.pk])).status_code == 404


def test_a_link_has_no_file(clerk, report):
    piece = evidence.attached(report, new=evidence.LINK)

    assert clerk.get(reverse("evidence_file", args=[piece.pk])).status_code == 404


# ---- where it is read


def test_evidence_stands_beside_its_row_where_it_is_read(clerk, report):
    piece = evidence.attached(report, new=evidence.FILE, caption="แจ้ง <ทุกส่วนราชการ>")
    there = reverse("evidence_file", args=[piece.pk])
    beside_row = f'<a href="{there}" download>หนังสือแจ้ง.pdf</a>'

    assert beside_row in page(clerk.get(reverse("report_check", args=[report.pk])))
    submission = actions.submit(report=report, by=cast.head(), version=report.version)
    actions.evidence.describe(evidence=piece, by=cast.clerk(), version=1, caption="ใหม่")
    centre = Client()
    centre.force_login(cast.reviewer())
    pages = [
        page(clerk.get(reverse("report_submission", args=[report.pk, 1]))),
        page(centre.get(reverse("review_report", args=[report.pk]))),
        page(centre.get(reverse("review_submission", args=[submission.pk]))),
    ]

    for said in pages:
        assert beside_row in said
        assert "แจ้ง &lt;ทุกส่วนราชการ&gt;" in said
        assert "(PDF ๑๖ ไบต์)" in said


def test_everyone_reads_the_report_without_its_evidence(client, report):
    evidence.attached(report, new=evidence.FILE, caption="คำอธิบายลับ")
    actions.submit(report=report, by=cast.head(), version=report.version)
    report.refresh_from_db()
    actions.accept(report=report, by=cast.reviewer(), submission=actions.latest(report).pk)

    said = page(client.get(reverse("public_report", args=[2567, 6, "lamphun"])))

    assert "หนังสือแจ้ง.pdf" not in said
    assert "คำอธิบายลับ" not in said


# ---- the shelf


def shelf(year: int = 2567) -> str:
    return reverse("evidence_shelf", args=[year])


def test_the_shelf_says_where_each_piece_is_used(clerk, report):
    piece = evidence.attached(report, caption="แต่งตั้งคณะทำงาน")
    evidence.attached(report, 2)
    evidence.on_shelf(evidence.FILE)
    actions.submit(report=report, by=cast.head(), version=report.version)

    said = page(clerk.get(shelf()))

    assert f"{report.round} ลำดับที่ ๑, ๓ · ฉบับที่ส่ง ครั้งที่ ๑" in said
    assert "ยังไม่ได้แนบกับแถวใด" in said
    assert "แต่งตั้งคณะทำงาน" in said
    assert "๒ รายการ ใช้พื้นที่ ๑๖ ไบต์" in said
    assert reverse("evidence_remove", args=[piece.pk]) not in said


def test_the_shelf_takes_several_things_at_once_and_tells_of_each(clerk):
    response = clerk.post(
        shelf(),
        {
            "evidence-files": [file("ก.pdf", hostile.pdf()), file("ข.exe", b"MZ")],
            "evidence-link-address": "ไม่ใช่ลิงก์",
            "evidence-official-name": "คำสั่ง",
            "evidence-official-number": "๑/๒๕๖๗",
        },
    )

    said = page(response)
    assert response.status_code == 422
    assert f"<strong>ข.exe</strong>: {refusals.PROGRAM_NAME.format('.exe')}" in said
    assert 'value="ไม่ใช่ลิงก์"' in said
    assert {one.title for one in Evidence.objects.all()} == {"ก.pdf", "คำสั่ง ที่ ๑/๒๕๖๗"}


def test_the_shelf_is_searched_in_either_digits(clerk):
    evidence.on_shelf(caption="แต่งตั้ง")
    evidence.on_shelf(evidence.LINK)

    assert "๑๒๗/๒๕๖๖" in page(clerk.get(shelf(), {"q": "127/2566"}))
    assert "ไม่พบหลักฐานที่ตรงกับคำค้น" in page(clerk.get(shelf(), {"q": "ไม่มี"}))
    assert "lamphun.go.th" not in page(clerk.get(shelf(), {"q": "แต่งตั้ง"})).split("<main")[1]


def test_words_of_a_piece_are_changed_on_the_shelf(clerk):
    piece = evidence.on_shelf()
    there = reverse("evidence_describe", args=[piece.pk])
    data = {"name": "ประกาศ", "number": "๕/๒๕๖๖", "day": "", "caption": "ใหม่", "version": "1"}

    assert clerk.post(there, data).url == shelf()
    stale = clerk.post(there, data | {"caption": "ของอีกคน"})
    wrong = clerk.post(there, data | {"number": "", "caption": "ไม่ครบ"})

    assert Evidence.objects.get().title == "ประกาศ ที่ ๕/๒๕๖๖"
    assert (stale.status_code, wrong.status_code) == (409, 422)
    assert 'value="ของอีกคน"' in page(stale)
    assert 'value="ไม่ครบ"' in page(wrong)
    # Sent again, it takes the place of the other.
    assert 'name="version" value="2"' in page(stale)


def test_words_changed_under_a_hand_over_say_that_it_is_to_be_handed_over_again(clerk, report):
    piece = evidence.attached(report)
    actions.hand_over(report=report, by=cast.clerk(), version=report.version)
    data = {"name": "คำสั่ง", "number": "๕/๒๕๖๖", "day": "", "caption": "ใหม่", "version": "1"}

    response = clerk.post(reverse("evidence_describe", args=[piece.pk]), data)

    assert "จึงต้องเสนอใหม่อีกครั้ง" in page(clerk.get(response.url))


def test_what_is_taken_off_the_shelf_can_be_brought_back(clerk):
    piece = evidence.on_shelf()

    clerk.post(reverse("evidence_remove", args=[piece.pk]))
    said = page(clerk.get(shelf()))
    assert "รายการที่นำออกจากคลังแล้ว" in said
    clerk.post(reverse("evidence_bring_back", args=[piece.pk]))

    assert not Evidence.objects.get().is_removed


def test_what_is_used_is_not_taken_off(clerk, report):
    piece = evidence.attached(report)

    response = clerk.post(reverse("evidence_remove", args=[piece.pk]))

    assert "โปรดเลิกแนบก่อน" in page(clerk.get(response.url))
    assert not Evidence.objects.get().is_removed


def test_a_year_without_reports_has_no_shelf(clerk):
    assert clerk.get(shelf(2400)).status_code == 404


def test_signed_out_what_was_typed_for_the_shelf_comes_back(clerk):
    clerk.logout()

    response = clerk.post(shelf(), {"evidence-link-address": "https://www.lamphun.go.th/"})

    assert response.status_code == 403
    assert 'value="https://www.lamphun.go.th/"' in page(response)


@pytest.mark.parametrize("count", [1, 4])
def test_the_shelf_costs_the_same_for_any_number_of_pieces(
    count, clerk, report, django_assert_num_queries
):
    for number in range(count):
        evidence.attached(report, new=actions.evidence.NewOfficial("คำสั่ง", f"{number}/๒๕๖๖"))

    with django_assert_num_queries(8):
        clerk.get(shelf())


def test_home_leads_to_the_shelf(clerk):
    assert shelf() in page(clerk.get(reverse("province_home")))


def test_attachments_are_of_one_row_each(clerk, report):
    evidence.attached(report)
    evidence.attached(report, 1)

    assert Attachment.objects.count() == 2
    assert "ใช้กับแถวอื่นอีก ๑ แถว" in page(clerk.get(address(report)))

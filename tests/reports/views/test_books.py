"""The centre's books of a round in the browser: asked for, watched, taken home; read by the inspector."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import actions, printing
from reports.models import Book
from tests import cast
from tests.reports.views.test_files import thai_name, words_of

pytestmark = pytest.mark.django_db

WANTED = {"kind": "zip", "scope": "nation", "chosen": "sent", "audience": "full"}


@pytest.fixture
def round_(printer):
    """Lamphun has sent its report, Roi Et writes."""
    cast.submitted()
    cast.report(of=cast.roi_et())
    return cast.round_()


def ask(client, round_, **wanted):
    return client.post(reverse("book_ask", args=[round_.pk]), WANTED | wanted)


def make(client, round_, **wanted) -> Book:
    client.force_login(cast.reviewer())
    ask(client, round_, **wanted)
    printing.work()
    return Book.objects.first()


def test_asking_leads_to_the_book_s_page_with_its_place_in_the_queue(client, round_):
    client.force_login(cast.reviewer())

    response = ask(client, round_)
    page = client.get(response["Location"])

    book = Book.objects.get()
    assert response["Location"] == reverse("book", args=[book.pk])
    assert page.status_code == 202
    assert page["Retry-After"] == "3"
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page.content.decode()
    assert "อยู่ลำดับที่ ๑ ในคิวพิมพ์" in words_of(page)


@pytest.mark.parametrize("name", ["round_book", "book"])
def test_its_pages_keep_the_way_around_the_portal(client, round_, name):
    client.force_login(cast.reviewer())
    ask(client, round_)
    pk = round_.pk if name == "round_book" else Book.objects.get().pk

    page = client.get(reverse(name, args=[pk])).content.decode()

    main, of_the_round = page.partition('aria-label="เมนูหลัก"')[2].split("</nav>")[:2]
    assert "งานตรวจ</a>" in main
    assert "เล่มรายงานภาพรวมประเทศ</a>" in of_the_round


def test_the_page_tells_how_far_it_is(client, round_):
    client.force_login(cast.reviewer())
    ask(client, round_)
    book = Book.objects.get()
    job = printing._jobs_of(book).get()
    job.claim("somewhere:1")
    actions.books.tell(book=book, done=1, doing="เข้าเล่มรายงานของจังหวัดลำพูน")

    page = client.get(reverse("book", args=[book.pk]))

    assert "เข้าเล่มรายงานของจังหวัดลำพูน" in words_of(page)
    assert "๑ จาก ๑ บท" in words_of(page)
    assert '<progress max="1" value="1"' in page.content.decode()


def test_a_made_book_is_taken_home_under_both_names(client, round_):
    book = make(client, round_)

    page = client.get(reverse("book", args=[book.pk]))
    file = client.get(reverse("book_file", args=[book.pk]))
    content = b"".join(file.streaming_content)

    assert page.status_code == 200
    assert book.file_sha256 in page.content.decode()
    assert len(content) == book.size == int(file["Content-Length"])
    assert file["Content-Type"] == "application/zip"
    assert file["Content-Disposition"].startswith(
        'attachment; filename="ita-zip-2567-6-nation.zip"; '
    )
    assert thai_name(file) == "ชุดไฟล์-ITA-ทั้งประเทศ-2567-รอบ-6-เดือน.zip"
    assert file["Cache-Control"] == "private, no-store"


def test_a_file_that_is_not_there_yet_leads_to_its_page(client, round_):
    client.force_login(cast.reviewer())
    ask(client, round_)
    book = Book.objects.get()

    response = client.get(reverse("book_file", args=[book.pk]))

    assert (response.status_code, response["Location"]) == (302, reverse("book", args=[book.pk]))


def test_why_there_is_no_book_is_said(client, round_, printer):
    printer.refusal = "รายงานนี้ยาว ๗๐๐ หน้า"
    book = make(client, round_)

    page = client.get(reverse("book", args=[book.pk]))

    assert page.status_code == 409
    assert "รายงานของจังหวัดลำพูนพิมพ์ไม่ได้ (รายงานนี้ยาว ๗๐๐ หน้า)" in words_of(page)


def test_the_list_tells_who_made_what_and_when(client, round_):
    book = make(client, round_, scope="chosen", provinces=["lamphun"])

    page = words_of(client.get(reverse("round_book", args=[round_.pk])))

    assert "ชุดไฟล์ ZIP ชื่อไฟล์ภาษาไทย" in page
    assert "จังหวัดลำพูน" in page
    assert book.file_sha256 in page
    assert "Reviewer" in page


def test_the_inspector_sees_and_takes_but_asks_for_none(client, round_):
    book = make(client, round_)
    client.force_login(cast.inspector())

    page = client.get(reverse("round_book", args=[round_.pk]))
    file = client.get(reverse("book_file", args=[book.pk]))
    list(file.streaming_content)
    asked = ask(client, round_)

    assert "สั่งทำเล่ม" not in words_of(page).partition("เล่มที่ทำไว้")[0].partition("วันครบกำหนด")[2]
    assert (file.status_code, asked.status_code) == (200, 403)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"scope": "chosen"}, "โปรดเลือกจังหวัดอย่างน้อยหนึ่งจังหวัด"),
        ({"provinces": ["lamphun"]}, "ท่านเลือกจังหวัดไว้ ๑ จังหวัด"),
        ({"scope": "chosen", "provinces": ["atlantis"]}, "ไม่มีจังหวัดที่เลือกในรอบนี้"),
        ({"scope": "region-อันดามัน"}, "โปรดเลือกขอบเขตจากรายการ"),
        ({"kind": "exe"}, "โปรดเลือกชนิดของไฟล์จากรายการ"),
        ({"kind": ""}, "โปรดเลือกชนิดของไฟล์"),
        ({"audience": "public"}, "ฉบับเผยแพร่มีได้เฉพาะรายงานที่รับแล้ว"),
        ({"chosen": "accepted"}, "ยังไม่มีรายงานของจังหวัดที่เลือกตามเงื่อนไขนี้"),
        ({"scope": "region-ภาคตะวันออกเฉียงเหนือ"}, "ยังไม่มีรายงานของจังหวัดที่เลือกตามเงื่อนไขนี้"),
    ],
)
def test_what_cannot_be_made_is_said_and_the_choices_stay(wanted, sentence, client, round_):
    client.force_login(cast.reviewer())

    response = ask(client, round_, **wanted)

    assert response.status_code == 422
    assert sentence in words_of(response)
    assert Book.objects.count() == 0


def cost(client, round_) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("round_book", args=[round_.pk]))
    return len(queries)


def test_the_page_costs_the_same_for_three_books_and_provinces_as_for_one(client, round_):
    make(client, round_)
    one = cost(client, round_)
    for kind in ("zip_ascii", "summary"):
        make(client, round_, kind=kind)
    cast.submitted(of=cast.province(slug="nan", name="น่าน", code="55"))

    assert (cost(client, round_), one) == (9, 9)


def test_the_pages_of_books_keep_the_main_navigation(client, round_):
    book = make(client, round_)

    for address in (reverse("round_book", args=[round_.pk]), reverse("book", args=[book.pk])):
        page = client.get(address).context
        assert page["places"][0].label == "งานตรวจ"
        assert page["places_of_round"][0].label == "คิวตรวจ"

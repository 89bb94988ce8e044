"""The order letter: written by the centre, its file looked at, shown beside the round, opened by provinces."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ita_portal import thai
from reports import actions
from reports.evidence import examine
from reports.evidence.refusals import NotAccepted
from reports.models import OrderLetter
from reports.views import round_letter
from tests import cast

pytestmark = pytest.mark.django_db

WORDS = {"number": "มท  0210.5/ว 1234", "day": "20 มี.ค. 2567", "subject": "การรายงานผล\nITA"}
DATA = b"%PDF-1.7 letter"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK), tick=False):
        yield


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


@pytest.fixture
def harmless(monkeypatch):
    """Files are found to be what they are without the process apart: tests/reports/evidence tries that."""

    def examined(data, name):
        return examine.Accepted(data, name, "pdf")

    monkeypatch.setattr(round_letter.examine, "examine", examined)


@pytest.fixture
def address():
    return reverse("round_order_letter", args=[cast.round_().pk])


def a_file(data=DATA, name="หนังสือ ว 1234.pdf"):
    return SimpleUploadedFile(name, data, "application/pdf")


def said(response) -> str:
    return " ".join(response.content.decode().split())


def seen() -> str:
    return actions.order_letters.token(cast.round_())


def test_a_letter_is_written_and_shown_beside_the_round(client, address, harmless):
    client.force_login(cast.central())
    answer = client.post(address, WORDS | {"file": a_file()})

    assert answer.status_code == 302
    letter = OrderLetter.objects.get()
    assert (letter.number, letter.day, letter.subject, letter.name, letter.size) == (
        *("มท 0210.5/ว 1234", date(2024, 3, 20), "การรายงานผล ITA"),
        *("หนังสือ ว 1234.pdf", len(DATA)),
    )
    client.force_login(cast.clerk())
    home = said(client.get(reverse("province_home")))
    assert "ที่ มท ๐๒๑๐.๕/ว ๑๒๓๔ ลงวันที่ ๒๐ มีนาคม ๒๕๖๗" in home
    file = client.get(reverse("order_letter", args=[letter.round_id]))
    assert (file.content, file["Content-Type"]) == (DATA, "application/pdf")
    assert "sandbox" in file["Content-Security-Policy"]
    assert file["Cache-Control"] == "private, no-store"


def test_a_link_may_stand_in_its_place(centre, address):
    centre.post(address, WORDS | {"address": "www.example.go.th/letter"})

    assert OrderLetter.objects.get().address == "https://www.example.go.th/letter"
    assert 'href="https://www.example.go.th/letter"' in said(centre.get(address))


def test_a_letter_is_not_seen_before_its_round(client, harmless):
    round_ = cast.round_(opened_at=None)
    client.force_login(cast.central())
    client.post(reverse("round_order_letter", args=[round_.pk]), WORDS | {"file": a_file()})
    file = reverse("order_letter", args=[round_.pk])
    assert client.get(file).status_code == 200

    client.force_login(cast.clerk())

    assert client.get(file).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": " "}, "โปรดพิมพ์เลขที่หนังสือ"),
        ({"day": "31 เม.ย. 2567"}, "ไม่มีวันที่ ๓๑ เมษายน ๒๕๖๗"),
        ({"day": "20 มี.ค. 2576"}, "โปรดตรวจปี พ.ศ."),
        ({"subject": ""}, "โปรดพิมพ์เรื่องของหนังสือ"),
        ({"address": "javascript:alert(1)"}, "https://"),
        ({"address": "https://www.example.go.th/๑"}, "เลขไทย"),
    ],
)
def test_what_a_letter_cannot_say_is_told_and_stays(centre, address, typed, sentence):
    answer = centre.post(address, WORDS | typed)

    assert (answer.status_code, sentence in said(answer)) == (422, True)
    if "number" not in typed:
        assert "0210.5/ว 1234" in said(answer)
    assert not OrderLetter.objects.exists()


def test_a_file_that_is_refused_is_told_and_nothing_is_kept(centre, address, monkeypatch):
    def refused(data, name):
        raise NotAccepted("ไฟล์นี้มีมาโคร โปรดบันทึกใหม่เป็น PDF")

    monkeypatch.setattr(round_letter.examine, "examine", refused)

    answer = centre.post(address, WORDS | {"file": a_file()})

    assert (answer.status_code, "มีมาโคร" in said(answer)) == (422, True)
    assert not OrderLetter.objects.exists()


def test_two_who_write_at_once_do_not_write_over_each_other(centre, address):
    before = seen()
    centre.post(address, WORDS)

    answer = centre.post(address, WORDS | {"subject": "เรื่องของฉัน", "seen": before})

    assert (answer.status_code, "เรื่องของฉัน" in said(answer)) == (409, True)
    assert OrderLetter.objects.get().subject == "การรายงานผล ITA"
    # What stands there now is on the page: saved again, it is meant.
    assert f'name="seen" value="{seen()}"' in said(answer)


def test_a_file_stays_until_another_comes_or_it_is_dropped(centre, address, harmless):
    centre.post(address, WORDS | {"file": a_file()})
    centre.post(address, WORDS | {"subject": "อื่น", "seen": seen()})
    assert OrderLetter.objects.get().name == "หนังสือ ว 1234.pdf"

    centre.post(address, WORDS | {"file": a_file(DATA + b"2", "ใหม่.pdf"), "seen": seen()})
    assert OrderLetter.objects.get().name == "ใหม่.pdf"

    centre.post(address, WORDS | {"drop": "on", "seen": seen()})
    letter = OrderLetter.objects.get()
    assert (letter.name, letter.file.name, letter.sha256) == ("", "", "")
    assert centre.get(reverse("order_letter", args=[letter.round_id])).status_code == 404


def test_a_letter_is_taken_off_and_stays_in_the_history(centre, address):
    centre.post(address, WORDS)
    remove = reverse("round_order_letter_remove", args=[cast.round_().pk])

    centre.post(remove, {"seen": "x"})
    assert OrderLetter.objects.exists()
    centre.post(remove, {"seen": seen()})

    assert not OrderLetter.objects.exists()
    assert [row.history_type for row in OrderLetter.history.all()] == ["-", "+"]


def test_only_the_central_admin_writes_it():
    said_ = actions.order_letters.Said("ว 1", date(2024, 3, 20), "เรื่อง")
    for someone in (cast.clerk(), cast.reviewer(), cast.inspector()):
        with pytest.raises(actions.Refused):
            actions.order_letters.save(round=cast.round_(), said=said_, by=someone, seen="")

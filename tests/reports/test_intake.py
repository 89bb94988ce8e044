"""Files are read in a process apart, whatever they do to it; what they are held against is two queries."""

import pytest
from django.utils import timezone

from calendar_app.models import CalendarRevision, CalendarStep, RevisionStep
from reports import document, intake, processes
from reports.readers import apart, detect, encoding
from reports.readers.paper import NotReadable, Reference
from tests.reports.readers import papers

NOTHING = Reference()


def test_a_file_is_read():
    reading = intake.read_file(papers.seed("002"), papers.reference())

    assert (reading.province, reading.fiscal_year, len(reading.groups)) == ("lamphun", 2567, 9)


def test_a_paste_is_read():
    text = papers.seed("001").decode()

    assert intake.read_paste(text, "", papers.reference()).province == "samut-prakan"


def test_a_refusal_of_the_process_comes_through():
    with pytest.raises(NotReadable) as refused:
        intake.read_file(b"\x89PNG", NOTHING)

    assert refused.value.message == detect.IMAGE


def test_what_is_too_large_starts_no_process(monkeypatch):
    monkeypatch.setattr(processes.subprocess, "Popen", None)
    monkeypatch.setattr(detect, "LARGEST", 3)
    monkeypatch.setattr(detect, "LARGEST_TEXT", 3)

    with pytest.raises(NotReadable) as file_refused:
        intake.read_file(b"1234", NOTHING)
    with pytest.raises(NotReadable) as paste_refused:
        intake.read_paste("12", "34", NOTHING)

    assert file_refused.value.message == detect.TOO_LARGE
    assert paste_refused.value.message == detect.TEXT_TOO_LARGE


def test_half_a_character_is_no_text():
    with pytest.raises(NotReadable) as refused:
        intake.read_paste("\ud800", "", NOTHING)

    assert refused.value.message == encoding.UNDECODABLE


def test_a_process_that_takes_too_long_is_ended(monkeypatch, caplog):
    monkeypatch.setattr(intake, "WAIT", 0)

    with pytest.raises(NotReadable) as refused:
        intake.read_file(papers.seed("001"), NOTHING)

    assert refused.value.message == intake.TOO_LONG
    assert "not read in 0 seconds" in caplog.text


def test_a_process_that_ends_without_an_answer_is_told(monkeypatch, caplog):
    monkeypatch.setattr(apart, "request", lambda *args: b"no request")

    with pytest.raises(NotReadable) as refused:
        intake.read_file(b"x", NOTHING)

    assert refused.value.message == intake.STOPPED
    assert "ended with 1 and no answer" in caplog.text


def test_the_process_gets_no_secret(monkeypatch):
    given = {}
    popen = processes.subprocess.Popen

    def start(command, **options):
        given.update(options["env"])
        return popen(command, **options)

    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setattr(processes.subprocess, "Popen", start)

    intake.read_file(papers.seed("001"), NOTHING)

    assert given.keys() <= set(processes.PASSED_ON)


def calendar(number: int, *codes: str, in_force: bool = True, year: int = 2568) -> None:
    revision = CalendarRevision.objects.create(
        fiscal_year=year, number=number, in_force_since=timezone.now() if in_force else None
    )
    for order, code in enumerate(codes):
        step, _ = CalendarStep.objects.get_or_create(fiscal_year=year, code=code)
        RevisionStep.objects.create(
            revision=revision, step=step, order=order, title=f"{code}{number}"
        )


@pytest.mark.django_db
def test_a_reference_holds_offices_and_the_calendars_in_force(django_assert_num_queries):
    calendar(1, "A", "B")
    calendar(2, "B", "C")
    calendar(3, "D", in_force=False)
    calendar(1, "E", year=2569)

    with django_assert_num_queries(2):
        found = intake.reference()

    assert found.calendars == {
        2568: (document.CalendarStep("B", "B2"), document.CalendarStep("C", "C2")),
        2569: (document.CalendarStep("E", "E1"),),
    }

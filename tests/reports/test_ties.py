"""Ties of step texts, hidden in a file and found again."""

from reports import document, ties
from tests.reports.documents import group, line, report

FIRST = document.Item("การลงทะเบียน 2567", "-", ("REG", "IIT_LIST"))


def test_ties_come_back_by_the_words_of_their_step():
    found = ties.Ties(
        ties.packed(
            report(
                group(document.Line((FIRST, document.Item("ของจังหวัดเอง")))),
                group(line(""), document.Line((document.Item("การลง ทะเบียน ๒๕๖๗", "", ("OIT",)),))),
            )
        )
    )

    assert found.of("การลง\nทะเบียน ๒๕๖๗") == ("REG", "IIT_LIST")
    assert found.of("การลงทะเบียน 2567") == ("OIT",)
    assert found.of("การลงทะเบียน 2567") == ("OIT",)
    assert found.of("ของจังหวัดเอง") == ()
    assert found.of("แก้แล้ว") is None


def test_what_is_no_tie_is_passed_over():
    assert ties.Ties("").of("ก") is None
    assert ties.Ties(f"? {ties.mark('ก')}=REG,,{'x' * 9} zz=1").of("ก") == ("REG", "xxxxxxxxx")

"""Which explanation belongs to which finding, and what still wants a word."""

from dataclasses import replace

from reports import checks, document, explained
from reports.checks import Identity
from reports.document import Explanation
from tests.reports.documents import group, line, report

WITH_CODE = report(group(line("แบบวัด IIT", key=7, result="รหัสผู้ตอบ 67065b", status="in_progress")))
OF_CODE = Explanation("respondent_code", None, "67065b", "ปิดรับคำตอบแล้ว")
OF_NOTHING = Explanation("respondent_code", None, "11111b", "ไม่อยู่แล้ว")


def test_a_mark_is_the_same_for_the_same_words_and_another_for_others():
    one = explained.mark(Identity("respondent_code", None, "67065b"))

    assert one == explained.mark(Identity("respondent_code", None, "67065b"))
    assert one != explained.mark(Identity("respondent_code", 7, "67065b"))
    assert len(one) == 16


def test_what_is_explained_stands_only_beside_its_words():
    empty = replace(OF_CODE, note="")
    findings = checks.warnings(WITH_CODE)

    assert explained.standing([OF_NOTHING, OF_CODE], findings) == (OF_CODE,)
    assert explained.standing([empty], findings) == ()
    assert explained.standing([OF_CODE], ()) == ()


def test_a_code_wants_a_word_until_it_is_explained():
    (code,) = explained.unexplained(WITH_CODE)

    assert (code.code, code.words) == ("respondent_code", "67065b")
    assert explained.unexplained(replace(WITH_CODE, explanations=(OF_CODE,))) == ()


def test_what_may_be_explained_need_not_be():
    early = report(group(line("ก", key=7, result="ผล")))

    assert [one.code for one in checks.warnings(early)] == ["no_status"]
    assert explained.unexplained(early) == ()


def test_each_finding_comes_with_what_is_said_to_it():
    said = replace(WITH_CODE, explanations=(replace(OF_CODE, is_kept=True),))
    findings = [one for one in checks.warnings(said) if one.code == "respondent_code"]

    (one,) = explained.with_notes(findings, said)

    assert (one.note, one.is_kept, one.is_secret, one.is_wanted) == (
        OF_CODE.note,
        True,
        True,
        False,
    )
    assert one.token == explained.token(OF_CODE.note, is_kept=True)
    assert explained.kept(said) == frozenset({Identity("respondent_code", None, "67065b")})


def test_explanations_are_sorted():
    rows = [group(line("ก", key=key, result="ผล", status="done"), official=None) for key in (8, 7)]
    findings = [
        replace(one, code="done_early", words="ดำเนินการแล้ว")
        for row in rows
        for one in checks.warnings(
            report(replace(row, lines=(replace(row.lines[0], status=None),)))
        )
    ]
    said = [document.Explanation("done_early", key, "ดำเนินการแล้ว", "ทำก่อน") for key in (8, 7)]

    assert [one.key for one in explained.standing(said, findings)] == [7, 8]

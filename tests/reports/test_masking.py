"""The public version: what must not be published is gone, all else is there, and doing it again changes nothing."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports import checks, document, masking
from reports.checks import Identity
from reports.document import Evidence, Explanation
from tests.reports.documents import JANUARY, REPORTS, group, line, report

CODE = "67065b"
EMAIL = "somchai.private@gmail.com"
ID = "1 1037 02071 81 1"
MOBILE = "081-234-5678"
SECRETS = (CODE, EMAIL, ID, MOBILE, "๖๗๐๖๕b", "0vsux0", "1103702071811", "+66 81 234 5678")
# What stands around secrets, and what looks like one and is none.
PLAIN = (
    *("รหัสผู้ตอบ ", "แบบวัด IIT https://itas.nacc.go.th/go/iit/0vsux0 ", "เลขประจำตัวประชาชน ", " "),
    *(
        "โทร. 0 4351 1353",
        "O43",
        "127/2566",
        "\n",
        "-",
        "/",
        "a",
        "๑",
        "1",
        "@",
        "gmail.com",
        "เข้าตอบ IIT",
    ),
)
TEXTS = st.lists(st.sampled_from([*SECRETS, *PLAIN]), max_size=6).map("".join)
ITEMS = st.builds(document.Item, TEXTS, st.sampled_from(["", "-", "0", "๑.", "1"]))
LINES = st.builds(
    document.Line,
    items=st.lists(ITEMS, max_size=2).map(tuple),
    result=TEXTS,
    status_text=TEXTS,
    answer_reason=TEXTS,
    key=st.integers(1, 9),
)
WRITTEN = st.builds(
    lambda lines, footnote, contact, kept: report(
        *(group(one) for one in lines),
        footnote=footnote,
        contact=contact,
        explanations=tuple(Explanation(code, None, words, "เจตนา", True) for code, words in kept),
    ),
    st.lists(LINES, max_size=3),
    TEXTS,
    TEXTS,
    st.sets(
        st.tuples(
            st.sampled_from([one.__name__ for one in checks.SECRET_CHECKS]),
            st.sampled_from(SECRETS),
        ),
        max_size=2,
    ),
)
ANY = WRITTEN | REPORTS


def kept_in(any_report) -> set[Identity]:
    return {
        Identity(one.code, one.key, one.words) for one in any_report.explanations if one.is_kept
    }


def a_row(result: str, **fields) -> document.Report:
    return report(group(line("ขั้นตอน", key=7, result=result, status="in_progress")), **fields)


def result_of(any_report: document.Report) -> str:
    return any_report.groups[0].lines[0].result


@given(ANY)
@example(
    report(group(document.Line(items=(document.Item("somchai"), document.Item("@gmail.com")))))
)
@example(report(group(document.Line(items=(document.Item("812345678", "0"),)))))
def test_no_secret_is_found_in_a_public_version_but_what_is_kept(any_report):
    found = checks.secrets(masking.public(any_report))

    assert [one for one in found if one.identity not in kept_in(any_report)] == []


@given(ANY)
def test_masking_twice_is_masking_once(any_report):
    kept = kept_in(any_report)
    once = masking.mask(any_report, kept)

    assert masking.mask(once, kept) == once


@given(ANY)
def test_a_report_without_secrets_loses_notes_and_evidence_alone(any_report):
    kept = kept_in(any_report)
    if masking.secrets(any_report, kept):
        return
    bare = replace(
        any_report,
        explanations=(),
        groups=tuple(
            replace(one, lines=tuple(replace(row, evidence=()) for row in one.lines))
            for one in any_report.groups
        ),
    )

    assert masking.public(any_report) == bare


@pytest.mark.parametrize(
    ("typed", "public"),
    [
        (f"รหัสผู้ตอบ {CODE} แล้ว", "รหัสผู้ตอบ [ปกปิด] แล้ว"),
        (f"ผู้ประสานงาน {EMAIL}", "ผู้ประสานงาน [ปกปิด]"),
        (f"เลขประจำตัวประชาชน {ID}", "เลขประจำตัวประชาชน [ปกปิด]"),
        (f"โทร. {MOBILE} หรือ 0 4351 1353", "โทร. [ปกปิด] หรือ 0 4351 1353"),
        (f"รหัสผู้ตอบ {CODE} และ ๖๗๐๖๕b และ 67065B", "รหัสผู้ตอบ [ปกปิด] และ [ปกปิด] และ [ปกปิด]"),
        (f"รหัสผู้ตอบ {CODE} ไม่ใช่ 67065bc", "รหัสผู้ตอบ [ปกปิด] ไม่ใช่ 67065bc"),
        ("ตามคำสั่งที่ 127/2566 โทร. 0 4351 1353", "ตามคำสั่งที่ 127/2566 โทร. 0 4351 1353"),
    ],
)
def test_exactly_the_quoted_words_stand_masked(typed, public):
    assert result_of(masking.public(a_row(typed))) == public


def test_the_same_secret_is_masked_wherever_it_stands():
    item = document.Item(f"เข้าตอบด้วย {CODE}", "-")
    row = document.Line(
        items=(item,), result=f"รหัสผู้ตอบ {CODE}", status_text=CODE, answer_reason=CODE, key=7
    )
    secret = report(
        group(row, official=replace(JANUARY, text=CODE)),
        title=f"รายงาน {CODE}",
        footnote=f"({CODE})",
        contact=f"ถาม {CODE}",
        calendar_steps=(document.CalendarStep("REG", f"ลงทะเบียน {CODE}"),),
    )

    public = masking.public(secret)

    assert CODE not in document.canonical_json(public)
    assert public.masked == document.canonical_json(public).count(masking.MASK) == 9


def test_what_is_kept_on_purpose_stays():
    said = Explanation("private_email", None, EMAIL, "กล่องกลาง", is_kept=True)
    secret = a_row(f"รหัสผู้ตอบ {CODE} {EMAIL}", explanations=(said,))

    public = masking.public(secret)

    assert result_of(public) == f"รหัสผู้ตอบ [ปกปิด] {EMAIL}"
    assert (public.masked, public.explanations) == (1, ())


def test_what_is_only_explained_is_masked():
    said = Explanation("respondent_code", None, CODE, "ปิดรับแล้ว")

    assert (
        result_of(masking.public(a_row(f"รหัสผู้ตอบ {CODE}", explanations=(said,))))
        == "รหัสผู้ตอบ [ปกปิด]"
    )


def test_a_secret_across_label_and_text_takes_the_label_with_it():
    row = document.Line(items=(document.Item("81 234 5678 คุณสมชาย", "0"),), key=7)

    (item,) = masking.public(report(group(row))).groups[0].lines[0].items

    assert item == document.Item("[ปกปิด] คุณสมชาย")


def test_evidence_is_left_out():
    row = line("ก", key=7, result="ผล", evidence=(Evidence("link", 1, address="https://x.go.th/"),))

    public = masking.public(report(group(row)))

    assert public == report(group(replace(row, evidence=())))


def test_the_contact_block_s_own_address_stays():
    secret = a_row(f"ถาม {EMAIL}", contact=f"จัดทำโดย {EMAIL}")

    assert masking.public(secret) == secret


# What names a report, a row or a person, or is no text of its writers.
NOT_MASKED = {
    *("code", "slug", "name", "address", "post", "acting", "acting_for", "steps"),
    *("start", "end", "precision", "as_of", "number_style", "text_size", "status", "answer"),
}


def with_code_everywhere(value, name=""):
    """JSON data of a report with the code in every text that is masked."""
    if isinstance(value, dict):
        return {key: with_code_everywhere(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [with_code_everywhere(one, name) for one in value]
    return f"รหัส {CODE}" if isinstance(value, str) and name not in NOT_MASKED else value


def test_every_text_that_is_not_named_here_is_masked():
    row = line("ก", key=7, result="ข", status="done", status_text="ค", answer_reason="ง")
    full = report(
        group(row, official=JANUARY, provincial=JANUARY),
        footnote="จ",
        contact="ฉ",
        signer=document.Signer("ชื่อ", "ตำแหน่ง"),
        calendar_steps=(document.CalendarStep("REG", "ลงทะเบียน"),),
    )
    secret = document.from_dict(with_code_everywhere(document.to_dict(full)))

    assert CODE in document.canonical_json(secret)
    assert CODE not in document.canonical_json(masking.public(secret))


@pytest.mark.parametrize(
    ("typed", "kept", "public"),
    [
        (f"รหัสผู้ตอบ {CODE} แล้ว", False, "รหัสผู้ตอบ [ปกปิด] แล้ว"),
        (f"รหัสผู้ตอบ {CODE} แล้ว", True, f"รหัสผู้ตอบ {CODE} แล้ว"),
        (f"{'ก' * 90} รหัสผู้ตอบ {CODE} {'ข' * 90}", False, f"…{'ก' * 48} รหัสผู้ตอบ [ปกปิด] {'ข' * 59}…"),
    ],
)
def test_a_secret_is_shown_as_everyone_will_read_it(typed, kept, public):
    said = Explanation("respondent_code", None, CODE, "เจตนา", is_kept=kept)
    secret = a_row(typed, explanations=(said,))
    (code,) = checks.secrets(secret)

    assert masking.read_as(masking.public(secret), code) == public

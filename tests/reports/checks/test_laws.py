"""What holds of every report: no text makes a check raise, what it quotes stands there, it says the same twice."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ita_portal import thai
from ita_portal.thai import Window
from reports import checks, document
from reports.checks import Finding
from reports.document import CalendarStep, Group, Item, Line
from tests.reports.checked import report

PIECES = st.sampled_from(
    [
        *(
            "รหัส",
            "67065b",
            ": ",
            "๐",
            "0",
            "8",
            "1",
            "9",
            "-",
            " ",
            "@",
            "gmail.com",
            "OIT",
            "ข้อ",
            "\n",
        ),
        *("https://itas.nacc.go.th/go/iit/", "https://itas.nacc.go.th/go/eit/", "ovsuxo", "0vsux0"),
        *("โทร.", "a", "ก", ".", "/", "\x00", "\ud800", "\uf70a", "+66", "จังหวัดลำปาง", "เลย", "จ."),
        *(
            "๑๑ มกราคม ๒๕๖๖",
            "1/1/2567",
            "ปี ๒๕๖๓",
            "ม.ค.",
            "เดือน",
            "เมื่อวันที่ ",
            "แจ้งเวียนส่วนราชการ" * 4,
        ),
    ]
)
TEXTS = st.text() | st.lists(PIECES, max_size=20).map("".join)
WINDOWS = st.none() | st.builds(
    Window,
    st.none() | st.dates(date(2023, 1, 1), date(2025, 1, 1)),
    st.none() | st.dates(date(2023, 1, 1), date(2025, 1, 1)),
    st.sampled_from([None, "day", "month"]),
    TEXTS,
)
CODES = st.lists(st.sampled_from(["REG", "IIT", "OIT"]), max_size=2).map(tuple)
LINES = st.builds(
    Line,
    st.lists(st.builds(Item, TEXTS, TEXTS, CODES), max_size=2).map(tuple),
    result=TEXTS,
    status=st.sampled_from([None, *document.STATUSES]),
    status_text=TEXTS,
    answer=st.sampled_from([None, *document.ANSWERS]),
    answer_reason=TEXTS,
    key=st.none() | st.integers(1, 9),
)
GROUPS = st.builds(Group, st.lists(LINES, max_size=2).map(tuple), WINDOWS, WINDOWS)
STEPS = (
    CalendarStep("REG", "ลงทะเบียน", date(2023, 1, 1), date(2023, 1, 30)),
    CalendarStep("IIT", "ตอบแบบวัด IIT"),
)
REPORTS = st.builds(
    lambda groups, footnote, contact: report(
        *groups, footnote=footnote, contact=contact, calendar_steps=STEPS
    ),
    st.lists(GROUPS, max_size=3),
    TEXTS,
    TEXTS,
)
OTHERS = st.builds(checks.OtherText, st.sampled_from(["ลำปาง", "น่าน"]), CODES.map(frozenset), TEXTS)
AROUND = st.builds(
    checks.Around,
    st.none() | REPORTS,
    st.none() | REPORTS,
    st.sampled_from([(), STEPS]),
    st.sampled_from([(), ("ลำพูน", "ลำปาง", "เลย", "น่าน")]),
    st.lists(OTHERS, max_size=3).map(tuple),
)


@given(REPORTS, AROUND)
def test_whatever_is_written_every_check_says_something_of_it_and_the_same_twice(written, around):
    findings = checks.check(written, around)

    assert findings == checks.check(written, around)
    assert all(one.message for finding in findings for one in (finding, *finding.each))
    assert set(checks.secrets(written)) <= set(checks.warnings(written))


@given(REPORTS, AROUND)
def test_what_a_finding_quotes_stands_where_it_points(written, around):
    for finding in checks.check(written, around):
        for one in finding.each:
            # What cannot be printed cannot be quoted either.
            if one.code not in ("unprintable", "unanswered_steps"):
                assert any(one.words in text for text in texts_of(written, one))


@given(REPORTS, AROUND)
def test_an_explanation_hangs_on_one_finding(written, around):
    numbered = report(*keyed(written.groups), footnote=written.footnote, contact=written.contact)
    identities = [finding.identity for finding in checks.warnings(numbered, around)]

    assert len(set(identities)) == len(identities)


def texts_of(written: document.Report, finding: Finding) -> list[str]:
    """The texts of the place where a finding stands; a status and a window also as they print."""
    if finding.number is None:
        return [written.footnote, written.contact, ""]
    group = written.groups[finding.number - 1]
    line = group.lines[finding.line - 1]
    windows = [one for one in (group.official, group.provincial) if one]
    return [
        "\n".join(f"{item.label} {item.text}".strip() for item in line.items),
        *(line.result, line.answer_reason, written.printed_status(line)),
        *(text for one in windows for text in (one.text, thai.write_window(one))),
    ]


def keyed(groups) -> list[Group]:
    """The groups with a key of its own for every row."""
    return [
        Group(
            tuple(
                Line(line.items, line.result, line.status, line.status_text, key=10 * one + two)
                for two, line in enumerate(group.lines)
            ),
            group.official,
            group.provincial,
        )
        for one, group in enumerate(groups, start=1)
    ]

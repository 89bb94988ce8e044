"""Typed text becomes paragraphs, lists and links, and nothing of it is lost."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.text import (
    Link,
    List,
    ListItem,
    Paragraph,
    Text,
    inlines,
    is_dash,
    parse,
    split_label,
)


def words(*lines: str) -> tuple[tuple[Text, ...], ...]:
    return tuple((Text(line),) for line in lines)


def test_a_blank_line_begins_a_paragraph():
    typed = "มีหนังสือแจ้งเวียนแล้ว\n \t\r\nเมื่อวันที่ ๘ กุมภาพันธ์ ๒๕๖๗"

    assert parse(typed) == (
        Paragraph(words("มีหนังสือแจ้งเวียนแล้ว")),
        Paragraph(words("เมื่อวันที่ ๘ กุมภาพันธ์ ๒๕๖๗")),
    )


def test_a_line_without_a_label_goes_on_with_what_stands_before_it():
    typed = "ดำเนินการ ดังนี้\nตามคำสั่ง\n๑) แจ้งเวียน\nทุกส่วนราชการ\n๓) ประชุม"

    assert parse(typed) == (
        Paragraph(words("ดำเนินการ ดังนี้", "ตามคำสั่ง")),
        List(
            (
                ListItem("๑)", words("แจ้งเวียน", "ทุกส่วนราชการ")),
                ListItem("๓)", words("ประชุม")),
            )
        ),
    )


def test_a_blank_line_ends_a_list():
    assert parse("- หนึ่ง\n\n- สอง") == (
        List((ListItem("-", words("หนึ่ง")),)),
        List((ListItem("-", words("สอง")),)),
    )


def test_addresses_become_links_without_the_stop_after_them():
    typed = "(ดู https://itas.nacc.go.th/go/eit/0vsux0) หรือ www.lamphun.go.th\nhr101958@gmail.com."

    assert parse(typed) == (
        Paragraph(
            (
                (
                    Text("(ดู "),
                    Link(
                        "https://itas.nacc.go.th/go/eit/0vsux0",
                        "https://itas.nacc.go.th/go/eit/0vsux0",
                    ),
                    Text(") หรือ "),
                    Link("www.lamphun.go.th", "https://www.lamphun.go.th"),
                ),
                (Link("hr101958@gmail.com", "mailto:hr101958@gmail.com"), Text(".")),
            )
        ),
    )


@pytest.mark.parametrize("typed", ["", " ", "\n\n", "\r\n \t\n", "\u00a0"])
def test_white_space_is_nothing(typed):
    assert parse(typed) == ()


@pytest.mark.parametrize(
    ("typed", "label", "text"),
    [
        ("- การลงทะเบียน", "-", "การลงทะเบียน"),
        ("-การลงทะเบียน", "-", "การลงทะเบียน"),
        ("– ๓๓ หน่วยงาน", "–", "๓๓ หน่วยงาน"),
        ("  •ประชุม ", "•", "ประชุม"),
        ("* ประชุม", "*", "ประชุม"),
        ("๑. แจ้งเวียน", "๑.", "แจ้งเวียน"),
        ("๑.แจ้งเวียน", "๑.", "แจ้งเวียน"),
        ("1.IIT", "1.", "IIT"),
        ("10) EIT", "10)", "EIT"),
        ("๒)แจ้งเวียน", "๒)", "แจ้งเวียน"),
        ("(๓) แจ้งเวียน", "(๓)", "แจ้งเวียน"),
        ("(1.2) แจ้งเวียน", "(1.2)", "แจ้งเวียน"),
        ("๑.๑ กิจกรรม", "๑.๑", "กิจกรรม"),
        ("๒.๑๐.๓ กิจกรรม", "๒.๑๐.๓", "กิจกรรม"),
        ("1.1) กิจกรรม", "1.1)", "กิจกรรม"),
        ("1.1. กิจกรรม", "1.1.", "กิจกรรม"),
        ("๑๐๐. ข้อสุดท้าย", "๑๐๐.", "ข้อสุดท้าย"),
        ("ก) ข้อย่อย", "ก)", "ข้อย่อย"),
        ("(ข) ข้อย่อย", "(ข)", "ข้อย่อย"),
        ("1. ๑) สองชั้น", "1.", "๑) สองชั้น"),
        ("-somchai@example.go.th", "-", "somchai@example.go.th"),
        ("๑.๑ ร้อยเอ็ดโมเดล", "๑.๑", "ร้อยเอ็ดโมเดล"),
        ("๑.๑ วันที่ ๓ มกราคม", "๑.๑", "วันที่ ๓ มกราคม"),
    ],
)
def test_labels_are_split_as_typed(typed, label, text):
    assert split_label(typed) == (label, text)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-",
        "---",
        "-5 องศา",
        "-๒๕ เมษายน ๒๕๖๖",
        "->ต่อ",
        "๑.",
        "๑)",
        "1.5 ล้านบาท",
        "1.5ล้านบาท",
        "๑.๕ เท่า",
        "1.50 คะแนน",
        "1.5%",
        "1.5G",
        "0.5 ไร่",
        "๙.๓๐ น. ลงทะเบียน",
        "09.30 น.",
        "13.30 - 15.30 น.",
        "๓๑.๑.๒๕๖๗",
        "๓๑.๑.๒๕๖๗ ประชุม",
        "๓๑.๑.๖๗ ประชุม",
        "31/1/2567 ประชุม",
        "๒๕๖๗. ปีงบประมาณ",
        "(๒๕๖๗) ปีงบประมาณ",
        "127/2566 ลงวันที่",
        "๓๓ หน่วยงาน",
        "1,200 คน",
        "ก.พ. แจ้งเวียน",
        "ป.ป.ช. เก็บข้อมูล",
        "1.somchai@example.go.th",
        "COVID-19",
        "*หมายเหตุ",
    ],
)
def test_what_only_looks_like_a_label_stays_text(typed):
    assert split_label(typed) == ("", typed)


@pytest.mark.parametrize("typed", ["-", " – ", "—\n", "−", "\t‐"])
def test_a_lone_dash_says_that_there_is_nothing(typed):
    assert is_dash(typed)


@pytest.mark.parametrize("typed", ["", " ", "--", "- -", "-๑", "ไม่มี -"])
def test_anything_else_is_not_a_lone_dash(typed):
    assert not is_dash(typed)


def printed(block: Paragraph | List) -> str:
    entries = block.items if isinstance(block, List) else [block]
    return "".join(
        getattr(entry, "label", "")
        + "".join(inline.text for line in entry.lines for inline in line)
        for entry in entries
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


MARKS = st.sampled_from("\n\r -๑1.)(•กำ@\u200b\u2028\x85\x00")
ADDRESSES = st.sampled_from(
    ["http://", "https://x.go.th/", "www.", "www.x.th", "a@b.co", "น.", "ITA"]
)
TYPED = st.text() | st.lists(MARKS | ADDRESSES | st.characters(), max_size=40).map("".join)


@given(TYPED)
@example("1.\n-\n- \n๑.๑ a@b.co\r-http://")
def test_nothing_typed_is_lost(typed):
    blocks = parse(typed)

    assert squeezed("".join(map(printed, blocks))) == squeezed(typed)


@given(TYPED)
def test_no_block_is_empty(typed):
    for block in parse(typed):
        assert squeezed(printed(block))


@given(TYPED)
def test_a_label_and_its_text_are_the_typed_words(typed):
    label, text = split_label(typed)

    assert squeezed(label + text) == squeezed(typed)
    assert label == label.strip()
    assert text == text.strip()


@pytest.mark.parametrize(
    "piece",
    ["ก", "1", "1.", "-", "- ", "(", "a@", "a.", "http://", "ก\n", "1. ก\n", " ", "\n", "www."],
)
def test_a_very_long_text_takes_no_longer_than_its_length(piece):
    typed = piece * (200_000 // len(piece))

    began = time.process_time()
    parse(typed)

    # Seconds of work; a quadratic step would take minutes.
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "around",
    ["<{}>", "“{}”", "‘{}’", "«{}»", "'{}'", "(“{}”).", "<{}>,"],
)
def test_a_link_ends_before_what_closes_around_it(around):
    address = "https://itas.nacc.go.th/go/iit/67065b"

    found = inlines(around.format(address))

    assert [one for one in found if isinstance(one, Link)] == [Link(address, address)]
    assert "".join(one.text for one in found) == around.format(address)


def test_a_scheme_alone_is_no_link():
    assert inlines("https://”") == (Text("https://”"),)

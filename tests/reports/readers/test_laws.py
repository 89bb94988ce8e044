"""Laws of the reading of any table: it never fails, and no word of the paper is gone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal import thai
from reports.readers import around, characters, reading
from reports.readers.paper import Cell, NotReadable, Paper, Table, Words
from reports.readers.understand import understand
from tests.reports.readers.papers import HEAD, reference

WORDS = st.sampled_from(
    [
        *("", "", "-", "๑", "๒", "๓.", "(๔)", "๑.๑", "๒ (ต่อ)", "ก"),
        *("วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗", "มกราคม", "ตามปฏิทิน", "เดือนธันวาคม ๒๕๖๕", "1/1/67"),
        *("การลงทะเบียนเข้าสู่ระบบ ITAS", "- ก - ข", "๑. ก ๒. ข", "การเก็บข้อมูล (IT) และ (ETT)"),
        *("ผลที่ได้\nย่อหน้าใหม่", "๓) ข้อต่อไป", "ก า ร ล ง ท ะ เ บ ี ย น", "นํา\u200bเข้า"),
        *("ดำเนินการแล้ว", "อยู่ระหว่าง ดำเนินการ", "ยังไม่แล้วเสร็จ"),
        *("หมายเหตุ : ตามปฏิทิน", "จัดทำโดย กลุ่มงาน", "- ๒ -", "ช่วงการจัดเก็บ...", "ลงชื่อ"),
        *(HEAD[0], HEAD[3], HEAD[4], HEAD[5], "ช่วงระยะเวลา"),
    ]
) | st.text(max_size=8)
CELLS = st.none() | st.builds(
    Cell, WORDS, st.just(""), st.just(1), st.sampled_from([1, 1, 1, 3, 6])
)
ROWS = st.lists(CELLS, min_size=1, max_size=8).map(tuple)
TABLES = st.builds(
    lambda head, rows: Table((tuple(map(Cell, HEAD)), *rows) if head else tuple(rows)),
    st.booleans(),
    st.lists(ROWS, max_size=6),
)
BLOCKS = st.lists(TABLES | st.builds(Words, WORDS), min_size=1, max_size=4).map(tuple)
PAPERS = st.builds(Paper, st.just("text"), BLOCKS)


def bare(text: str) -> str:
    """What must not be lost of a text: no spaces, in the characters of today."""
    clean, _ = characters.normalised(text)
    return "".join(thai.clean_text(clean).split())


def kept(found: reading.Reading) -> str:
    """Everything that a reading says, its raw cells and warnings included."""
    return bare(" ".join(strings(reading.to_dict(found))))


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for one in pair for text in strings(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in strings(one))


def texts(paper: Paper):
    for block in paper.blocks:
        if isinstance(block, Words):
            yield from block.text.split("\n")
        else:
            yield from (cell.text for row in block.rows for cell in row if cell)


@given(PAPERS)
@settings(max_examples=300, deadline=None)
def test_no_word_of_a_paper_is_lost(paper):
    try:
        found = understand(paper, reference())
    except NotReadable:
        return
    said = kept(found)

    for text in texts(paper):
        assert bare(around.footnote_of(text) or text) in said


@given(PAPERS)
@settings(max_examples=100, deadline=None)
def test_places_of_warnings_exist(paper):
    try:
        found = reading.published(understand(paper, reference()))
    except NotReadable:
        return

    for warning in found["warnings"]:
        value = found
        for part in warning["place"].replace("[", ".[").split("."):
            if part.startswith("["):
                value = value[int(part[1:-1])]
            elif part:
                value = value[part]
        assert value is not found or warning["place"] == ""

"""The report font: it looks like Sarabun, and each of its glyphs is one text."""

from io import BytesIO

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageFilter

from reports.writers import font, press
from tests.reports.writers.paper import printed_in

# Every way in which marks stand: above and below, in stacks, beside tall stems, below deep ones.
LETTERS = (
    "ดำเนินการ น้ำ ป้ำ ฝำ ก้ำ ที่นี้ ผู้ใช้ ปู่ ปี่ ปี้ ฟื้น ฝั่ง ปั้น ฟ้า ป่า กุ้ง รู้ รุ่น ญู ญี่ปุ่น ฐุ ฎุ ปฏุ ฬิ นาฬิกา "
    "ฬี่ พันธุ์ สิทธิ์ องค์ เก็บ ก็ ษุ ษี่ ภิกษุ ธำรง กฺ ฯลฯ ๆ ศึ ธ่ ร่ ณี่ ฮึ ซี่ ๑๒๓๔๕๖๗๘๙๐ 0123456789 O43 ITA ← → – “ก”"
)


@pytest.fixture(scope="module", params=sorted(press.STYLES.values()))
def style(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def derived(style) -> bytes:
    return font.derive(press.source_font(style), style)


@pytest.fixture(scope="module")
def opened(derived) -> TTFont:
    return TTFont(BytesIO(derived))


def test_the_same_font_is_derived_every_time(derived, style):
    assert font.derive(press.source_font(style), style) == derived


def test_the_font_bears_its_own_name_and_keeps_its_licence(opened, style):
    names = {number: opened["name"].getDebugName(number) for number in (0, 4, 6, 13, 14, 16)}

    assert (names[4], names[6], names[16]) == (
        f"ITA Report {style}",
        f"ITAReport-{style}",
        "ITA Report",
    )
    assert "Sarabun Project Authors" in names[0]
    assert "SIL Open Font License" in names[13]
    assert names[14] == "http://scripts.sil.org/OFL"


def test_no_mark_is_left_to_be_moved_and_nothing_hinted(opened):
    features = [record.FeatureTag for record in opened["GPOS"].table.FeatureList.FeatureRecord]

    assert features == ["kern"]
    assert {"fpgm", "prep", "cvt ", "gasp"} & set(opened.keys()) == set()


def test_no_two_characters_share_a_glyph(opened):
    cmap = opened.getBestCmap()

    assert len(set(cmap.values())) == len(cmap)


def test_each_glyph_means_one_text(derived, opened):
    meant = font.texts(derived)
    names = {name: number for number, name in enumerate(opened.getGlyphOrder())}

    assert {
        name: meant[names[name]] for name in ("uni0E01", "uni0E330E49", "uni0E350E48.narrow")
    } == {
        "uni0E01": "ก",
        "uni0E330E49": "้ำ",
        "uni0E350E48.narrow": "ี่",
    }
    assert meant[names["yoYingthai.less"]] == "ญ"
    drawn = [name for name in names if "0E" in name or name in opened.getBestCmap().values()]
    assert [name for name in drawn if not meant.get(names[name])] == []


def test_what_thai_offices_write_has_a_glyph(opened):
    wanted = [*range(0x20, 0x7F), *range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C)]
    wanted += map(ord, "–—‘’“”•…←→↔≤≥×÷½☐☑✓✔□■▪○●\u00a0\u2011")

    assert [hex(code) for code in wanted if code not in opened.getBestCmap()] == []


def test_marks_take_no_room_that_anybody_sees_and_widths_are_exact_in_a_pdf(opened):
    widths = {name: width for name, (width, _) in opened["hmtx"].metrics.items()}
    marks = {
        opened.getBestCmap()[code] for code in (0x0E31, *range(0x0E34, 0x0E3B), 0x0E48, 0x0E4D)
    }

    assert {widths[name] for name in marks} == {font.MARK_WIDTH}
    assert font.MARK_WIDTH <= font.UNITS_PER_EM / 200
    assert [name for name, width in widths.items() if width * 1000 % font.UNITS_PER_EM] == []


def test_the_letters_look_like_sarabun_s(derived, style):
    """Side by side at 27 points: no ink is a third of a millimetre from where Sarabun would put it."""
    ours = ink(printed_in(derived, LETTERS, size=21.6))
    theirs = ink(printed_in(press.source_font(style).read_bytes(), LETTERS, size=27))

    assert ours.size == theirs.size
    assert (apart(ours, theirs), apart(theirs, ours)) == (0, 0)


def ink(content: bytes) -> Image.Image:
    """The first page at 144 dots an inch: white where something is printed."""
    page = pypdfium2.PdfDocument(content)[0].render(scale=2).to_pil().convert("L")
    return page.point(lambda shade: 255 if shade < 96 else 0)


def apart(one: Image.Image, other: Image.Image) -> int:
    """Dots of one page that are more than two dots from any of the other."""
    near = other.filter(ImageFilter.MaxFilter(5))
    return ImageChops.subtract(one, near).histogram()[255]


def test_a_file_that_is_not_sarabun_is_refused(tmp_path):
    other = tmp_path / "other.ttf"
    other.write_bytes(b"not a font")

    with pytest.raises(font.MissingSource):
        font.derive(other, "Light")


def test_a_font_without_the_parts_of_sarabun_is_refused(tmp_path, opened):
    other = tmp_path / "derived.ttf"
    opened.save(other)

    with pytest.raises(font.MissingSource):
        font.derive(other, "Light")

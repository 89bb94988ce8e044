"""The QR code holds its address: module for module in the drawing, and on the paper made of it."""

import re
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import segno
from PIL import Image

from reports.writers import pdf, qr
from tests.reports.documents import group, line, report

ADDRESSES = [
    "https://ita.example.go.th/reports/2567/6/lamphun/",
    "https://ita-report.ministry.example.go.th/reports/2567/12/nakhon-si-thammarat/",
    "http://a.th/",
]
MILLIMETRE = 72 / 25.4  # in points


def wanted(address: str) -> list[list[bool]]:
    """The dark modules of the code of an address, with four light ones around."""
    code = segno.make(address, error="m", boost_error=False, micro=False)
    return [[bool(module) for module in row] for row in code.matrix_iter(border=4)]


def drawn(svg: str) -> list[list[bool]]:
    """The dark modules of a drawing, read from its rectangles."""
    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    dark = {
        (int(y), int(x) + step)
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg)
        for step in range(int(width))
    }
    return [[(y, x) in dark for x in range(size)] for y in range(size)]


def on_paper(content: bytes, size: int) -> tuple[tuple[float, float], list[list[bool]]]:
    """Width and height of the drawing on the last page in millimetres, and what its modules' centres show."""
    paper = pypdfium2.PdfDocument(content)
    page = paper[len(paper) - 1]
    shapes = [shape.get_bounds() for shape in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH])]
    left, bottom, right, top = next(
        box for box in shapes if abs(box[2] - box[0] - 18 * MILLIMETRE) < 0.1
    )
    scale = 300 / 72  # dots of an office printer
    picture = page.render(scale=scale, grayscale=True).to_pil()
    module = (right - left) / size

    def is_dark(y: int, x: int) -> bool:
        across, down = left + (x + 0.5) * module, page.get_height() - top + (y + 0.5) * module
        return picture.getpixel((round(across * scale), round(down * scale))) < 128

    sides = round((right - left) / MILLIMETRE, 1), round((top - bottom) / MILLIMETRE, 1)
    return sides, [[is_dark(y, x) for x in range(size)] for y in range(size)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_drawing_is_the_code_of_the_address_module_for_module(address):
    assert drawn(qr.svg(address)) == wanted(address)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_picture_is_the_same_code(address):
    picture = Image.open(BytesIO(qr.png(address)))

    modules = wanted(address)
    middles = [qr.SCALE * place + qr.SCALE // 2 for place in range(len(modules))]
    assert picture.size == (qr.SCALE * len(modules),) * 2
    assert [[not picture.getpixel((x, y)) for x in middles] for y in middles] == modules


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_paper_shows_each_module_in_a_square_of_eighteen_millimetres(address):
    paper = pdf.render(report(group(line("ขั้นตอน")), address=address))

    assert on_paper(paper, len(wanted(address))) == ((18.0, 18.0), wanted(address))


def test_a_reader_that_does_not_see_is_told_where_the_code_leads():
    paper = pikepdf.open(BytesIO(pdf.render(report(group(line("ก")), address=ADDRESSES[0]))))

    figures = [one for one in paper.objects if is_figure(one)]
    assert [str(figure.Alt) for figure in figures] == [f"คิวอาร์โค้ดไปยัง {ADDRESSES[0]}"]
    links = [str(link.A.URI) for page in paper.pages for link in page.get("/Annots", [])]
    assert links == [ADDRESSES[0]]


def is_figure(one) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"


def test_the_drawing_asks_for_no_style_and_no_file():
    assert re.findall(r"style|href|url|xlink|<script", qr.svg("https://x.go.th/")) == []

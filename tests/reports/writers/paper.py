"""Small papers for the tests of print: a text in one font, the words of a PDF column by column."""

from pathlib import Path
from tempfile import TemporaryDirectory

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration


def printed_in(content: bytes, text: str, *, size: float) -> bytes:
    """A PDF of a text in the font of these bytes, each word on a line of its own place; size in points."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "font.ttf"
        file.write_bytes(content)
        fonts = FontConfiguration()
        style = CSS(
            string=f'@font-face {{ font-family: "Tried"; src: url("{file.as_uri()}") }}'
            "@page { size: 200mm 180mm; margin: 8mm }"
            f'span {{ display: inline-block; font: {size}pt "Tried"; width: 22mm; height: 16mm }}',
            font_config=fonts,
        )
        words = "".join(f"<span>{word}</span>" for word in text.split())
        page = HTML(string=f'<html lang="th"><body>{words}')
        return page.write_pdf(stylesheets=[style], font_config=fonts)

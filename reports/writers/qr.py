"""An address as a QR code: a drawing to be put into a page, as SVG or as PNG."""

import io
from itertools import groupby

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

# Light modules around the code, as many as readers of codes ask for.
QUIET_ZONE = 4
# Dots a module, for programs that draw no lines.
SCALE = 8


def svg(address: str) -> SafeString:
    """Black on white, one unit a module, quiet zone included; what it holds is said in its title."""
    modules = [bytes(row) for row in _code(address).matrix_iter(border=QUIET_ZONE)]
    return format_html(
        '<svg role="img" viewBox="0 0 {0} {0}" shape-rendering="crispEdges">'
        "<title>คิวอาร์โค้ดไปยัง {1}</title>"
        '<path fill="#fff" d="M0 0h{0}v{0}h-{0}z"/><path fill="#000" d="{2}"/></svg>',
        len(modules),
        address,
        "".join(_runs(row, y) for y, row in enumerate(modules)),
    )


def png(address: str) -> bytes:
    """The same in black and white dots; the same bytes for the same address."""
    drawn = io.BytesIO()
    _code(address).save(drawn, kind="png", scale=SCALE, border=QUIET_ZONE)
    return drawn.getvalue()


def _code(address: str) -> segno.QRCode:
    """Always a QR code, never a Micro QR code, which few telephones read; a seventh of it may be lost."""
    return segno.make_qr(address, error="m", boost_error=False)


def _runs(row: bytes, y: int) -> str:
    """The dark modules of a row as a path: one rectangle for those that touch."""
    path, x = "", 0
    for dark, run in groupby(row):
        width = len(list(run))
        path += f"M{x} {y}h{width}v1h-{width}z" if dark else ""
        x += width
    return path

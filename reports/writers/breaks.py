"""Where a line on paper may end, beyond what Pango knows; nothing of it is seen in a PDF's text."""

import re

# Pango gives it no glyph, so no reader of the PDF gets it.
ZERO_WIDTH_SPACE = "\u200b"

# ITA|ระดับ, การประเมิน|(OIT): Pango would cut one of the two words instead.
# Digits of Latin words and addresses alone are not Thai by now.
BETWEEN_SCRIPTS = re.compile(r"(?<=[A-Za-z0-9)\]])(?=[ก-ฮเ-ไ])|(?<=[ก-๎])(?=[A-Za-z(\[])")
_LINK = r"</a>(?=[ก-ฮเ-ไ])|(?<=[ก-๎])(?=<a )"
# ๐๑ - ๐๔๓, ๐๒-๑๒๓-๔๕๖๗: readers take a hyphen at a line's end for hyphenation, and drop it. What is
# longer than the narrowest column must stay breakable.
_NUMBERS = r"(?<![\w/.-])(?=[๐-๙0-9 –-]{3,13}(?![๐-๙0-9 –-]))[๐-๙0-9]+(?: ?[-–] ?[๐-๙0-9]+)+"
# What is kept together already: day and month.
_TOGETHER = r'<span class="together">[^<]*</span>'
_PLACES = re.compile(
    f"(?P<link>{_LINK})|(?P<tag>{_TOGETHER}|<[^>]*>)"
    f"|(?P<between>{BETWEEN_SCRIPTS.pattern})|(?P<numbers>{_NUMBERS})",
    re.ASCII,
)
# Sara am typed as nikhahit and sara aa: the same letter, and on paper the same glyph.
_TWO_PART_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")


def for_paper(html: str) -> str:
    """A page of HTML with its body as it should break on paper."""
    head, start, body = html.partition("<body>")
    body = _TWO_PART_SARA_AM.sub(lambda found: f"{found[1] or found[2] or ''}\u0e33", body)
    return head + start + _PLACES.sub(_said, body)


def _said(found: re.Match[str]) -> str:
    if found["tag"]:
        return found["tag"]
    if found["numbers"]:
        return f'<span class="numbers">{found["numbers"]}</span>'
    return found[0] + ZERO_WIDTH_SPACE

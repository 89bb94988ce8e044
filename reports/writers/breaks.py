"""Where a line on paper may end, beyond what Pango knows; nothing of it is seen in a PDF's text."""

import re

from ita_portal import thai

# Pango gives it no glyph, so no reader of the PDF gets it.
ZERO_WIDTH_SPACE = "\u200b"

# ITA|ระดับ, การประเมิน|(OIT): Pango would cut one of the two words instead.
# Digits of Latin words and addresses alone are not Thai by now.
BETWEEN_SCRIPTS = re.compile(r"(?<=[A-Za-z0-9)\]])(?=[ก-ฮเ-ไ])|(?<=[ก-๎])(?=[A-Za-z(\[])")
_THAI_BEFORE, _THAI_AFTER = re.compile("[ก-๎]"), re.compile("[ก-ฮเ-ไ]")
# An address is broken as WeasyPrint breaks it, and nothing is put into it.
_LINK = r"<a [^>]*>.*?</a>"
# ๐๑ - ๐๔๓, ๐๒-๑๒๓-๔๕๖๗: readers take a hyphen at a line's end for hyphenation, and drop it. What is
# longer than the narrowest column must stay breakable, and so must a word that the numbers belong to.
_NUMBERS = (
    r"(?:(?<=[\s>ก-๎])|(?<=[\s>ก-๎]\())(?=[๐-๙0-9 –-]{3,13}(?![๐-๙0-9 –-]))"
    r"[๐-๙0-9]+(?: ?[-–] ?[๐-๙0-9]+)+(?=\)?[,;.]?(?:[\s<]|$))"
)
# What is kept together already: day and month.
_TOGETHER = r'<span class="together">[^<]*</span>'
_PLACES = re.compile(
    f"(?P<link>{_LINK})|(?P<tag>{_TOGETHER}|<[^>]*>)"
    f"|(?P<between>{BETWEEN_SCRIPTS.pattern})|(?P<numbers>{_NUMBERS})",
    re.ASCII | re.DOTALL,
)
# Letters as old Thai fonts coded them, and the bullets of Word: the same signs, and on paper the same glyphs.
_OLD_GLYPHS = {
    **thai.OLD_GLYPHS,
    **{0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "▶", 0xF0FC: "✓", 0xF06F: "□"},
}
# Sara am typed as nikhahit and sara aa: the same letter, and on paper the same glyph.
_TWO_PART_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")


def for_paper(html: str) -> str:
    """A page of HTML with its body as it should break on paper, in the characters that fonts know."""
    head, start, body = html.partition("<body>")
    body = body.translate(_OLD_GLYPHS)
    body = _TWO_PART_SARA_AM.sub(lambda found: f"{found[1] or found[2] or ''}\u0e33", body)
    return head + start + _PLACES.sub(_said, body)


def _said(found: re.Match[str]) -> str:
    if found["tag"]:
        return found["tag"]
    if found["numbers"]:
        return f'<span class="numbers">{found["numbers"]}</span>'
    if found["link"]:
        return _apart(found)
    return ZERO_WIDTH_SPACE


def _apart(link: re.Match[str]) -> str:
    """A link that a line may begin with or end after, where it touches Thai."""
    before = _THAI_BEFORE.match(link.string, link.start() - 1) if link.start() else None
    after = _THAI_AFTER.match(link.string, link.end())
    return (ZERO_WIDTH_SPACE if before else "") + link[0] + (ZERO_WIDTH_SPACE if after else "")

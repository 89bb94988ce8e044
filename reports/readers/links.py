"""Links as they stand on paper: their address, or their words with the address behind them."""

from urllib.parse import unquote

# Targets that say something on paper, too; a place in the same document does not.
_SCHEMES = ("http://", "https://", "mailto:", "ftp://")


def address_of(target: str) -> str:
    """The address that a link leads to, `mailto:` left out; empty where it leads nowhere outside."""
    target = target.strip()
    if not target.lower().startswith(_SCHEMES):
        return ""
    return target[7:].partition("?")[0] if target.lower().startswith("mailto:") else target


def written(words: str, target: str) -> str:
    """`words (address)`, or the address alone where the words are the address or none; words that
    name the address are left as they are.

    Words that are the address but for white space in it are written as the address.
    """
    address, shown = address_of(target), words.strip()
    if not address or _bare(shown) == _bare(address):
        return words
    if not shown:
        return f"{words}{address}"
    if _bare("".join(shown.split())) == _bare(address):
        return words.replace(shown, address)
    if _bare(address) in _bare(shown):
        return words
    return f"{words.rstrip()} ({address}){' ' if words[-1].isspace() else ''}"


def _bare(address: str) -> str:
    address = unquote(address).strip().lower().removeprefix("mailto:")
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")

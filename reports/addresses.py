"""Addresses of the web as evidence: what may be kept, what two of them are compared by. Nothing is ever fetched."""

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from ita_portal import thai

LONGEST = 2000
SCHEMES = ("http", "https")
_PORTS = {"http": 80, "https": 443}
# What no address holds unless it is written as %…; Thai letters may stand as they are.
_NOT_IN_ADDRESS = re.compile(r"[\s<>\"\\^`{|}]")
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}", re.ASCII)
_THAI_HOST = re.compile(r"(?:[\w\u0e00-\u0e7f-]+\.)+[\w\u0e00-\u0e7f-]{2,}")

NO_ADDRESS = "โปรดวางที่อยู่เว็บ เช่น https://www.example.go.th/ita"
THAI_DIGITS = (
    "ที่อยู่เว็บมีเลขไทย ({}) ซึ่งเปิดไม่ได้ โปรดคัดลอกที่อยู่จากแถบที่อยู่ของเบราว์เซอร์มาวางโดยไม่แก้ไข หรือพิมพ์เป็นเลขอารบิก"
)
OTHER_SCHEME = "ที่อยู่เว็บต้องขึ้นต้นด้วย http:// หรือ https:// เท่านั้น"
NOT_AN_ADDRESS = (
    "อ่านเป็นที่อยู่เว็บไม่ได้ โปรดคัดลอกที่อยู่ทั้งหมดจากแถบที่อยู่ของเบราว์เซอร์ เช่น https://www.example.go.th/ita"
)
SPACES = "ที่อยู่เว็บมีช่องว่างหรือเครื่องหมายที่ใช้ในที่อยู่ไม่ได้ โปรดวางที่อยู่เดียว ไม่มีข้อความอื่นปน"
WITH_PASSWORD = "ที่อยู่เว็บนี้มีชื่อผู้ใช้หรือรหัสผ่านอยู่ด้วย โปรดลบส่วนก่อนเครื่องหมาย @ ออก"
TOO_LONG = "ที่อยู่เว็บยาวเกินไป โปรดใช้ที่อยู่ที่สั้นกว่านี้ (ไม่เกิน ๒,๐๐๐ ตัวอักษร)"


class BadAddress(ValueError):
    """An address that cannot be kept; `message` says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def read(typed: str) -> str:
    """An address as it is kept: as typed, https:// before one that begins with www. Raises BadAddress."""
    address = thai.clean_text(typed).strip()
    if not address:
        raise BadAddress(NO_ADDRESS)
    if address[:4].lower() == "www.":
        address = f"https://{address}"
    if len(address) > LONGEST:
        raise BadAddress(TOO_LONG)
    if thai.holds_thai_digits(address):
        digits = "".join(dict.fromkeys(re.findall("[๐-๙]+", address)))
        raise BadAddress(THAI_DIGITS.format(digits))
    if _NOT_IN_ADDRESS.search(address) or thai.forbidden_characters(address):
        raise BadAddress(SPACES)
    _refuse_parts(_split(address))
    return address


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 – raises where it is no number
    except ValueError as error:
        raise BadAddress(NOT_AN_ADDRESS) from error
    return parts


def _refuse_parts(parts: SplitResult) -> None:
    if parts.scheme.lower() not in SCHEMES:
        raise BadAddress(OTHER_SCHEME if parts.scheme else NOT_AN_ADDRESS)
    if parts.username is not None:
        raise BadAddress(WITH_PASSWORD)
    host = parts.hostname or ""
    if not (_HOST.fullmatch(host) or _THAI_HOST.fullmatch(host)):
        raise BadAddress(NOT_AN_ADDRESS)


def host(address: str) -> str:
    """The host of a kept address, as a person tells where it leads; '' where there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def comparable(address: str) -> str:
    """By what two kept addresses are told to be the same; never for keeping or showing.

    The case of scheme and host, http or https, www., the scheme's own port, a closing slash and the
    place on the page (#…) do not count.
    """
    parts = urlsplit(address)
    name = (parts.hostname or "").removeprefix("www.")
    port = "" if parts.port in (None, _PORTS.get(parts.scheme.lower())) else f":{parts.port}"
    return urlunsplit(("", f"{name}{port}", parts.path.rstrip("/"), parts.query, ""))

"""What may stand in one cell of a table file: how a value is written there, and read back or refused in Thai."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from import_export.widgets import Widget

from ita_portal import thai
from ita_portal.forms import ARABIC_ONLY
from ita_portal.models import Province
from ita_portal.tables import Cell, plain
from ita_portal.typed import read_day

AS_TEXT = "โปรดจัดรูปแบบเซลล์เป็นข้อความ (Text) แล้วพิมพ์ใหม่"


class Text(Widget):
    """`choices`: all that the cell may hold, where that is a list."""

    choices: tuple[str, ...] = ()

    def clean(self, value: Cell, row=None, **kwargs):
        if isinstance(value, date):
            raise ValueError(f"Excel เปลี่ยนข้อความในช่องนี้เป็นวันที่ ({plain(value)}) {AS_TEXT}")
        text = plain(value)
        if message := thai.forbidden_message(text):
            raise ValueError(message)
        return text

    def render(self, value, obj=None, **kwargs) -> str | int:
        return "" if value is None else str(value)

    def say(self, value) -> str:
        """A value for whoever looks at it before it is kept."""
        return plain(self.render(value))


class Telephone(Text):
    def clean(self, value, row=None, **kwargs):
        if isinstance(value, int | float):
            raise ValueError(f"Excel เก็บช่องนี้เป็นตัวเลข เลข 0 ข้างหน้าจึงอาจหายไป {AS_TEXT}")
        return super().clean(value, row, **kwargs)


class Code(Text):
    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row, **kwargs)
        if thai.holds_thai_digits(text):
            raise ValueError(ARABIC_ONLY)
        return text


class Email(Code):
    def clean(self, value, row=None, **kwargs):
        address = super().clean(value, row, **kwargs)
        try:
            if address:
                validate_email(address)
        except ValidationError as error:
            raise ValueError("ที่อยู่อีเมลไม่ถูกต้อง โปรดพิมพ์ เช่น name@example.go.th หรือเว้นว่าง") from error
        return address


class WholeNumber(Text):
    """As large as a column of small numbers holds in every database."""

    most = 32_767

    def clean(self, value, row=None, **kwargs):
        typed = thai.to_arabic_digits(super().clean(value, row, **kwargs))
        if not typed:
            return None
        if not re.fullmatch(r"[0-9]{1,6}", typed):
            raise ValueError(f"“{typed[:40]}” ไม่ใช่จำนวนเต็ม โปรดพิมพ์ตัวเลข เช่น 12")
        if int(typed) > self.most:
            raise ValueError(f"มากเกินไป โปรดใส่ค่าไม่เกิน {self.most}")
        return int(typed)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else int(value)


class Choice(Text):
    """Written by its label; read by the label or by the value that is kept."""

    def __init__(self, choices: Iterable[tuple[object, str]]) -> None:
        super().__init__()
        self.labels = dict(choices)
        self.choices = tuple(self.labels.values())
        self.values = {_folded(label): value for value, label in self.labels.items()}
        self.values |= {_folded(str(value)): value for value in self.labels}

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row, **kwargs)
        if not text:
            return ""
        if _folded(text) not in self.values:
            raise ValueError(f"โปรดเลือกจาก {' / '.join(self.choices)}")
        return self.values[_folded(text)]

    def render(self, value, obj=None, **kwargs):
        return self.labels.get(value, "")


class YesOrNo(Choice):
    def __init__(self) -> None:
        super().__init__([(True, "ใช่"), (False, "ไม่ใช่")])
        self.values |= {"1": True, "yes": True, "0": False, "no": False}

    def clean(self, value, row=None, **kwargs):
        answer = super().clean(value, row, **kwargs)
        if answer == "":
            raise ValueError("โปรดใส่ ใช่ หรือ ไม่ใช่")
        return answer


class Day(Text):
    """A day of the years that any calendar of the portal can have."""

    years = range(2540, 2641)  # พ.ศ.

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, int | float):
            raise ValueError("ช่องนี้เป็นตัวเลข ไม่ใช่วันที่ โปรดพิมพ์ เช่น 31 มีนาคม 2567")
        day = value if isinstance(value, date) else read_day(super().clean(value, row, **kwargs))
        if day and thai.be_year(day) not in self.years:
            raise ValueError(f"อ่านได้เป็น {plain(day)} โปรดตรวจปี แล้วพิมพ์ปี พ.ศ. สี่หลัก เช่น 31 มีนาคม 2567")
        return day

    def render(self, value, obj=None, **kwargs):
        return plain(value)


class ProvinceName(Text):
    """A province by its name, with or without จังหวัด before it, or by its code. `of_all` stands for none."""

    def __init__(self, of_all: str = "") -> None:
        super().__init__()
        self.of_all = of_all

    @cached_property
    def _offices(self) -> list[Province]:
        return list(Province.objects.with_office())

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(filter(None, [self.of_all, *(one.name for one in self._offices)]))

    @cached_property
    def _by_name(self) -> dict[str, Province | None]:
        names = {name: one for one in self._offices for name in (one.name, str(one), one.code)}
        return {_folded(name): one for name, one in {self.of_all: None, **names}.items()}

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value, row, **kwargs)
        if not text and self.of_all:
            raise ValueError(f"โปรดใส่ชื่อจังหวัด หรือ {self.of_all}")
        if text and _folded(text) not in self._by_name:
            raise ValueError(f"ไม่มีสำนักงานจังหวัดชื่อ “{text[:40]}” โปรดเลือกชื่อจังหวัดจากรายการ เช่น ลำพูน")
        return self._by_name.get(_folded(text))

    def render(self, value, obj=None, **kwargs):
        return value.name if value else self.of_all


def _folded(text: str) -> str:
    return thai.to_arabic_digits(thai.fold(text)).casefold()

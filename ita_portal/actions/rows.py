"""What every change of a row needs: its lock, the token that tells whether it is what the person read, a refusal."""

import hashlib
import json
from collections.abc import Collection
from typing import TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


class Refused(Exception):
    """The change was not made; `message` is a Thai sentence for the screen."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class Stale(Refused):
    """The row is no longer what the person read."""

    def __init__(self) -> None:
        super().__init__("มีผู้แก้ไขรายการนี้ก่อนท่าน ข้อความของท่านยังอยู่ โปรดเทียบกันแล้วบันทึกอีกครั้ง")


# What changes without anybody editing the row.
UNTOLD = {"password", "last_login"}


def token(row: Model) -> str:
    """What a row says, as a short word that changes with any of its columns."""
    values = [
        str(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.name not in UNTOLD
    ]
    written = json.dumps(values, ensure_ascii=False).encode()
    return hashlib.blake2s(written, digest_size=9).hexdigest()


def locked(row: Row, seen: str | None = None) -> Row:
    """The row as it stands, under its lock; call inside a transaction. Raises Refused, Stale."""
    current = type(row).objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if current is None:
        raise Refused("รายการนี้ถูกลบไปแล้ว โปรดดูรายการล่าสุด")
    if seen is not None and token(current) != seen:
        raise Stale()
    return current


def save_columns(row: Model, current: Model, but: Collection[str] = ()) -> None:
    """Save every column of an existing row but those named; a row that did not change is not saved."""
    if token(row) != token(current):
        names = [field.name for field in row._meta.concrete_fields if not field.primary_key]
        row.save(update_fields=[name for name in names if name not in UNTOLD.union(but)])

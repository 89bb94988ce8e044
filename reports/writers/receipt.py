"""ใบตอบรับการส่งรายงาน as HTML: one body for the screen and for the paper."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reports.writers import qr

HEADING = "ใบตอบรับการส่งรายงาน"


@dataclass(frozen=True, slots=True)
class Receipt:
    """All that a receipt says, in words ready to be shown.

    `facts` are labels with their lines. `sha256` is that of the page that confirms it, with the name it
    has there. `verify` is the address where it is confirmed, printed as a
    QR code and in words; empty where neither is shown.
    """

    title: str
    reference: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    sha256: str
    submitted_at: datetime
    verify: str = ""
    sha256_label: str = "รหัสตรวจสอบความถูกต้องของเนื้อหา (SHA-256)"

    @property
    def qr(self) -> SafeString:
        return qr.svg(self.verify)


def render_page(receipt: Receipt) -> SafeString:
    """The whole receipt as one page: what its PDF is made of."""
    return render_to_string(
        "receipts/print.html",
        {
            "receipt": receipt,
            "heading": HEADING,
            "made_at": receipt.submitted_at.astimezone(UTC).isoformat(timespec="seconds"),
        },
    )


def data(receipt: Receipt) -> str:
    """What programs read from the file attached to its PDF."""
    return json.dumps(
        {
            "format": "ita-receipt",
            "reference": receipt.reference,
            "submitted_at": receipt.submitted_at.astimezone(UTC).isoformat(timespec="seconds"),
            "sha256": receipt.sha256,
            "verify": receipt.verify,
        },
        ensure_ascii=False,
        indent=2,
    )

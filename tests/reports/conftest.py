"""What tests of printing and of pages share: a printer that takes no time."""

import pytest

from reports.writers import pdf


class Printer:
    """Stands in for WeasyPrint: counts what it prints, breaks or refuses when told to."""

    def __init__(self) -> None:
        self.printed = []
        self.is_broken = False
        self.refusal = None

    def render(self, document, *, imprint=None, draft_at=None) -> bytes:
        if self.is_broken:
            raise OSError("no Pango on this machine")
        if self.refusal:
            raise pdf.Unprintable(self.refusal)
        self.printed.append(document)
        mark = "draft" if draft_at else "final"
        return f"%PDF-1.7 {mark} {document.province.slug}".encode()

    def render_receipt(self, receipt) -> bytes:
        self.printed.append(receipt)
        return f"%PDF-1.7 receipt {receipt.reference}".encode()


@pytest.fixture
def printer(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stand_in = Printer()
    monkeypatch.setattr(pdf, "render", stand_in.render)
    monkeypatch.setattr(pdf, "render_receipt", stand_in.render_receipt)
    return stand_in

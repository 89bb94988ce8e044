"""Reports as JSON, by the schema published in docs/report.schema.json."""

import json
from datetime import date, datetime
from typing import Any

from ita_portal import thai
from reports.columns import Value
from reports.document import Imprint, Report, digest, to_dict
from reports.writers.rounds import Round

VERSION = 1


def render(
    document: Report, *, imprint: Imprint | None = None, draft_at: datetime | None = None
) -> bytes:
    """One report, with which submission it is or of when the draft is."""
    return _written(
        {"format": "ita-report", "version": VERSION, **_entry(document, imprint, draft_at)}
    )


def render_round(round_: Round) -> bytes:
    """The reports of a round that were sent, in the order of the provinces."""
    return _written(
        {
            "format": "ita-round",
            "version": VERSION,
            "fiscal_year": round_.fiscal_year,
            "months": round_.months,
            "about": {name: _plain(value) for name, value, _ in round_.about()},
            "reports": [_entry(entry.report, entry.imprint) for entry in round_.sent],
        }
    )


def _entry(
    document: Report, imprint: Imprint | None, draft_at: datetime | None = None
) -> dict[str, Any]:
    return {
        "submission": _submission(imprint) if imprint else None,
        "draft_at": _moment(draft_at),
        "report": to_dict(document),
    }


def _submission(imprint: Imprint) -> dict[str, Any]:
    return {
        "reference": imprint.reference,
        "number": imprint.number,
        "submitted_at": _moment(imprint.submitted_at),
        "sha256": digest(imprint.source),
    }


def _plain(value: Value) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value


def _moment(moment: datetime | None) -> str | None:
    return moment and moment.astimezone(thai.BANGKOK).isoformat(timespec="seconds")


def _written(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()

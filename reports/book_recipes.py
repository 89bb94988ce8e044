"""A round out of the database as the recipe of a book: a fixed number of queries, however many provinces it has."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from calendar_app.models import Round
from ita_portal import thai
from reports import overview
from reports.books import SUMMED_UP, Audience, Chosen, Entry, Kind, Recipe
from reports.models import Submission

NATION = "ทั้งประเทศ"


def recipe(
    round_: Round,
    *,
    kind: Kind,
    audience: Audience,
    chosen: Chosen,
    region: str = "",
    provinces: Collection[str] = (),
    today: date,
) -> Recipe:
    """What a book of a round is made of on this day.

    Of all provinces, of a region, or of those with these slugs. A public book holds published versions
    alone, as everyone may read them.
    """
    rows = overview.province_rows(round_, today)
    rows = [row for row in rows if not region or row.province.region == region]
    rows = [row for row in rows if not provinces or row.province.slug in provinces]
    accepted = _accepted(round_, audience, today)
    only_accepted = audience == "public" or chosen == "accepted"
    wanted = [_wanted(row, accepted, only_accepted=only_accepted) for row in rows]
    papers = _papers([pk for pk in wanted if pk])
    entries = [
        _entry(row, papers.get(pk), audience, is_accepted=pk in accepted.values())
        for row, pk in zip(rows, wanted, strict=True)
    ]
    if kind not in SUMMED_UP:
        entries = [entry for entry in entries if entry.submission]
    scope, slug = _scope(region, provinces, rows)
    return Recipe(
        kind=kind,
        audience=audience,
        chosen="accepted" if audience == "public" else chosen,
        fiscal_year=round_.fiscal_year,
        months=round_.months,
        round_name=f"{round_.name}",
        as_of=round_.as_of,
        due_on=round_.due_on,
        issuer=round_.contact_unit,
        scope=scope,
        scope_slug=slug,
        entries=tuple(_by_region(entries)),
    )


def _by_region(entries: list[Entry]) -> list[Entry]:
    """Regions in the order of the codes they begin with, so that page numbers rise in the contents."""
    order = list(dict.fromkeys(entry.region for entry in entries))
    return sorted(entries, key=lambda entry: (order.index(entry.region), entry.code))


def _accepted(round_: Round, audience: Audience, today: date) -> dict[int, int]:
    """Report id → its accepted version; that of before while the last acceptance may still be undone.

    For everyone only what is published by this day.
    """
    if audience == "public":
        reports = overview.published_reports([round_], today).get(round_.pk, [])
    else:
        now, related = timezone.now(), round_.reports.select_related("hold__before")
        stand = related.filter(withdrawn_at__isnull=True).defer("raw", "hold__before__content")
        reports = [one.as_everyone_reads(now) for one in stand]
    return {one.pk: one.accepted_id for one in reports if one.accepted_id}


def _wanted(
    row: overview.ProvinceRow, accepted: dict[int, int], *, only_accepted: bool
) -> int | None:
    """The submission that goes in: the accepted one that stands, or the newest of all."""
    report = row.report
    if report is None or report.withdrawn_at:
        return None
    if only_accepted:
        return accepted.get(report.pk)
    return row.submission.pk if row.submission else None


def _papers(pks: list[int]) -> dict[int, Submission]:
    found = Submission.objects.filter(pk__in=pks).defer("content", "public__content")
    return {one.pk: one for one in found.select_related("public")}


def _entry(
    row: overview.ProvinceRow, sent: Submission | None, audience: Audience, *, is_accepted: bool
) -> Entry:
    province = row.province
    whose = {
        "code": province.code,
        "slug": province.slug,
        "name": province.name,
        "region": province.region,
        "state": row.state_key,
        "state_text": row.state_label,
        "is_overdue": row.is_overdue,
    }
    if sent is None:
        return Entry(**whose)
    if audience == "public" and sent.public:
        # What its properties ask of the version it belongs to is at hand.
        sent.public.submission = sent
    paper = sent.as_public if audience == "public" else sent
    return Entry(
        **whose,
        submission=sent.pk,
        is_accepted=is_accepted,
        reference=sent.reference,
        number=sent.number,
        days_late=sent.days_late,
        answered=sent.answered_steps,
        all=sent.all_steps,
        digest=paper.print_digest,
    )


def _scope(
    region: str, provinces: Collection[str], rows: list[overview.ProvinceRow]
) -> tuple[str, str]:
    """Of where a book is, in words and as a word of its file's name."""
    if provinces:
        if len(rows) == 1:
            return str(rows[0].province), rows[0].province.slug
        return thai.to_thai_digits(f"{len(rows)} จังหวัดที่เลือก"), f"{len(rows)}-provinces"
    if region:
        return region, f"region-{rows[0].province.code}" if rows else "region"
    return NATION, "nation"

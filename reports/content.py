"""Database → document: live rows, the round's form and the calendar as one frozen report. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby, pairwise

from django.conf import settings
from django.db.models import F, QuerySet
from django.urls import reverse

from calendar_app.models import RevisionStep, Round
from ita_portal.models import Province
from reports import around, checks, document, explained
from reports.models import Attachment, Evidence, Explanation, Group, Item, Line, Report
from reports.workflow import Move

ORDER = ("group__order", "group__pk", "order", "pk", "items__order", "items__pk")


def draft(report: Report) -> document.Report:
    """The report as it would be printed now: four queries, seven where somebody has explained a finding.

    The signer is added by the submission, if at all.
    """
    return drafts([report])[report.pk]


def drafts(reports: Sequence[Report]) -> dict[int, document.Report]:
    """Report id → its draft: seven queries at most for any number of reports with their rounds and provinces."""
    groups, steps = _groups_of(reports), _calendars_of(reports)
    found = {
        report.pk: _document(report, groups[report.pk], steps[report.calendar_id])
        for report in reports
    }
    return found | _explained(reports, found, _explanations_of(reports))


def around_rows(report: Report, groups: Iterable[document.Group]) -> document.Report:
    """The form of a report's round around rows that are given; the report need not be saved."""
    return _document(report, groups, ())


def digest(draft: document.Report) -> str:
    """What a draft says, form and contacts included, as one word: what a person certifies is known by it."""
    return document.digest(document.canonical_json(draft))


def _document(
    report: Report,
    groups: Iterable[document.Group],
    steps: Iterable[document.CalendarStep],
) -> document.Report:
    round_ = report.round
    return document.Report(
        province=document.Province(
            code=report.province.code, slug=report.province.slug, name=report.province.name
        ),
        fiscal_year=round_.fiscal_year,
        months=round_.months,
        as_of=round_.as_of,
        title=round_.title.replace("{province}", report.province.name),
        headings=round_.headings,
        status_words=document.StatusWords(
            done=round_.word_done,
            in_progress=round_.word_in_progress,
            not_due=round_.word_not_due,
            nothing_to_report=round_.word_nothing,
            not_ours=round_.word_not_ours,
        ),
        number_style=report.number_style or round_.number_style,
        text_size=round_.text_size,
        groups=tuple(groups),
        footnote=report.footnote or round_.footnote,
        contact=(report.contact or report.province.contact_block()) if round_.show_contact else "",
        address=_public_address(report) if round_.show_qr else "",
        calendar_revision=report.calendar.number if report.calendar else None,
        calendar_steps=tuple(steps),
        prints_calendar=report.calendar is not None,
    )


def _public_address(report: Report) -> str:
    """Where everyone reads the report once it is published; empty while the portal's own address is not set."""
    return settings.PUBLIC_URL and settings.PUBLIC_URL + report.get_absolute_url()


def verify_address(reference: str) -> str:
    """Where everyone confirms a submission; empty while the portal's own address is not set."""
    return settings.PUBLIC_URL and settings.PUBLIC_URL + reverse("verify", args=[reference])


def _calendars_of(reports: Iterable[Report]) -> dict[int | None, list[document.CalendarStep]]:
    """Revision id → its steps in the calendar's order."""
    found = defaultdict(list)
    revisions = {report.calendar_id for report in reports if report.calendar_id}
    for edition in RevisionStep.objects.filter(revision__in=revisions).select_related("step"):
        found[edition.revision_id].append(
            document.CalendarStep(edition.step.code, edition.title, edition.start, edition.end)
        )
    return found


def _groups_of(reports: Iterable[Report]) -> dict[int, list[document.Group]]:
    """Report id → its groups. The join repeats a row for each of its step texts and their ties;
    that is cheaper than asking table by table."""
    rows = (
        Line.objects.filter(group__report__in=reports)
        .select_related("group")
        .defer("raw")
        .annotate(
            item=F("items__pk"),
            item_text=F("items__text"),
            item_label=F("items__label"),
            step=F("items__steps__code"),
        )
        .order_by("group__report", *ORDER)
    )
    found, evidence = defaultdict(list), _evidence_of(reports)
    for _, lines in groupby(rows, key=lambda line: line.group_id):
        lines = list(lines)
        printed = [
            _joined_line(list(same), evidence[pk])
            for pk, same in groupby(lines, key=lambda row: row.pk)
        ]
        found[lines[0].group.report_id].append(_group(lines[0].group, printed))
    return found


def _evidence_of(reports: Iterable[Report]) -> dict[int, list[document.Evidence]]:
    """Line id → what stands beside it, in order."""
    beside = Attachment.objects.filter(line__group__report__in=reports).select_related("evidence")
    found = defaultdict(list)
    for one in beside.order_by("line", "order", "pk"):
        found[one.line_id].append(one.evidence.document)
    return found


def _joined_line(repeated: list[Line], evidence: Iterable[document.Evidence]) -> document.Line:
    items = [list(same) for pk, same in groupby(repeated, key=lambda row: row.item) if pk]
    return _line(
        repeated[0],
        [
            document.Item(
                text=same[0].item_text,
                label=same[0].item_label,
                steps=tuple(sorted(row.step for row in same if row.step)),
            )
            for same in items
        ],
        evidence,
    )


def _group(group: Group, lines: Iterable[document.Line]) -> document.Group:
    return document.Group(official=group.official, provincial=group.provincial, lines=tuple(lines))


def _line(
    line: Line, items: Iterable[document.Item], evidence: Iterable[document.Evidence]
) -> document.Line:
    return document.Line(
        items=tuple(items),
        result=line.result,
        status=line.status or None,
        status_text=line.status_text,
        answer=line.answer or None,
        answer_reason=line.answer_reason,
        key=line.pk,
        evidence=tuple(evidence),
    )


# What the drafter says to what was found ----------------------------------------------------------

Said = dict[int, list[document.Explanation]]


def _explanations_of(reports: Sequence[Report]) -> Said:
    """Report id → everything that was ever explained in it."""
    found: Said = {}
    for one in Explanation.objects.filter(report__in=reports).exclude(note=""):
        found.setdefault(one.report_id, []).append(one.document)
    return found


def _explained(
    reports: Sequence[Report], drafts: dict[int, document.Report], said: Said
) -> dict[int, document.Report]:
    """Report id → its draft with the explanations of what is found in it now; only reports that have any."""
    reports = [report for report in reports if report.pk in said]
    surroundings = around.arounds(reports)
    return {
        report.pk: _with_explanations(drafts[report.pk], said[report.pk], surroundings[report.pk])
        for report in reports
    }


def _with_explanations(
    draft: document.Report, said: Iterable[document.Explanation], around_it: checks.Around
) -> document.Report:
    standing = explained.standing(said, checks.warnings(draft, around_it))
    return replace(draft, explanations=standing)


# As it was ---------------------------------------------------------------------------------------


def draft_of_version(report: Report, version: int, read: str = "") -> document.Report | None:
    """The report as it stood at an earlier version of its content, from the history of its rows.

    With the round's form and the province's contacts of when its `digest` was `read`, else with
    those of now, and with the calendar that it followed then. None when it never had such a version.
    """
    ended = _end_of_version(report, version)
    if ended is None:
        return None
    at, then = ended
    groups, calendar = _groups_at(report, at), then.calendar
    steps = _calendars_of([then])[then.calendar_id]
    own = {name: getattr(then, name) for name in ("contact", "footnote", "number_style")}
    said = _explanations_at(report, at)
    around_it = around.around(report) if said else checks.NOTHING

    def printed(round_: Round, province: Province) -> document.Report:
        past = Report(pk=report.pk, round=round_, province=province, calendar=calendar, **own)
        return _with_explanations(_document(past, groups, steps), said, around_it)

    if read:
        for past in (printed(*form) for form in _forms_back(report)):
            if digest(past) == read:
                return past
    return printed(report.round, report.province)


# No page stays open while its round or province is changed more often.
CHANGES_BACK = 20


def _forms_back(report: Report) -> Iterator[tuple[Round, Province]]:
    """Round and province as they are now, then as they were before each change of either, newest first."""
    round_, province = report.round, report.province
    yield round_, province
    changes = [*_changes_back(round_), *_changes_back(province)]
    for _, before in sorted(changes, key=lambda change: change[0], reverse=True):
        if isinstance(before, Round):
            round_ = before
        else:
            province = before
        yield round_, province


def _changes_back(row: Round | Province) -> list[tuple[datetime, Round | Province]]:
    """When a row was changed and what it was before, newest first."""
    history = list(row.history.order_by("-history_date", "-history_id")[:CHANGES_BACK])
    return [(newer.history_date, older.instance) for newer, older in pairwise(history)]


def _end_of_version(report: Report, version: int):
    """The moment at which a version was complete, and the report's own history row of it.

    Every change happens under the report's lock and ends by writing the new version, so all rows
    of a version are older than the first row of history that bears it, and all changes of the next
    one younger. Only a new report bears its version before its rows: it is complete when its START
    is recorded.
    """
    then = report.history.filter(version=version).order_by("history_date", "history_id").first()
    if then is None:
        return None
    started = report.state_changes.filter(report_version=version, move=Move.START).first()
    return max(then.history_date, started.at if started else then.history_date), then


def _groups_at(report: Report, at: datetime) -> list[document.Group]:
    groups = _standing(Group.history.filter(report_id=report.pk), at)
    ever = Group.history.filter(report_id=report.pk).values("id")
    lines = _standing(Line.history.filter(group_id__in=ever), at)
    ever = Line.history.filter(group_id__in=ever).values("id")
    items = _items_at(Item.history.filter(line_id__in=ever), at)
    evidence = _evidence_at(Attachment.history.filter(line_id__in=ever), at)
    found = []
    for group in _in_order(groups):
        own = _in_order(line for line in lines if line.group_id == group.id)
        printed = [_line(line.instance, items[line.id], evidence[line.id]) for line in own]
        if printed:
            found.append(_group(group.instance, printed))
    return found


def _standing(history: QuerySet, at: datetime) -> list:
    """The history rows that held at a moment: the newest of each, the deleted left out."""
    rows = history.filter(history_date__lte=at).order_by("history_date", "history_id")
    newest = {row.id: row for row in rows}
    return [row for row in newest.values() if row.history_type != "-"]


def _items_at(history: QuerySet, at: datetime) -> dict[int, list[document.Item]]:
    """Line id → its step texts in order, with the codes of their ties."""
    rows = {row.history_id: row for row in _standing(history, at)}
    ties = defaultdict(list)
    tied = history.filter(history_id__in=rows).values_list(
        "history_id", "historicalitem_steps__calendarstep__code"
    )
    for pk, code in tied:
        ties[pk] += [code] if code else []
    found = defaultdict(list)
    for row in _in_order(rows.values()):
        steps = tuple(sorted(ties[row.history_id]))
        found[row.line_id].append(document.Item(text=row.text, label=row.label, steps=steps))
    return found


def _explanations_at(report: Report, at: datetime) -> list[document.Explanation]:
    history = _standing(Explanation.history.filter(report_id=report.pk), at)
    return [row.instance.document for row in history]


def _evidence_at(history: QuerySet, at: datetime) -> dict[int, list[document.Evidence]]:
    """Line id → what stood beside it, in order, in the words of then."""
    beside = _standing(history, at)
    named = Evidence.history.filter(id__in={row.evidence_id for row in beside})
    pieces = {row.id: row.instance for row in _standing(named, at)}
    found = defaultdict(list)
    for row in _in_order(beside):
        found[row.line_id].append(pieces[row.evidence_id].document)
    return found


def _in_order(rows: Iterable) -> list:
    return sorted(rows, key=lambda row: (row.order, row.id))

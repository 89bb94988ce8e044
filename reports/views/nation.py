"""The centre's pages of the nation in one round: matrix, map, trends, the day on which it is due."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from calendar_app.models import Round
from ita_portal import access, thai
from ita_portal.models import Province
from reports import actions, one_step
from reports.forms.nation import USUAL_WORDS, CallNoteForm, CallsFilter, NationFilter
from reports.nation import due_day, markup, tile_map, trends
from reports.nation.matrix import COUNT_LABELS, SHORT_LABELS, Matrix, StepTotal, matrix
from reports.nation.standing import standings
from reports.round_places import round_places
from reports.views import downloads, unsaved

# Rows on a page of the matrix: every province there is, with room.
ROWS_ON_A_PAGE = 200


# The matrix --------------------------------------------------------------------------------------


@access.centre
def round_matrix_page(request, pk):
    """ตารางภาพรวม: provinces × steps in words; what is shown is chosen in the address."""
    round_ = get_object_or_404(Round, pk=pk)
    today = timezone.localdate()
    every = standings(round_, today)
    form = NationFilter(request.GET, rows=every)
    found = matrix(round_, every, form.chosen())
    page = Paginator(found.rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    ways = one_step.addresses(round_)
    context = {
        **_frame(round_, "round_matrix_page"),
        "form": form,
        "matrix": found,
        "chosen": found.chosen.words(),
        "page": page,
        "rows": markup.rows_html(page.object_list, [step.code for step in found.steps]),
        "legend": _legend(found),
        "sum_labels": [COUNT_LABELS[kind] for kind in found.kinds],
        "heads": [(total, ways.get(total.step.code)) for total in found.totals],
        "sums": [(total, _counts(total, found.kinds)) for total in found.totals],
        "downloads": downloads.matrix_menu(round_, request.GET.urlencode()),
    }
    return render(request, "nation/matrix.html", context)


def _legend(found: Matrix) -> list[tuple[str, str, str]]:
    """(kind, words of the cells, in full) of what stands in the table in other words than its own."""
    return [
        (kind, SHORT_LABELS[kind], COUNT_LABELS[kind])
        for kind in found.kinds
        if SHORT_LABELS[kind] != COUNT_LABELS[kind]
    ]


def _counts(total: StepTotal, kinds: list[str]) -> list[str]:
    return [thai.to_thai_digits(total.count(kind)) for kind in kinds]


def _frame(round_: Round, current: str) -> dict:
    """What every page of a round shows above its own subject."""
    return {
        "round": round_,
        "places_of_round": round_places(round_, current),
        "now": timezone.localtime(),
    }


@access.centre
def round_matrix(request, pk):
    """The matrix as an Excel file."""
    return _matrix_file(request, pk, "xlsx")


@access.centre
def round_matrix_csv(request, pk):
    """The matrix as CSV."""
    return _matrix_file(request, pk, "csv")


def _matrix_file(request: HttpRequest, pk: int, name: str):
    round_ = get_object_or_404(Round, pk=pk)
    every = standings(round_, timezone.localdate())
    chosen = NationFilter(request.GET, rows=every).chosen()
    return downloads.matrix_response(request, round_, name, every, chosen)


# The map -----------------------------------------------------------------------------------------


@access.centre
def round_map(request, pk):
    """แผนที่: one square a province; what its colour and word tell is chosen in the address."""
    round_ = get_object_or_404(Round, pk=pk)
    by = request.GET.get("by", "")
    by = by if by in tile_map.BY else "state"
    without_office = Province.objects.filter(has_office=False)
    every = standings(round_, timezone.localdate())
    context = {
        **_frame(round_, "round_map"),
        "questions": tile_map.BY.items(),
        "by": by,
        "question": tile_map.BY[by],
        "map": tile_map.tile_map(round_, every, without_office, by),
    }
    return render(request, "nation/map.html", context)


# Trends ------------------------------------------------------------------------------------------

# Rounds that are laid side by side.
ROUNDS_SHOWN = 8


@access.centre
def round_trends(request, pk):
    """แนวโน้ม: this round and those before it, of the nation or a region, and this round by region."""
    round_ = get_object_or_404(Round, pk=pk)
    before = Q(fiscal_year__lt=round_.fiscal_year) | Q(
        fiscal_year=round_.fiscal_year, months__lte=round_.months
    )
    found = trends.trends(Round.objects.filter(before)[:ROUNDS_SHOWN], timezone.localdate())
    names = [one.name for one in found[0].regions]
    region = request.GET.get("region", "")
    region = region if region in names else ""
    context = {
        **_frame(round_, "round_trends"),
        "headings": trends.HEADINGS,
        "regions": names,
        "region": region,
        "where": region or trends.NATION,
        "by_round": trends.measures(one.of(region) for one in found),
        "by_region": trends.measures([*found[0].regions, found[0].nation]),
    }
    return render(request, "nation/trends.html", context)


# The day on which it is due ------------------------------------------------------------------------


@access.centre
def round_due_day(request, pk):
    """วันครบกำหนด: one row of numbers and the telephone list of the unfinished."""
    return _due_day(request, get_object_or_404(Round, pk=pk))


def _due_day(
    request: HttpRequest,
    round_: Round,
    *,
    refused: CallNoteForm | None = None,
    of: Province | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `refused` is the note `of` a province that could not be kept, with what was typed."""
    today = timezone.localdate()
    every = standings(round_, today)
    form = CallsFilter(request.GET, rows=every)
    chosen = form.chosen()
    shown = [row for row in every if chosen.takes(row)]
    calls = due_day.calls(shown, round_, today, order=form.ordered_by())
    if form.only_uncalled():
        calls = [call for call in calls if not call.was_called_today]
    is_listed = of is not None and any(call.standing.province == of for call in calls)
    context = {
        **_frame(round_, "round_due_day"),
        "form": form,
        "chosen": chosen.words(),
        "figures": due_day.figures(every, round_),
        "calls": [(call, _note_form(call.standing.province, refused, of)) for call in calls],
        "usual_words": USUAL_WORDS,
        "refused": refused,
        # What was typed for a province that is not on the list any more, to be copied.
        "unsent": refused["text"].value() if refused and not is_listed else "",
        "unsent_of": of,
    }
    return render(request, "nation/due_day.html", context, status=status)


def _note_form(home: Province, refused: CallNoteForm | None, of: Province | None) -> CallNoteForm:
    return refused if refused and home == of else CallNoteForm(auto_id=_auto_id(home))


def _auto_id(home: Province) -> str:
    return f"call-{home.slug}-%s"


@unsaved.words_kept(CallNoteForm, back="round_due_day", button="บันทึกการโทร")
@access.reviewer
@require_POST
def call_note(request, pk, slug):
    """A note of a call; leads back to the same place of the list."""
    round_ = get_object_or_404(Round, pk=pk)
    home = get_object_or_404(Province.objects.with_office(), slug=slug)
    form = CallNoteForm(request.POST, auto_id=_auto_id(home))
    if not form.is_valid():
        return _due_day(request, round_, refused=form, of=home, status=422)
    actions.calls.note_call(round=round_, province=home, by=request.user, **form.cleaned_data)
    messages.success(request, f"บันทึกการโทรถึง{home}แล้ว")
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse('round_due_day', args=[pk])}{asked}#call-{home.slug}")

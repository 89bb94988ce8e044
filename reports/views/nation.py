"""The centre's pages of the nation in one round: matrix, map, trends, the day on which it is due."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from calendar_app.models import Round
from ita_portal import access, thai
from reports.forms.nation import NationFilter
from reports.nation import markup
from reports.nation.matrix import COUNT_LABELS, SHORT_LABELS, Matrix, StepTotal, matrix
from reports.nation.standing import standings
from reports.round_places import round_places
from reports.views import downloads

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
    context = {
        **_frame(round_, "round_matrix_page"),
        "form": form,
        "matrix": found,
        "chosen": found.chosen.words(),
        "page": page,
        "rows": markup.rows_html(page.object_list, [step.code for step in found.steps]),
        "legend": _legend(found),
        "sum_labels": [COUNT_LABELS[kind] for kind in found.kinds],
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

"""The centre's books of a round: asking for one, watching it being made, taking it home."""

from dataclasses import dataclass

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from calendar_app.models import Round
from ita_portal import access
from reports import actions, book_recipes, books, overview, printing
from reports.forms.book import BookForm
from reports.models import Book
from reports.round_places import round_places
from reports.views import files

# Books of a round that its page lists, the newest.
MOST_LISTED = 60
# Seconds after which a browser without JavaScript asks again.
SOON, LATER = 3, 15

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One book as the page lists it, with what its recipe says of it."""

    book: Book
    recipe: books.Recipe

    @property
    def what(self) -> str:
        return books.KINDS[self.recipe.kind]

    @property
    def audience(self) -> str:
        return books.AUDIENCES[self.recipe.audience]

    @property
    def chosen(self) -> str:
        return books.CHOICES[self.recipe.chosen]

    @property
    def name(self) -> str:
        return self.recipe.file_names[0]


@access.centre
def round_book(request, pk):
    """What can be made of a round, and what was."""
    round_ = get_object_or_404(Round, pk=pk)
    return _page(request, round_, _form(round_))


@access.reviewer
@require_POST
def book_ask(request, pk):
    """A book is put into the queue, or found where it was made before; then its page."""
    round_ = get_object_or_404(Round, pk=pk)
    form = _form(round_, request.POST)
    if not form.is_valid():
        return _page(request, round_, form, status=422)
    recipe = book_recipes.recipe(round_, **form.wanted(), today=timezone.localdate())
    try:
        book = printing.ask_for_book(round=round_, recipe=recipe, by=request.user)
    except actions.Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, round_, form, status=422)
    return redirect("book", book.pk)


@access.centre
def book_page(request, pk):
    """How far a book is, and once it is made the way to its file: 202 until then."""
    book = _book(pk)
    context = {
        "round": book.round,
        "places_of_round": round_places(book.round, "round_book"),
        "listed": Listed(book, book.recipe),
        "book": book,
    }
    if book.pdf or book.print_problem:
        status = 200 if book.pdf else 409
        return _uncached(render(request, "book/page.html", context, status=status))
    place = printing.place_in_queue(book, timezone.now())
    context |= {"place": place, "seconds": LATER if place.stands_still else SOON}
    response = render(request, "book/page.html", context, status=202)
    response["Retry-After"] = str(context["seconds"])
    return _uncached(response)


@access.centre
def book_file(request, pk):
    """The file of a book, piece by piece; while there is none, its page."""
    book = _book(pk)
    try:
        file = book.pdf.open("rb") if book.pdf else None
    except FileNotFoundError:
        file = None
    if file is None:
        return redirect("book", pk)
    recipe = book.recipe
    response = FileResponse(file, content_type=TYPES[books.ENDINGS[recipe.kind]])
    response["Content-Disposition"] = files.disposition(*recipe.file_names, kind="attachment")
    response["Content-Length"] = book.size
    return _uncached(response)


def _book(pk: int) -> Book:
    return get_object_or_404(Book.objects.select_related("round", "asked_by"), pk=pk)


def _form(round_: Round, data=None) -> BookForm:
    return BookForm(data, rows=overview.province_rows(round_, timezone.localdate()))


def _page(
    request: HttpRequest, round_: Round, form: BookForm, *, status: int = 200
) -> HttpResponse:
    kept = round_.books.select_related("asked_by")[:MOST_LISTED]
    context = {
        "round": round_,
        "places_of_round": round_places(round_, "round_book"),
        "form": form,
        "may_ask": request.user.may_review,
        "books": [Listed(book, book.recipe) for book in kept],
    }
    return render(request, "book/round.html", context, status=status)


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response

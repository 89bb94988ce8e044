"""Looking for words in what the provinces have sent."""

from django.shortcuts import render

from ita_portal import access
from reports import search as searched
from reports.forms.search import SearchForm


@access.centre
def search(request):
    """Rows that hold the words, each leading to its report."""
    form = SearchForm(request.GET)
    page = _page(request.GET.get("page", ""))
    found = searched.results(form.wanted, page)
    pages = found.pages() if found else 0
    context = {
        "form": form,
        "results": found,
        "page": page,
        "pages": pages,
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if page < pages else None,
    }
    return render(request, "search/search.html", context)


def _page(typed: str) -> int:
    """The page of the address, counted from one; the first for what is no page."""
    is_number = typed.isascii() and typed.isdecimal() and len(typed) < 7
    return max(int(typed), 1) if is_number else 1

"""Pages for everyone: published reports, plans and calendars; and the way to one's own desk."""

from django.shortcuts import redirect, render

from ita_portal import access


@access.public
def home(request):
    """The front page; a signed-in person is led to their own desk."""
    if request.user.is_authenticated:
        return redirect("desk")
    return render(request, "public/home.html")


@access.signed_in
def desk(request):
    """Leads each person to where their work is."""
    return redirect("province_home" if request.user.of_a_province else "review_home")

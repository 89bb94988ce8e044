"""ตรวจสอบความถูกต้องของเอกสาร: everyone confirms a reference, and holds a file against it; no content is shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from ita_portal import access, uploads
from ita_portal.limits import Limit
from reports import verification
from reports.forms.verify import FileForm, ReferenceForm
from reports.models import Submission

# Who looks for references by trying, not by reading them off a paper. A whole office is one address.
UNKNOWN = Limit("unknown-references", most=30, seconds=5 * 60)
FILES = Limit("verified-files", most=60, seconds=5 * 60)


@access.public
def verify_home(request):
    """Where a reference is typed; one that was typed leads to its own page."""
    if UNKNOWN.is_reached(request):
        return _too_often(request)
    if "reference" not in request.GET:
        return _form_page(request, ReferenceForm())
    form = ReferenceForm(request.GET)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    return redirect("verify", form.cleaned_data["reference"])


@access.public
def verify(request, reference):
    """What a reference names and how it stands, at an address for good."""
    if UNKNOWN.is_reached(request):
        return _too_often(request)
    known_as = verification.normalised(reference)
    if known_as and known_as != reference:
        return redirect("verify", known_as)
    submission = verification.find(known_as) if known_as else None
    if submission is None:
        return _unknown(request, reference)
    return _standing_page(request, submission)


@access.public
@require_POST
def verify_file(request, reference):
    """Whether a file is, byte for byte, what the portal gave out of this submission; nothing is kept."""
    if UNKNOWN.is_reached(request) or FILES.is_reached(request):
        return _too_often(request)
    submission = verification.find(verification.normalised(reference))
    if submission is None:
        return _unknown(request, reference)
    FILES.count(request)
    form = FileForm(
        request.POST, request.FILES, was_too_large=uploads.was_too_large(request, "file")
    )
    if not form.is_valid():
        return _standing_page(request, submission, status=422, form=form)
    found = verification.name_of(form.cleaned_data["file"].read(), submission)
    return _standing_page(request, submission, form=FileForm(), is_checked=True, found=found)


def _form_page(request: HttpRequest, form: ReferenceForm, *, status: int = 200) -> HttpResponse:
    return render(request, "verify/home.html", {"form": form}, status=status)


def _unknown(request: HttpRequest, reference: str) -> HttpResponse:
    UNKNOWN.count(request)
    context = {"form": ReferenceForm(initial={"reference": reference}), "unknown": reference}
    return render(request, "verify/home.html", context, status=404)


def _too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "verify/too_often.html", status=429)


def _standing_page(
    request: HttpRequest, submission: Submission, *, status: int = 200, **extra
) -> HttpResponse:
    context = {
        "submission": submission,
        "standing": verification.standing(submission, timezone.localdate()),
        "facts": verification.facts(submission),
        "seal": verification.seal(submission),
        "form": FileForm(),
        **extra,
    }
    return render(request, "verify/standing.html", context, status=status)

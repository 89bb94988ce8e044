"""The centre's mail: its words, its days, who would get what, the outbox, the text for the chat group."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from calendar_app import workdays
from calendar_app.models import Round
from ita_portal import access
from ita_portal.models import Province, Role
from ita_portal.views.kept import words_kept
from reports import actions, mail_pages, mail_words, mailing
from reports.chat_text import chat_text
from reports.forms.mail import DayForm, OutboxFilter, RulesForm, WordingForm
from reports.models import MailMessage
from reports.unfinished import unfinished

PLACES = (
    ("ภาพรวม", "mail_home"),
    ("ใครจะได้รับ", "mail_day"),
    ("จดหมายออก", "mail_outbox"),
    ("ข้อความสำหรับกลุ่มสนทนา", "mail_chat"),
)


def _page(request: HttpRequest, name: str, context: dict, *, status: int = 200) -> HttpResponse:
    """With what every page of mail says: whether it is on, the way to the others."""
    shared = {
        "mail_on": settings.MAIL_ON,
        "mail_places": PLACES,
        "here": name,
        "may_word": request.user.role == Role.CENTRAL_ADMIN,
    }
    return render(request, f"mail/{name}.html", shared | context, status=status)


@access.centre
def mail_home(request):
    """Whether mail is on, its kinds with their words, the days of reminders, whom no mail reaches."""
    return _home(request)


def _home(request: HttpRequest, *, rules: RulesForm | None = None, status: int = 200):
    context = {
        "kinds": mail_pages.kinds(),
        "rules": rules or _rules_form(),
        "counts": mail_pages.state_counts(),
        "unreached": mail_pages.offices_without_address(),
    }
    return _page(request, "mail_home", context, status=status)


def _rules_form(typed=None) -> RulesForm:
    known = {days: (mailing.rule_words(days), on) for days, on in mailing.rules().items()}
    return RulesForm(typed, rules=known)


@words_kept(RulesForm, back="mail_home", button="บันทึกวันที่เตือน")
@access.central_admin
@require_POST
def mail_rules(request):
    """The days on which reminders go: all boxes of the page, and one more."""
    form = _rules_form(request.POST)
    if not form.is_valid():
        return _home(request, rules=form, status=422)
    for days, is_on in form.chosen().items():
        actions.mail.set_rule(days=days, is_on=is_on, by=request.user)
    messages.success(request, "บันทึกวันที่เตือนแล้ว")
    return redirect("mail_home")


# Wordings ----------------------------------------------------------------------------------------


@access.centre
def mail_wording(request, kind):
    """The words of one kind, filled in for a province beside them."""
    _known(kind)
    return _wording_page(request, kind, None)


@words_kept(WordingForm, back="mail_home", button="บันทึกถ้อยคำ")
@access.central_admin
@require_POST
def mail_save(request, kind):
    """The words as typed hold from now on."""
    _known(kind)
    return _with_words(request, kind, _save)


def _save(request: HttpRequest, kind: str, form: WordingForm) -> HttpResponse:
    version = form.cleaned_data["version"]
    actions.mail.save_wording(kind=kind, words=form.words, version=version, by=request.user)
    messages.success(request, f"บันทึกถ้อยคำของ “{mail_words.KIND_LABELS[kind]}” แล้ว")
    return redirect("mail_wording", kind)


@words_kept(WordingForm, back="mail_home", button="ดูตัวอย่าง")
@access.central_admin
@require_POST
def mail_preview(request, kind):
    """The words as typed, filled in; nothing is saved."""
    _known(kind)
    return _with_words(
        request, kind, lambda request, kind, form: _wording_page(request, kind, form)
    )


@words_kept(WordingForm, back="mail_home", button="ส่งทดสอบถึงตนเอง")
@access.central_admin
@require_POST
def mail_test(request, kind):
    """The words as typed, filled in and sent to oneself; nothing is saved."""
    _known(kind)
    return _with_words(request, kind, _test)


def _test(request: HttpRequest, kind: str, form: WordingForm) -> HttpResponse:
    values = mail_pages.sample(kind, form.cleaned_data["province"], request.user)
    message = actions.mail.send_test(kind=kind, words=form.words, values=values, by=request.user)
    said = f"จะส่งทดสอบถึง {message.address} ภายในหนึ่งนาที ถ้อยคำยังไม่ได้บันทึก"
    return _wording_page(request, kind, form, said=said)


@access.central_admin
@require_POST
def mail_standard(request, kind):
    """Back to the standard words."""
    _known(kind)
    actions.mail.standard_wording(kind=kind, by=request.user)
    messages.success(request, "กลับไปใช้ถ้อยคำมาตรฐานแล้ว ถ้อยคำเดิมยังอยู่ในประวัติ")
    return redirect("mail_wording", kind)


def _known(kind: str) -> None:
    if kind not in mail_words.KIND_LABELS:
        raise Http404


Act = Callable[[HttpRequest, str, WordingForm], HttpResponse]


def _with_words(request: HttpRequest, kind: str, act: Act) -> HttpResponse:
    """Do it with the words that were typed; what is refused stands in its boxes."""
    form = WordingForm(request.POST, kind=kind)
    if not form.is_valid():
        return _wording_page(request, kind, form, status=422)
    try:
        return act(request, kind, form)
    except actions.Refused as refused:
        form.add_error(None, refused.message)
        return _wording_page(request, kind, form, status=409)


def _wording_page(
    request: HttpRequest, kind: str, form: WordingForm | None, *, status: int = 200, said: str = ""
) -> HttpResponse:
    current = mail_pages.kind_of(kind)
    slug = request.POST.get("province", "") or request.GET.get("province", "")
    words = form.words if form is not None and form.is_valid() else current.words
    values = mail_pages.sample(kind, slug, request.user)
    if form is None:
        shown = {"subject": current.words.subject, "body": current.words.body}
        form = WordingForm(
            initial={**shown, "version": current.version, "province": slug}, kind=kind
        )
    context = {
        "kind": current,
        "form": form,
        "said": said,
        "filled_in": mail_words.places_of(kind),
        "preview": mail_pages.filled(words, values) if values else None,
        "of_provinces": kind != mail_words.DIGEST,
        "provinces": list(Province.objects.with_office()),
        "slug": slug,
        "is_standard": current.words == mail_words.STANDARD[kind],
    }
    return _page(request, "mail_wording", context, status=status)


# Who would get what ------------------------------------------------------------------------------


@access.centre
def mail_day(request):
    """Everyone who would be reminded on a day, tomorrow unless another is chosen; whom no mail would reach."""
    today = timezone.localdate()
    tomorrow = today + workdays.A_DAY
    form = DayForm(request.GET if "day" in request.GET else None)
    day = (form.cleaned_data["day"] if form.is_bound and form.is_valid() else None) or tomorrow
    context = {"form": form, "list": mail_pages.mail_day(day, today), "tomorrow": tomorrow}
    return _page(request, "mail_day", context)


# The outbox --------------------------------------------------------------------------------------


@access.centre
def mail_outbox(request):
    """Every message with where it stands; the state is chosen in the address."""
    form = OutboxFilter(request.GET)
    state = form.chosen()
    pages = Paginator(mail_pages.outbox(state), mail_pages.A_PAGE)
    context = {
        "form": form,
        "state": state,
        "counts": mail_pages.state_counts(),
        "page": pages.get_page(request.GET.get("page")),
        "may_act": request.user.may_review,
    }
    return _page(request, "mail_outbox", context)


@access.reviewer
@require_POST
def mail_again(request, pk):
    """ส่งอีกครั้ง."""
    message = get_object_or_404(MailMessage, pk=pk)
    said = f"จะส่งถึง {message.address} อีกครั้งภายในหนึ่งนาที"
    return _act(request, lambda: actions.mail.send_again(message=message, by=request.user), said)


@access.reviewer
@require_POST
def mail_cancel(request, pk):
    """ยกเลิก what has not left."""
    message = get_object_or_404(MailMessage, pk=pk)
    said = f"ยกเลิกจดหมายถึง {message.address} แล้ว"
    return _act(request, lambda: actions.mail.cancel(message=message, by=request.user), said)


def _act(request: HttpRequest, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except actions.Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, said)
    return redirect("mail_outbox")


# The chat group ----------------------------------------------------------------------------------


@access.centre
def mail_chat(request):
    """A text ready to paste: the round, its due date, who is still awaited by region."""
    today = timezone.localdate()
    rounds = list(Round.objects.taking_reports(today))
    asked = request.GET.get("round", "")
    round_ = next((one for one in rounds if str(one.pk) == asked), next(iter(rounds), None))
    context = {"rounds": rounds, "round": round_}
    if round_:
        context["text"] = chat_text(
            round_,
            unfinished(round_),
            Province.objects.with_office().count(),
            today,
            actions.notices.receiver(round_),
        )
    return _page(request, "mail_chat", context)

"""Rows that save themselves while they are written in: the same forms and actions as the editor's button, small JSON.

POST province/reports/<pk>/autosave/ takes what the editor's form would send of one row or more (names as
in reports/forms/rows.py), as a form, with the CSRF token as csrfmiddlewaretoken or X-CSRFToken:

    l5-version=3                   the version that the text was typed over
    l5-digest=…                    as the page or the last answer gave it
    l5-result=…, l5-item-7=…, …    every box of the row
    l5-also-7=8                    step texts that came of box l5-item-7 by earlier answers
    l5-sent={"result": ["…"], …}   repeated: the boxes as sent before without an answer, oldest first
    person=12                      the account the page was made for; optional
    c9-version, c9-digest, c9-reply     the answer to a question of the centre, kept like a row
    mine=l5 | theirs=l5 | joined=l5 with l5-theirs=4 and l5-joined-result=…     the choice between two texts

200: {"answer": "done", "saved": "บันทึกแล้ว ๑๔:๐๒ น.", "last_saved": "…", "notice": "", "standing": {},
"rows": {"l5": {…}}}. After a change that took the report back from the head, `notice` is the sentence for it and
`standing` holds badge and steps, HTML that shows where it stands now.
The rows are those that were posted; `outcome` of each is

    saved      it says now what was sent. version, digest: to be sent from now on. also: box → ids of further
               step texts. notes: window box → HTML below it. fields: only after a choice, box → values.
    conflict   another person changed it before; nothing of the row was written. html: both texts, to
               choose from. theirs: the version of the other text.
    problem    it cannot be kept. problems: box → Thai sentence; notes as above.
    gone       it is not in the table any more. html: what can be done.
    untouched  nothing was typed into it, by its digest.
    theirs     the answer to theirs=…: version, digest, fields as they are stored, notes.

What stands in l5-sent is how a person's own text is told from another's: where the row says just that, the
new text goes on from it; and a request that was given up and arrives late finds a newer version.

401 {"answer": "signed_out", "sentence", "sign_in"} · 403 {"answer": "renewed", "token"}: signed in anew, send
again with this token · 403 {"answer": "other_account"} · 404 {"answer": "other_account"}: of another province ·
409 {"answer": "not_editable", "sentence"} · 405 for anything but POST. Nothing is written by any of these.

POST province/reports/<pk>/compare/ takes the same and writes nothing: for each row {"outcome": "same"}, or
"differs" or "gone" with html. l5-typed_at is when it was typed, in milliseconds since 1970.
"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ita_portal import access, thai, unsaved
from reports import actions
from reports.forms import cells, markup, rows, shown, table
from reports.forms.cells import Fields
from reports.forms.rows import Posted
from reports.models import Comment, Group, Line, Report
from reports.views import saving
from reports.views.editor import own_report
from reports.views.saving import Attempt, calendar_of

STATUS = {unsaved.SIGNED_OUT.title: 401}
ANSWERS = {unsaved.SIGNED_OUT.advice: "signed_out", unsaved.SENT_TOO_LATE.advice: "renewed"}
TAKEN_BACK = "มีการแก้ไขหลังเสนอหัวหน้าสำนักงาน เมื่อแก้ไขเสร็จแล้วต้องเสนอใหม่อีกครั้ง"


def refused(request: HttpRequest, why: unsaved.Why) -> HttpResponse:
    """What a page that saves by itself is told instead of being shown a page of unsaved text."""
    answer = {"answer": ANSWERS.get(why.advice, "other_account"), "sentence": why.title}
    if why == unsaved.SIGNED_OUT:
        answer["sign_in"] = reverse("account_login")
    if why == unsaved.SENT_TOO_LATE:
        answer["token"] = get_token(request)
    return JsonResponse(answer, status=STATUS.get(why.title, why.status))


@unsaved.kept_on(refused)
@access.province_people
@require_POST
def report_autosave(request, pk):
    report = own_report(request, pk)
    if _is_anothers(request):
        return refused(request, unsaved.OTHER_ACCOUNT)
    if not report.is_editable:
        return _not_editable(actions.NotEditable())
    was_handed_over = report.is_handed_over
    try:
        attempt = saving.write_typed(report, request)
    except actions.NotEditable as refusal:
        return _not_editable(refusal)
    is_taken_back = was_handed_over and not attempt.report.is_handed_over
    return JsonResponse(
        {
            "answer": "done",
            "saved": f"บันทึกแล้ว {thai.write_time(timezone.now())}",
            "last_saved": _last_saved(attempt.report),
            "notice": TAKEN_BACK if is_taken_back else "",
            "standing": _standing(attempt.report) if is_taken_back else {},
            "rows": Answer(attempt, rows.posted_rows(request.POST)).rows(),
        }
    )


@unsaved.kept_on(refused)
@access.province_people
@require_POST
def report_compare(request, pk):
    """Texts that a browser kept beside what is stored: the same, or both to choose from."""
    report = own_report(request, pk)
    if _is_anothers(request):
        return refused(request, unsaved.OTHER_ACCOUNT)
    if not report.is_editable:
        return _not_editable(actions.NotEditable())
    form = saving.read(report, request)
    answer = {prefix: {"outcome": "same"} for prefix in rows.posted_rows(request.POST)}
    return JsonResponse({"answer": "done", "rows": answer | _beside(report, form)})


def _is_anothers(request: HttpRequest) -> bool:
    """Whether the page was made for an account other than the one that is signed in now."""
    person = request.POST.get("person", "")
    return bool(person) and person != str(request.user.pk)


def _not_editable(refusal: actions.NotEditable) -> HttpResponse:
    answer = {"answer": "not_editable", "sentence": f"{refusal.message} ข้อความที่พิมพ์ยังอยู่"}
    return JsonResponse(answer, status=409)


def _standing(report: Report) -> dict[str, str]:
    """Where the report stands now, as the head of the editor shows it: badge and steps, HTML."""
    where = {"state_key": report.state_key, "label": report.state_label}
    return {
        "badge": render_to_string("_components/state_badge.html", where).strip(),
        "steps": render_to_string("_components/steps.html", where).strip(),
    }


def _last_saved(report: Report) -> str:
    return render_to_string("province/_last_saved.html", {"report": report}).strip()


def _beside(report: Report, form: rows.TableForm) -> dict[str, dict]:
    """Of each row that says something else than what is stored: both texts, or that it is gone."""
    differing = {
        prefix: posted
        for prefix, posted in form.touched.items()
        if prefix in form.problems or not form.says_same(prefix)
    }
    conflicts = dict.fromkeys(differing, actions.Conflict(None, None))
    typed = shown.Typed(differing, form.problems, conflicts, is_kept=True)
    view = shown.Shown(report, form.table, calendar_of(report), typed)
    asked = _questions(form, differing)
    view.questions = asked
    found = {prefix: ("differs", html) for prefix, html in _choices(view, differing, asked).items()}
    found |= {
        lost.prefix: ("gone", render_to_string("province/_lost.html", {"lost_row": lost}))
        for lost in view.lost()
    }
    return {prefix: {"outcome": outcome, "html": html} for prefix, (outcome, html) in found.items()}


def _questions(form: rows.TableForm, prefixes) -> dict[int, Comment]:
    """The questions whose answers stand among these rows."""
    asked = [int(prefix[1:]) for prefix in prefixes if rows.is_question(prefix)]
    return {pk: form.questions[pk] for pk in asked if pk in form.questions}


def _choices(view: shown.Shown, prefixes, asked: Mapping[int, Comment]) -> dict[str, str]:
    """Prefix → both texts of the row as HTML, for rows that are in the table and answers to what was asked."""
    groups = view.groups_of(prefixes)
    found = [group.clash for group in groups]
    found += [line.clash for group in groups for line in group.lines]
    found += [view.details_clash(), *map(view.question_clash, asked.values())]
    return {one.prefix: markup.choice(one) for one in found if one}


def _gone(posted: Posted) -> str:
    lost = {"prefix": posted.prefix, "is_line": posted.prefix.startswith("l")}
    return render_to_string("province/_gone.html", {"lost_row": lost})


class Answer:
    """What is answered of each posted row."""

    def __init__(self, attempt: Attempt, posted: Mapping[str, Posted]) -> None:
        self.attempt = attempt
        self.posted = posted
        self.data = attempt.form.data
        report = attempt.report
        self.table = table.rows_of(report)
        self.calendar = calendar_of(report)
        typed = attempt.typed()
        self.view = shown.Shown(report, self.table, self.calendar, typed, alone=self._alone())
        self.asked = _questions(attempt.form, self.posted)
        self.html = _choices(self.view, attempt.conflicts, self.asked)
        self.notes = self._notes()

    def _alone(self) -> int | None:
        """The row whose own page this is: only that has a box for its answer."""
        return next((one.pk for one in self.posted.values() if "answer" in one.fields), None)

    def rows(self) -> dict[str, dict]:
        return {prefix: self._row(prefix, posted) for prefix, posted in self.posted.items()}

    def _row(self, prefix: str, posted: Posted) -> dict:
        if prefix == self.data.get("theirs"):
            return self._theirs(prefix)
        if prefix not in self.attempt.form.touched:
            return {"outcome": "untouched"}
        if prefix in self.attempt.form.problems:
            problems = self.attempt.form.problems[prefix]
            sentences = {box: thai.thai_digits_in_text(it.message) for box, it in problems.items()}
            return self._noted("problem", prefix, problems=sentences)
        if prefix in self.attempt.conflicts:
            if prefix not in self.html:
                return {"outcome": "gone", "html": _gone(posted)}
            theirs = self._version(prefix)
            return self._noted("conflict", prefix, html=self.html[prefix], theirs=theirs)
        return self._saved(prefix)

    def _saved(self, prefix: str) -> dict:
        form, kept = self.attempt.form, self.attempt.kept.get(prefix)
        fields = form.acknowledged(prefix, kept.items if kept else ())
        also = {
            box.removeprefix(rows.ALSO): it
            for box, it in fields.items()
            if box.startswith(rows.ALSO)
        }
        chosen = {prefix} & {self.data.get("mine"), self.data.get("joined")}
        is_chosen = chosen or self.data.get("offer", "").startswith(f"{prefix}-")
        return self._noted(
            "saved",
            prefix,
            version=str(kept.version) if kept else self._version(prefix),
            digest=cells.digest(fields),
            also=also,
            **({"fields": fields} if is_chosen else {}),
        )

    def _theirs(self, prefix: str) -> dict:
        fields = self._stored(prefix)
        if fields is None:
            return {"outcome": "gone", "html": _gone(self.posted[prefix])}
        version, digest = self._version(prefix), cells.digest(fields)
        return self._noted("theirs", prefix, version=version, digest=digest, fields=fields)

    def _noted(self, outcome: str, prefix: str, **said) -> dict:
        boxes = [f"{prefix}-{box}" for box in self.posted[prefix].fields]
        notes = {name: self.notes[name] for name in boxes if name in self.notes}
        return {"outcome": outcome, **said, "notes": notes}

    def _notes(self) -> dict[str, str]:
        """Box → what stands below it, for every window and every box that cannot be kept."""
        groups = self.view.groups_of(self.posted)
        boxes = [box for group in groups for box in (group.official, group.provincial)]
        noted = {box.name: markup.notes(box) for box in boxes}
        others = [box for group in groups for line in group.lines for box in line.boxes]
        others += self.view.details().values()
        others += map(self.view.question_box, self.asked.values())
        return noted | {box.name: markup.notes(box) for box in others if box.error}

    def _row_of(self, prefix: str) -> Group | Line | None:
        groups = {rows.group_prefix(group): group for group in self.table}
        lines = {rows.line_prefix(line): line for group in self.table for line in group.rows}
        return (groups | lines).get(prefix)

    def _version(self, prefix: str) -> str:
        if prefix == "details":
            return actions.details_token(self.attempt.report)
        if rows.is_question(prefix):
            return str(self.asked[int(prefix[1:])].version)
        row = self._row_of(prefix)
        return str(row.version) if row else ""

    def _stored(self, prefix: str) -> Fields | None:
        if prefix == "details":
            return rows.details_fields(self.attempt.report)
        if rows.is_question(prefix):
            question = self.asked.get(int(prefix[1:]))
            return rows.question_fields(question) if question else None
        row = self._row_of(prefix)
        if isinstance(row, Line):
            return rows.line_fields(row, ticks=self.calendar if row.pk == self._alone() else None)
        return rows.group_fields(row) if row else None

"""The demo: real people's accounts for four provinces, the four sample documents, 72 plain samples.

Everything goes through the actions, so the demo holds nothing the portal could not have made. Only
the clock is put right afterwards for the round of 2566, whose days have passed. PDFs are printed
afterwards by the worker, the oldest submission first: those of the sample documents.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import cache

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from calendar_app import actions as calendars
from calendar_app import plan_actions
from calendar_app.models import Round
from ita_portal import actions as people
from ita_portal import thai
from ita_portal.accounts import DEMO_PASSWORD
from ita_portal.models import Province, Role, User
from reports import actions, checks, content, document, explained
from reports.management import reference
from reports.models import Line, Report

CLERK = "เจ้าหน้าที่จังหวัด"
SEED_PROVINCES = ("lamphun", "samut-prakan", "roi-et", "yasothon")
CENTRE = [
    ("reviewer", Role.REVIEWER, "ผู้ตรวจรายงาน"),
    ("reviewer-2", Role.REVIEWER, "ผู้ตรวจรายงาน คนที่ ๒"),
    ("reviewer-3", Role.REVIEWER, "ผู้ตรวจรายงาน คนที่ ๓"),
    ("central", Role.CENTRAL_ADMIN, "ผู้ดูแลระบบส่วนกลาง"),
    ("inspector", Role.INSPECTOR, "ผู้ตรวจราชการ"),
]
# Regions by reviewer. Anyone may review any: this only orders their work.
ASSIGNED = {
    "reviewer": ["ภาคเหนือ", "ภาคตะวันออก"],
    "reviewer-2": ["ภาคกลาง", "ภาคใต้ชายแดน"],
    "reviewer-3": ["ภาคตะวันออกเฉียงเหนือ", "ภาคใต้"],
}
# The demo's open round is due this many days after the demo was made; the real due date is not known.
DAYS_LEFT = 14


def is_there() -> bool:
    return User.objects.filter(username="lamphun").exists()


def accounts() -> list[tuple[str, str]]:
    """User name and what the account is, of everyone who can sign in to the demo."""
    return [(user.username, _describe(user)) for user in _people_who_sign_in()]


def _people_who_sign_in() -> Iterator[User]:
    names = [name for name, _, _ in CENTRE]
    names += [name for slug in SEED_PROVINCES for name in (slug, f"{slug}-head")]
    found = {user.username: user for user in User.objects.select_related("province")}
    return (found[name] for name in sorted(names, key=_desk_first) if name in found)


def _desk_first(name: str) -> tuple[bool, int]:
    slug = name.removesuffix("-head")
    return slug not in SEED_PROVINCES, SEED_PROVINCES.index(slug) if slug in SEED_PROVINCES else 0


def _describe(user: User) -> str:
    return f"{user.get_role_display()} {user.province or ''}".strip()


def make() -> None:
    """Reference data, people, reports in mixed states and the plan of Yasothon."""
    reference.load()
    _set_days(Round.objects.get(fiscal_year=2567, months=6))
    make_people()
    make_assignments()
    make_changes_of_people()
    make_plan("plans/yasothon-2566.json")
    make_seed_reports()
    for number, province in enumerate(_other_provinces()):
        make_sample(province, number)


def _set_days(round_: Round) -> None:
    today = timezone.localdate()
    round_.opens_on = today - timedelta(days=30)
    round_.due_on = today + timedelta(days=DAYS_LEFT)
    calendars.save_round(round=round_, by=None)


def make_people() -> None:
    for username, role, name in CENTRE:
        _person(username, role, None, name, name, signs_in=True)
    for province in Province.objects.with_office():
        seed = province.slug in SEED_PROVINCES
        head = f"หัวหน้าสำนักงานจังหวัด{province.name}"
        if seed:
            _person(province.slug, Role.PROVINCE_STAFF, province, CLERK, CLERK, signs_in=True)
        name = f"{province.slug}-head"
        _person(name, Role.PROVINCE_HEAD, province, "หัวหน้าสำนักงาน", head, signs_in=seed)


def make_assignments() -> None:
    for username, regions in ASSIGNED.items():
        provinces = Province.objects.with_office().filter(region__in=regions)
        actions.assignments.assign(
            provinces=list(provinces), to=_user(username), by=_user("central")
        )


def make_changes_of_people() -> None:
    """A clerk of Roi Et who has not used the code yet, and a new head that Samut Prakan proposes."""
    people.invite(
        by=_user("roi-et-head"),
        username="roi-et-2",
        title="",
        name="เจ้าหน้าที่คนใหม่ (บัญชีตัวอย่าง)",
        post=CLERK,
    )
    clerk, head = _user("samut-prakan"), _user("samut-prakan-head")
    candidate = people.Candidate(clerk, clerk.title, clerk.name, post=head.post)
    people.propose_head(by=head, candidate=candidate, words="คำสั่งแต่งตั้ง (ข้อมูลตัวอย่าง)")


def _person(username, role, province, name, post, *, signs_in: bool) -> User:
    person = User(
        username=username,
        role=role,
        province=province,
        name=f"{name} (บัญชีตัวอย่าง)",
        post=post,
        is_active=signs_in,
        password=_hashed() if signs_in else "",
    )
    return people.save_person(person=person, by=None)


@cache
def _hashed() -> str:
    """The one demo password, hashed once: hashing is slow on purpose."""
    return make_password(DEMO_PASSWORD)


def make_plan(name: str) -> None:
    data = reference.read(name)
    clerk = _user(data["province"])
    plan = plan_actions.start(fiscal_year=data["fiscal_year"], by=clerk, from_calendar=False)
    around = {name: cell for name, cell in data["raw"].items() if not name.startswith("phases[")}
    plan_actions.fill(
        schedule=plan,
        by=clerk,
        plan=plan_actions.PlanContent(
            **{name: data[name] for name in ("title", "intro", "footnote", "issuer")},
            phases=tuple(_phase(data, place) for place in range(len(data["phases"]))),
            raw={"columns": data["columns_raw"]} | around,
        ),
    )


def _phase(data: dict, place: int) -> plan_actions.PhaseContent:
    phase = data["phases"][place]
    activities = [
        plan_actions.ActivityContent(
            text=one["text"],
            responsible=one["responsible"],
            windows=tuple(map(reference.window, one["windows"])),
            steps=tuple(one["steps"]),
            raw=data["raw"].get(f"phases[{place}].activities[{number}]", {}),
        )
        for number, one in enumerate(phase["activities"])
    ]
    return plan_actions.PhaseContent(phase["title"], tuple(activities))


def make_seed_reports() -> None:
    make_seed_report("lamphun", 2567)
    _accept(_submit(make_seed_report("samut-prakan", 2567)))
    report = _accept(_submit(make_seed_report("roi-et", 2566)))
    _set_clock(report, report.round.due_on - timedelta(days=5))
    calendars.close_round(
        round=report.round, by=_user("central"), reason="สิ้นสุดการรับรายงานของปีงบประมาณ (ข้อมูลตัวอย่าง)"
    )


def make_seed_report(slug: str, year: int) -> Report:
    data = reference.read(f"reports/{slug}-{year}-6.json")
    clerk = _user(slug)
    round_ = Round.objects.get(fiscal_year=year, months=6)
    report = actions.start(round=round_, by=clerk, today=timezone.localdate())
    paper = document.from_dict(data["document"])
    rows = {path: cells for path, cells in data["raw"].items() if path.startswith("groups[")}
    report = actions.fill(report=report, by=clerk, content=paper, raw=rows)
    report.raw = {"columns": data["columns_raw"]}
    report.raw |= {name: text for name, text in data["raw"].items() if name not in rows}
    report.save(update_fields=["raw"])
    return report


def _other_provinces():
    return Province.objects.with_office().exclude(slug__in=SEED_PROVINCES)


def make_sample(province: Province, number: int) -> None:
    """A report in one of seven stages, so that every list shows every state."""
    stages = [_leave, _draft, _hand_over, _submit, _take, _return, _accept_sample, _accept_sample]
    stage = stages[number % len(stages)]
    if stage is not _leave:
        stage(_sample(province))


def _sample(province: Province) -> Report:
    head = _user(f"{province.slug}-head")
    round_ = Round.objects.get(fiscal_year=2567, months=6)
    report = actions.start(round=round_, by=head, today=timezone.localdate())
    edits = [sample_edit(line, province) for line in lines(report)]
    return actions.save(report=report, by=head, lines=edits).report


def lines(report: Report):
    lines = Line.objects.filter(group__report=report, status="")
    return lines.select_related("group").prefetch_related("items")


def sample_edit(line: Line, province: Province) -> actions.LineEdit:
    today_is_past = (
        line.group.official_end and line.group.official_end <= line.group.report.round.as_of
    )
    items = tuple(
        actions.ItemEdit(text=item.text, label=item.label, item=item.pk)
        for item in line.items.all()
    )
    return actions.LineEdit(
        line=line.pk,
        version=line.version,
        items=items,
        result=f"(ข้อความตัวอย่าง) จังหวัด{province.name}ดำเนินการตามขั้นตอนนี้ในระบบสาธิต ไม่ใช่ผลการดำเนินการจริง",
        status="done" if today_is_past else "in_progress",
    )


def _leave(report: Report) -> None:
    """A province that has not begun."""


def _draft(report: Report) -> Report:
    return report


def _hand_over(report: Report) -> Report:
    # The sample provinces have no clerk who could sign in; a hand-over needs one.
    province = report.province
    role = Role.PROVINCE_STAFF
    clerk = _person(province.slug, role, province, CLERK, CLERK, signs_in=False)
    return actions.hand_over(report=report, by=clerk, version=report.version)


# What the demo's offices say to what may not go on its way without a word.
NOTES = {
    "respondent_code": "(ข้อมูลตัวอย่าง) เอกสารต้นฉบับพิมพ์รหัสนี้ไว้ แบบวัดของปีนั้นปิดรับคำตอบแล้ว",
    "done_early": "(ข้อมูลตัวอย่าง) เอกสารต้นฉบับรายงานว่าดำเนินการแล้วก่อนสิ้นสุดช่วงระยะเวลา",
}


def explain(report: Report, by: User) -> Report:
    """Every finding that needs a word gets an honest one."""
    draft = content.draft(report)
    wanted = explained.with_notes(explained.unexplained(draft), draft)
    if not wanted:
        return report
    said = [actions.Said(one.mark, NOTES[one.finding.code], one.token) for one in wanted]
    return actions.explain(report=report, by=by, said=said).report


def _submit(report: Report) -> Report:
    head = _user(f"{report.province.slug}-head")
    report = explain(report, head)
    actions.submit(report=report, by=head, version=report.version)
    report.refresh_from_db()
    return report


def _take(report: Report) -> Report:
    return actions.take(report=_submit(report), by=_user("reviewer"))


def _return(report: Report) -> Report:
    report = _take(report)
    return actions.return_to_province(
        report=report,
        by=_user("reviewer"),
        submission=actions.latest(report).pk,
        comment="(ข้อความตัวอย่าง) โปรดระบุวันที่ดำเนินการของลำดับที่ ๓ และแนบเลขที่หนังสือ",
    )


def _accept_sample(report: Report) -> Report:
    return _accept(_submit(report))


def _accept(report: Report) -> Report:
    submission = actions.latest(report)
    secrets = checks.secrets(submission.as_public.document)
    actions.accept(
        report=report,
        by=_user("reviewer"),
        submission=submission.pk,
        acknowledged=checks.acknowledgement(secrets) if secrets else "",
    )
    report.refresh_from_db()
    return report


def _set_clock(report: Report, day) -> None:
    """Put the moves of a report on a day of its round."""
    moment = timezone.make_aware(datetime.combine(day, time(14, 2)), thai.BANGKOK)
    submission = report.accepted
    submission.submitted_at = submission.accepted_at = moment
    submission.published_on, submission.days_late = day, 0
    submission.save(update_fields=["submitted_at", "accepted_at", "published_on", "days_late"])
    report.changed_at = moment
    report.save(update_fields=["changed_at"])
    for change in report.state_changes.all():
        change.at = moment
        change.save(update_fields=["at"])


def _user(username: str) -> User:
    return User.objects.select_related("province").get(username=username)

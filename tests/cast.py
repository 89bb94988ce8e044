"""The small named cast of the tests: two provinces, their people, the centre, a round, a report."""

from datetime import UTC, date, datetime

from calendar_app.models import CalendarRevision, CalendarStep, RevisionStep, Round
from ita_portal import thai
from ita_portal.models import Province, Role, User
from reports import actions, content
from reports.models import Report

PASSWORD = "a-long-test-password"
TODAY = date(2024, 4, 10)


def province(*, slug="lamphun", name="ลำพูน", code="51", **fields) -> Province:
    found = Province.objects.filter(slug=slug).first()
    return found or Province.objects.create(
        slug=slug,
        name=name,
        code=code,
        iso=f"TH-{code}",
        name_en=slug.title(),
        abbr=code,
        region=fields.pop("region", "ภาคเหนือ"),
        **fields,
    )


def lamphun() -> Province:
    return province()


def roi_et() -> Province:
    return province(slug="roi-et", name="ร้อยเอ็ด", code="45", region="ภาคตะวันออกเฉียงเหนือ")


def person(*, username: str, role: str, of: Province | None = None, **fields) -> User:
    found = User.objects.filter(username=username).first()
    return found or User.objects.create_user(
        username,
        password=PASSWORD,
        role=role,
        province=of,
        name=fields.pop("name", username.title()),
        post=fields.pop("post", Role(role).label),
        **fields,
    )


def clerk(of: Province | None = None) -> User:
    home = of or lamphun()
    return person(username=home.slug, role=Role.PROVINCE_STAFF, of=home, name="สมหญิง ตัวอย่าง")


def head(of: Province | None = None) -> User:
    home = of or lamphun()
    return person(
        username=f"{home.slug}-head",
        role=Role.PROVINCE_HEAD,
        of=home,
        title="นาย",
        name="สมชาย ตัวอย่าง",
        post=f"หัวหน้าสำนักงานจังหวัด{home.name}",
    )


def reviewer() -> User:
    return person(username="reviewer", role=Role.REVIEWER)


def central() -> User:
    return person(username="central", role=Role.CENTRAL_ADMIN)


def inspector() -> User:
    return person(username="inspector", role=Role.INSPECTOR)


STEPS = [
    ("REG", "การลงทะเบียนเข้าสู่ระบบ ITAS", date(2024, 1, 1), date(2024, 1, 31)),
    ("IIT", "การเก็บรวบรวมข้อมูลตามแบบวัด IIT", date(2024, 1, 1), date(2024, 7, 1)),
    ("PROCESS", "การประมวลผลและจัดทำรายงานผลการประเมิน", date(2024, 7, 2), date(2024, 7, 31)),
]


def calendar(*, fiscal_year=2567, steps=STEPS) -> CalendarRevision:
    """A calendar in force with three steps: due, under way, and not yet begun at the as-of date."""
    from django.utils import timezone

    found = CalendarRevision.objects.current(fiscal_year)
    if found:
        return found
    revision = CalendarRevision.objects.create(
        fiscal_year=fiscal_year, number=1, in_force_since=timezone.now()
    )
    for order, (code, title, start, end) in enumerate(steps, start=1):
        step = CalendarStep.objects.create(fiscal_year=fiscal_year, code=code)
        edition = RevisionStep(revision=revision, step=step, order=order, title=title)
        edition.window = thai.Window(start, end, "day", "")
        edition.save()
    return revision


def round_(*, fiscal_year=2567, months=6, **fields) -> Round:
    found = Round.objects.filter(fiscal_year=fiscal_year, months=months).first()
    if found:
        return found
    defaults = {
        "as_of": date(2024, 3, 31),
        "opens_on": date(2024, 4, 1),
        "opened_at": datetime(2023, 3, 1, 2, tzinfo=UTC),
        "due_on": date(2024, 4, 30),
        "title": "รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. ๒๕๖๗ (รอบ ๖ เดือน)\nจังหวัด{province}",
        "heading_status": "หมายเหตุ (อยู่ระหว่างดำเนินการ/ดำเนินการแล้ว)",
        "contact_unit": "ศูนย์ปฏิบัติการต่อต้านการทุจริต",
        "contact_phone": "0 2000 0000",
    }
    return Round.objects.create(fiscal_year=fiscal_year, months=months, **(defaults | fields))


def report(*, of: Province | None = None, in_: Round | None = None) -> Report:
    """A draft started from the calendar by the province's clerk."""
    calendar()
    return actions.start(round=in_ or round_(), by=clerk(of), today=TODAY)


def shown(report: Report) -> dict:
    """What a page that shows a draft now sends along when it is handed over or certified."""
    return {"version": report.version, "digest": content.digest(content.draft(report))}


def submitted(*, of: Province | None = None, in_: Round | None = None) -> Report:
    """A report certified and sent by the head."""
    draft = report(of=of, in_=in_)
    actions.submit(report=draft, by=head(of), version=draft.version)
    draft.refresh_from_db()
    return draft


def accepted(*, of: Province | None = None, in_: Round | None = None) -> Report:
    """A report that the centre has accepted and that is public."""
    sent = submitted(of=of, in_=in_)
    actions.accept(report=sent, by=reviewer(), submission=actions.latest(sent).pk)
    sent.refresh_from_db()
    return sent

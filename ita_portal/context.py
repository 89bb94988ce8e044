"""What every page knows: the portal's name, whether this is the demo, and where this person may go."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from ita_portal.models import Role
from ita_portal.session_end import session_end

PORTAL_NAME = "ระบบรายงานการขับเคลื่อน ITA จังหวัด"


@dataclass(frozen=True, slots=True)
class Place:
    """One link of the navigation; `is_current` on the page it leads to and on those below it.

    `count`: how many notices the person has not read.
    """

    label: str
    url: str
    is_current: bool
    count: int = 0


def portal(request: HttpRequest) -> dict:
    """Context processor of every template that is rendered with a request."""
    return {
        "portal_name": PORTAL_NAME,
        "is_demo": settings.DEMO,
        "places": places(getattr(request, "user", None), request.path),
        "session_end": session_end(request),
    }


# Labels and URL names of the navigation, by who is looking.
HOME = ("หน้าแรก", "home")
CALENDAR = ("ปฏิทินการประเมิน", "calendars")
PUBLIC_PAGES = ("หน้าเผยแพร่", "public_rounds")
NOTICES = ("แจ้งเตือน", "notices")
PROVINCE_PLACES = [
    ("งานของจังหวัด", "province_home"),
    ("แผนการขับเคลื่อน", "plans"),
    ("คนในสำนักงาน", "people"),
    NOTICES,
    CALENDAR,
    PUBLIC_PAGES,
]
CENTRE_PLACES = [
    ("งานตรวจ", "review_home"),
    ("ค้นหา", "search"),
    NOTICES,
    ("ปีงบประมาณและรอบ", "years_home"),
    CALENDAR,
    PUBLIC_PAGES,
]
AUDIT = ("ประวัติการใช้งาน", "audit_log")
INSPECTOR_PLACES = [*CENTRE_PLACES, AUDIT]
ADMIN_PLACES = [*INSPECTOR_PLACES, ("หัวหน้าสำนักงาน", "head_requests"), ("ระบบจัดการ", "admin:index")]
OF_THE_CENTRE = {Role.CENTRAL_ADMIN: ADMIN_PLACES, Role.INSPECTOR: INSPECTOR_PLACES}
# Pages that lie elsewhere by their address → the place from which people come to them.
BELONGS = (("year_home", "plans"), ("mail_home", "notices"), ("holidays", "years_home"))
STRANGER_PLACES = [HOME, CALENDAR, ("เข้าสู่ระบบ", "account_login")]


def places(user, path: str) -> list[Place]:
    found = [(label, _address(name)) for label, name in _names(user)]
    known = [(label, url) for label, url in found if url]
    current = _current([url for _, url in known], _of_its_place(path))
    return [Place(label, url, url == current, _count(user, label)) for label, url in known]


def _count(user, label: str) -> int:
    """It comes with the person (ita_portal.accounts.Backend), so that no page pays a query for it."""
    return getattr(user, "unread_notices", 0) if label == NOTICES[0] else 0


def _names(user) -> list[tuple[str, str]]:
    if user is None or not user.is_authenticated:
        return STRANGER_PLACES
    if user.of_a_province:
        return PROVINCE_PLACES
    return OF_THE_CENTRE.get(user.role, CENTRE_PLACES)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _of_its_place(path: str) -> str:
    """Where a page belongs that lies elsewhere by its address."""
    found = (place for page, place in BELONGS if path.startswith(_address(page) or " "))
    return _address(next(found, "")) or path


def _current(urls: list[str], path: str) -> str:
    """The longest address that `path` lies under; the front page only for itself."""
    above = [url for url in urls if path.startswith(url) and url != "/"]
    return max(above, key=len, default="/" if path == "/" else "")

"""Who may see which page: one decorator per audience, the first line of every view.

Nobody signed in is led to the sign-in page; a signed-in person of another role gets a 403 page
that says whose page it is. Which rows they see is decided by querysets, never here.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied

from ita_portal.models import CENTRE_ROLES, PROVINCE_ROLES, Role

View = Callable


def _only(name: str, roles: frozenset[str], sentence: str) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.user.role not in roles:
                raise PermissionDenied(sentence)
            return view(request, *args, **kwargs)

        guarded.access = name
        return guarded

    return decorate


def public(view: View) -> View:
    """Everyone, signed in or not."""

    @wraps(view)
    def open_to_all(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    open_to_all.access = "public"
    return login_not_required(open_to_all)


signed_in = _only("signed_in", frozenset(Role.values), "")
province_people = _only(
    "province_people",
    PROVINCE_ROLES,
    "หน้านี้สำหรับเจ้าหน้าที่จังหวัดและหัวหน้าสำนักงานจังหวัด",
)
province_staff = _only("province_staff", frozenset({Role.PROVINCE_STAFF}), "หน้านี้สำหรับเจ้าหน้าที่จังหวัด")
province_head = _only(
    "province_head", frozenset({Role.PROVINCE_HEAD}), "หน้านี้สำหรับหัวหน้าสำนักงานจังหวัด"
)
centre = _only("centre", CENTRE_ROLES, "หน้านี้สำหรับส่วนกลาง")
reviewer = _only(
    "reviewer",
    frozenset({Role.REVIEWER, Role.CENTRAL_ADMIN}),
    "การตรวจรายงานทำได้เฉพาะผู้ตรวจรายงานและผู้ดูแลระบบส่วนกลาง",
)
central_admin = _only("central_admin", frozenset({Role.CENTRAL_ADMIN}), "หน้านี้สำหรับผู้ดูแลระบบส่วนกลาง")
# Who signed in from where is of no concern to those who only review reports.
auditor = _only(
    "auditor",
    frozenset({Role.CENTRAL_ADMIN, Role.INSPECTOR}),
    "ประวัติการใช้งานเปิดได้เฉพาะผู้ดูแลระบบส่วนกลางและผู้ตรวจราชการ",
)


def centre_reads(view: View) -> View:
    """The centre reads, central admins alone write: the one page of something and the form on it."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        page = central_admin if request.method == "POST" else centre
        return page(view)(request, *args, **kwargs)

    guarded.access = "centre_reads"
    return guarded

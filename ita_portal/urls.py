"""Every address of the portal, in the order of the people who use it."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from ita_portal.views import first_password, handovers, heads, notices, people, session

# The admin is entered through the portal's own sign-in, so that its lock-out guards both.
admin.site.login = secure_admin_login(admin.site.login)

# Only what works with mail switched off: a lost password is set anew by a one-time code.
account_urls = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("first-password/", first_password.first_password, name="first_password"),
]

# Who belongs to an office, for its own people; the centre's part lies beside its other pages.
people_urls = [
    path("province/people/", people.people, name="people"),
    path("province/people/invite/", people.people_invite, name="people_invite"),
    path("province/people/<int:pk>/", people.person, name="person"),
    path("province/people/<int:pk>/code/", people.person_code, name="person_code"),
    path("province/people/<int:pk>/close/", people.person_close, name="person_close"),
    path("province/people/<int:pk>/reopen/", people.person_reopen, name="person_reopen"),
    path("province/people/<int:pk>/handover/", handovers.handover_write, name="handover_write"),
    path("province/handovers/<int:pk>/read/", handovers.handover_read, name="handover_read"),
    path("province/head/", heads.head_propose, name="head_propose"),
    path("province/head/<int:pk>/withdraw/", heads.head_withdraw, name="head_withdraw"),
    path("review/heads/", heads.head_requests, name="head_requests"),
    path("review/heads/<int:pk>/confirm/", heads.head_confirm, name="head_confirm"),
    path("review/heads/<int:pk>/refuse/", heads.head_refuse, name="head_refuse"),
    path("review/heads/<int:pk>/code/", heads.head_code, name="head_code"),
]

session_urls = [
    path("left/", session.session_left, name="session_left"),
    path("extend/", session.session_extend, name="session_extend"),
]

notice_urls = [
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/read/", notices.notice_read, name="notice_read"),
    path("notices/read-all/", notices.notices_read_all, name="notices_read_all"),
]

urlpatterns = [
    path("accounts/", include(account_urls)),
    path("session/", include(session_urls)),
    path("admin/", admin.site.urls),
    path("", include(people_urls)),
    path("", include(notice_urls)),
    path("", include("calendar_app.urls")),
    path("", include("reports.urls")),
]

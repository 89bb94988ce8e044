"""Every address of the portal, in the order of the people who use it."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from ita_portal.views import session

# The admin is entered through the portal's own sign-in, so that its lock-out guards both.
admin.site.login = secure_admin_login(admin.site.login)

# Only what works with mail switched off: a lost password is set anew by the centre.
account_urls = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
]

session_urls = [
    path("left/", session.session_left, name="session_left"),
    path("extend/", session.session_extend, name="session_extend"),
]

urlpatterns = [
    path("accounts/", include(account_urls)),
    path("session/", include(session_urls)),
    path("admin/", admin.site.urls),
    path("", include("calendar_app.urls")),
    path("", include("reports.urls")),
]

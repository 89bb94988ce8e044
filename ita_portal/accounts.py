"""How signing in behaves here: accounts are made by the centre, and the demo's password works in the demo alone."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from ita_portal import actions
from ita_portal.models import User
from ita_portal.models.notices import count_for_each_person

DEMO_PASSWORD = "ita-demo-2567"


def is_refused(password: str) -> bool:
    """Whether this is the password that everybody knows, and this is not the demo."""
    return password == DEMO_PASSWORD and not settings.DEMO


class NotTheDemoPassword:
    """Password validator: outside the demo nobody may choose the demo's password."""

    def validate(self, password, user=None):
        if is_refused(password):
            raise ValidationError("รหัสผ่านนี้เป็นของระบบสาธิตซึ่งทุกคนรู้ โปรดตั้งรหัสผ่านอื่น", code="demo")

    def get_help_text(self):
        return "รหัสผ่านต้องไม่ใช่รหัสผ่านของระบบสาธิต"


class Backend(AuthenticationBackend):
    """Sign-in by user name; a database that was once a demo opens to nobody with its password."""

    def authenticate(self, request, **credentials):
        if is_refused(credentials.get("password")):
            return None
        return super().authenticate(request, **credentials)

    def get_user(self, user_id):
        """The person of a request with what every page of theirs names: province, number of unread notices."""
        unread = count_for_each_person(timezone.now())
        people = User.objects.select_related("province").annotate(unread_notices=unread)
        user = people.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def set_password(self, user, password) -> None:
        """Called by allauth's pages once the form has found the password good."""
        actions.change_password(person=user, password=password)

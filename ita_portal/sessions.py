"""Sessions that end when they were said to end: at a fixed hour after signing in, later only when somebody asks."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.dispatch import receiver
from django.utils import timezone


class SessionStore(DatabaseStore):
    """Django's sessions in the database, but writing into one does not make it longer."""

    def __init__(self, session_key=None):
        super().__init__(session_key)
        self._ends_at: datetime | None = None

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        self._ends_at = row.expire_date if row else None
        return row

    def get_expiry_date(self, **kwargs) -> datetime:
        return self._ends_at or super().get_expiry_date(**kwargs)

    def flush(self) -> None:
        super().flush()
        self._ends_at = None

    @property
    def seconds_left(self) -> int:
        """Whole seconds until the end, never below 0."""
        self._session  # noqa: B018 – reads the row, and with it the end
        return max(0, int((self.get_expiry_date() - timezone.now()).total_seconds()))

    def extend(self) -> None:
        """A whole session's time from now on; kept when the answer is sent."""
        self._session  # noqa: B018 – else reading it later would bring the old end back
        self._ends_at = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        self.modified = True


@receiver(user_logged_in, dispatch_uid="a_session_begins_when_somebody_signs_in")
def _begin(*, request, **_sent) -> None:
    """What the browser held before signing in does not shorten the session."""
    if isinstance(request.session, SessionStore):
        request.session.extend()

"""How often one address may do something, counted in the cache that all web processes share."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


class Limit:
    """At most `most` times in `seconds` from one address; counting begins anew with the first time after that."""

    def __init__(self, name: str, *, most: int, seconds: int) -> None:
        self.name, self.most, self.seconds = name, most, seconds

    def is_reached(self, request: HttpRequest) -> bool:
        """Asking counts nothing and writes nothing."""
        return cache.get(self._key(request), 0) >= self.most

    def count(self, request: HttpRequest) -> None:
        key = self._key(request)
        if not cache.add(key, 1, timeout=self.seconds):
            try:
                cache.incr(key)
            except ValueError:  # it ended in between
                cache.add(key, 1, timeout=self.seconds)

    def _key(self, request: HttpRequest) -> str:
        return f"limit:{self.name}:{get_adapter().get_client_ip(request)}"

"""What every action is: one transaction, and the person who acts in every history row written inside.

Also what counts as a reason, wherever one is asked for.
"""

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from simple_history.signals import pre_create_historical_record

P = ParamSpec("P")
Result = TypeVar("Result")

_person = ContextVar("person", default=None)
# Models written by the outermost action that runs: None outside of one.
_written: ContextVar[set[type] | None] = ContextVar("written", default=None)
_reason = ContextVar("reason", default="")
# As long as a history's column for it.
LONGEST_REASON = 100


@contextmanager
def acting(by, reason: str = "") -> Iterator[None]:
    """One transaction whose history rows name the User `by`, and `reason` where they have none of their own.

    None leaves them to whoever is signed in, nobody for a command of the server. An empty reason is
    that of the actions around; a long one is cut.
    """
    person = _person.set(by)
    why = _reason.set(reason[:LONGEST_REASON] or _reason.get())
    try:
        with transaction.atomic():
            yield
    finally:
        _person.reset(person)
        _reason.reset(why)


def action(function: Callable[P, Result]) -> Callable[P, Result]:
    """Makes a function with the keyword `by` (User or None) an action: all of it or nothing, told by history.

    What the outermost one wrote is told to `tell`, in the same transaction.
    """
    name = f"{function.__module__}.{function.__qualname__}"
    ACTIONS.add(name)

    @wraps(function)
    def performed(*args: P.args, **named: P.kwargs) -> Result:
        if _written.get() is not None:
            with acting(named.get("by")):
                return function(*args, **named)
        mark = _written.set(set())
        try:
            with acting(named.get("by")):
                result = function(*args, **named)
                if _written.get():
                    for listener in LISTENERS:
                        listener(name, named, result)
                return result
        finally:
            _written.reset(mark)

    return performed


# The dotted names of all actions, and who is told that one has written something: (name, arguments, result).
ACTIONS: set[str] = set()
LISTENERS: list[Callable[[str, dict, object], None]] = []


@receiver([post_save, post_delete], dispatch_uid="what_an_action_writes")
def _remember(*, sender, **_sent) -> None:
    written = _written.get()
    if written is not None:
        written.add(sender)


# Letters and symbols by name that print nothing.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def has_words(text: str) -> bool:
    """Whether anything of a text can be seen: white space, zero-width characters and lone marks are no words."""
    return any(unicodedata.category(char)[0] in "LNPS" for char in text if char not in _BLANK)


@receiver(pre_create_historical_record, dispatch_uid="the_person_who_acts")
def _name_who_acts(*, history_instance, **_sent) -> None:
    if by := _person.get():
        history_instance.history_user = by
    history_instance.history_change_reason = (
        history_instance.history_change_reason or _reason.get() or None
    )

"""Every act has its words in ประวัติการใช้งาน: the table is held against the actions and the addresses there are."""

from django.urls import get_resolver

from ita_portal import audit_words, writing
from tests.source import APPS, dotted, modules


def ours(names) -> set[str]:
    return {name for name in names if name.split(".")[0] in APPS}


def test_every_action_is_told_in_words():
    for path, _ in modules():
        if "/actions/" in path or "plan_actions" in path:
            __import__(dotted(path))

    assert ours(writing.ACTIONS) == set(audit_words.ACTED)


def test_every_page_that_is_told_of_exists():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}

    assert set(audit_words.OPENED) - names == set()


def test_every_word_fits_into_its_column():
    words = [*audit_words.ACTED.values(), *(seen.told for seen in audit_words.OPENED.values())]

    assert [told for told in words if not 0 < len(told.what) <= 200] == []

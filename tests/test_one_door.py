"""Rule 1: only actions write. The code itself is read for every way past them.

QuerySet.update, bulk_* and the deletion of querysets write no history: nobody may use them. Rows are
saved, made and deleted in the modules of actions alone; the admin and the imports call those.
"""

import ast
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.apps import apps
from django.contrib import admin

from ita_portal.admin import OutAndIn, ThroughActions
from ita_portal.importing import ThroughActions as ResourceThroughActions
from tests.source import APPS, modules

DOORS = (
    "ita_portal/actions/",
    "calendar_app/actions/",
    "calendar_app/plan_actions/",
    "reports/actions/",
)
# How the modules of actions are called where they are imported.
DOOR_NAMES = {"actions", "plan_actions", "calendars", "rounds", "holidays", "people", "rows"}

# Who else writes, and why.
EXCEPTIONS = {
    (
        "reports/management/demo_data.py",
        "make_seed_report",
    ): "what the papers say beside their rows",
    ("reports/writers/font.py", "derive"): "the file of a font, no row",
    ("reports/writers/qr.py", "png"): "a drawing, no row",
    ("reports/evidence/pictures.py", "_written"): "a picture, no row",
    ("reports/writers/word.py", "saved"): "a Word file, no row",
    ("ita_portal/tables/writing.py", "write_workbook"): "the file of a workbook, no row",
    ("reports/management/demo_data.py", "_set_clock"): "moves of the past, put on days of the past",
}

WITHOUT_HISTORY = {"bulk_create", "bulk_update", "abulk_create", "abulk_update", "aupdate"}
ONE_ROW = {"save", "create", "get_or_create", "update_or_create", "delete", "asave", "acreate"}
TIES = {"add", "remove", "set", "clear"}
SQL = {"cursor", "execute", "executemany", "raw"}
# What gives a queryset, not a row.
OF_QUERYSETS = {"all", "filter", "exclude", "order_by", "distinct", "select_related", "objects"}


class Write(NamedTuple):
    function: str
    line: int
    what: str
    has_history: bool


def writes(tree: ast.AST, ties: frozenset[str] = frozenset()) -> Iterator[Write]:
    """The calls of a module that write rows; `ties` are names of many-to-many fields."""
    for function, call in _calls(tree):
        name, receiver = call.func.attr, call.func.value
        what = f"{ast.unparse(call.func)}(…)"
        if name in WITHOUT_HISTORY or _updates(call) or (name == "delete" and _is_many(receiver)):
            yield Write(function, call.lineno, what, has_history=False)
        elif _writes_a_row(call) or (name in TIES and getattr(receiver, "attr", "") in ties):
            yield Write(function, call.lineno, what, has_history=True)


def _writes_a_row(call: ast.Call) -> bool:
    name = call.func.attr
    return name in SQL or (name in ONE_ROW and not _is_harmless(call))


def _calls(tree: ast.AST, function: str = "") -> Iterator[tuple[str, ast.Call]]:
    """Every call of a method, with the outermost function it stands in."""
    for node in ast.iter_child_nodes(tree):
        inside = function
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inside = function or node.name
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield inside, node
        yield from _calls(node, inside)


def _updates(call: ast.Call) -> bool:
    """QuerySet.update takes columns by name; that of dicts and hashes is given a value."""
    return call.func.attr == "update" and (not call.args or _is_many(call.func.value))


def _is_many(receiver: ast.expr) -> bool:
    last = receiver.func if isinstance(receiver, ast.Call) else receiver
    return isinstance(last, ast.Attribute) and last.attr in OF_QUERYSETS


def _is_harmless(call: ast.Call) -> bool:
    """A call of the actions themselves, or a form's save that only fills its rows."""
    unsaved = any(
        word.arg == "commit" and getattr(word.value, "value", None) is False
        for word in call.keywords
    )
    return _root(call.func) in DOOR_NAMES or unsaved or _calls_super(call)


def _root(chain: ast.expr) -> str:
    """The name that a chain of attributes and calls begins with."""
    while isinstance(chain, ast.Attribute | ast.Call):
        chain = chain.value if isinstance(chain, ast.Attribute) else chain.func
    return getattr(chain, "id", "")


def _calls_super(call: ast.Call) -> bool:
    receiver = call.func.value
    return isinstance(receiver, ast.Call) and getattr(receiver.func, "id", "") == "super"


def our_ties() -> frozenset[str]:
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return frozenset(field.name for model in models for field in model._meta.many_to_many)


def found() -> Iterator[tuple[str, Write]]:
    ties = our_ties()
    return ((path, write) for path, tree in modules() for write in writes(tree, ties))


def test_nobody_writes_past_history():
    past = [f"{path}:{write.line} {write.what}" for path, write in found() if not write.has_history]

    assert past == []


def test_only_actions_write():
    elsewhere = [
        f"{path}:{write.line} {write.what}"
        for path, write in found()
        if not path.startswith(DOORS) and (path, write.function) not in EXCEPTIONS
    ]

    assert elsewhere == []


def test_every_exception_is_still_needed():
    used = {(path, write.function) for path, write in found()}

    assert set(EXCEPTIONS) - used == set()


def test_the_doors_are_where_the_test_looks_for_them():
    writing = {path for path, _ in found()}

    assert [door for door in DOORS if not any(path.startswith(door) for path in writing)] == []


@pytest.mark.parametrize("page", admin.site._registry.values(), ids=lambda page: str(page))
def test_every_page_of_the_admin_saves_and_deletes_by_actions(page):
    assert isinstance(page, ThroughActions)
    if not getattr(page, "only_tables", False):
        assert type(page).save_row is not ThroughActions.save_row
    if type(page).has_delete_permission is admin.ModelAdmin.has_delete_permission:
        assert type(page).delete_row is not ThroughActions.delete_row
    if type(page).get_inlines is not admin.ModelAdmin.get_inlines or page.inlines:
        assert type(page).save_formset is not admin.ModelAdmin.save_formset


@pytest.mark.parametrize(
    "resource",
    [
        resource
        for page in admin.site._registry.values()
        if isinstance(page, OutAndIn)
        for resource in page.resource_classes
    ],
)
def test_every_import_saves_by_actions(resource):
    assert issubclass(resource, ResourceThroughActions)
    assert resource.save_row is not ResourceThroughActions.save_row
    assert resource.do_instance_save is ResourceThroughActions.do_instance_save
    assert not resource._meta.use_bulk


# The reading itself

PAST_HISTORY = [
    "Report.objects.update(state='draft')",
    "Report.objects.filter(pk=1).update(state='draft')",
    "rows.update(**values)",
    "Line.objects.bulk_create(lines)",
    "Line.objects.bulk_update(lines, ['order'])",
    "report.groups.all().delete()",
    "Line.objects.filter(order=1).exclude(pk=2).delete()",
    "Line.objects.delete()",
]
BY_HAND = [
    "report.save()",
    "report.save(update_fields=['state'])",
    "Report.objects.create(round=round)",
    "report.lines.get_or_create(order=1)",
    "Report.objects.update_or_create(pk=1, defaults={})",
    "report.delete()",
    "Line.objects.get(pk=1).delete()",
    "Line.objects.get(pk=rows.first).delete()",
    "form.save()",
    "form.save(commit=True)",
    "item.steps.add(step)",
    "item.steps.set([])",
    "connection.cursor()",
    "cursor.execute('UPDATE reports_report')",
    "Report.objects.raw('DELETE')",
]
HARMLESS = [
    "actions.save(report=report)",
    "actions.rows.delete(report=report, line=1)",
    "plan_actions.delete(schedule=schedule)",
    "formset.save(commit=False)",
    "super().save(*args)",
    "seen.add(1)",
    "seen.update(others)",
    "digest.update(data)",
    "siblings.remove(row)",
    "Report.objects.filter(pk=1).first()",
]


@pytest.mark.parametrize("code", PAST_HISTORY)
def test_a_write_past_history_is_found(code):
    (write,) = writes(ast.parse(f"def view():\n    {code}"))

    assert (write.function, write.line, write.has_history) == ("view", 2, False)


@pytest.mark.parametrize("code", BY_HAND)
def test_a_write_by_hand_is_found(code):
    (write,) = writes(ast.parse(f"def view():\n    {code}"), frozenset({"steps"}))

    assert (write.function, write.has_history) == ("view", True)


@pytest.mark.parametrize("code", HARMLESS)
def test_what_writes_nothing_by_hand_is_not_found(code):
    assert list(writes(ast.parse(code), frozenset({"steps"}))) == []


def test_ties_of_the_models_are_known():
    assert our_ties() == {"steps"}

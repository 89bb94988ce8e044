"""Imports point one way, as design.md draws it: the imports of every module are read and held against the arrows."""

import ast
import sys
from collections.abc import Iterable

import pytest

from tests.source import dotted, modules

THAI = "ita_portal.thai"

# What a module (or all below it) may import of the portal, besides its own package. The longest
# name that fits counts. Modules of no line stand at the top: they may import what they need, and
# nothing that has a line may import them.
MAY_IMPORT = {
    # thai ← ita_portal.models ← access
    THAI: [],
    "ita_portal.typed": [THAI],
    "ita_portal.tables": [THAI],
    "ita_portal.templatetags": [THAI],
    "ita_portal.models": [THAI],
    "ita_portal.access": [THAI, "ita_portal.models"],
    "ita_portal.writing": [],
    "ita_portal.codes": [THAI],
    "ita_portal.audit_words": ["ita_portal.models"],
    "ita_portal.actions": [
        *(THAI, "ita_portal.models", "ita_portal.writing", "ita_portal.codes"),
        "ita_portal.audit_words",
    ],
    "ita_portal": ["ita_portal"],
    # ← calendar_app
    "calendar_app.windows": [THAI],
    "calendar_app.letter_words": [],
    "calendar_app.models": [THAI, "ita_portal.models", "calendar_app.windows"],
    "calendar_app.months": [THAI],
    "calendar_app.month_clicks": [THAI, "calendar_app.months"],
    "calendar_app.sheets": [THAI, "calendar_app.months"],
    "calendar_app.official": [THAI],
    "calendar_app.places": [],
    "calendar_app.workdays": [],
    "calendar_app.plans": [
        *(THAI, "ita_portal.models", "ita_portal.typed"),
        *("calendar_app.models", "calendar_app.months", "calendar_app.sheets"),
    ],
    "calendar_app.year_shift": [THAI],
    "calendar_app.moved": [THAI],
    "calendar_app.step_rows": [
        *(THAI, "ita_portal.typed", "calendar_app.models", "calendar_app.year_shift"),
    ],
    "calendar_app.actions": [
        *(THAI, "ita_portal.models", "ita_portal.writing", "ita_portal.actions"),
        *("calendar_app.models", "calendar_app.windows", "calendar_app.letter_words"),
        "calendar_app.step_rows",
    ],
    "calendar_app.plan_actions": [
        *(THAI, "ita_portal.models", "ita_portal.typed", "ita_portal.writing"),
        *("calendar_app.models", "calendar_app.windows"),
        *("calendar_app.plans", "calendar_app.months", "calendar_app.actions"),
        "calendar_app.year_shift",
    ],
    "calendar_app": ["ita_portal", "calendar_app"],
    # ← reports: document, workflow, text ← models ← content ← actions ← views
    "reports.document": [THAI],
    "reports.workflow": [],
    "reports.text": [THAI],
    "reports.slips": [THAI],
    "reports.ties": [THAI, "reports.document"],
    "reports.addresses": [THAI],
    "reports.cited": [THAI, "reports.addresses", "reports.text"],
    "reports.limits": [],
    "reports.processes": [],
    "reports.differences": [THAI, "reports.text", "reports.document"],
    "reports.answers": ["reports.document", "reports.differences"],
    "reports.columns": [THAI, "reports.text", "reports.document"],
    "reports.words": [],
    "reports.turns": [THAI, "reports.workflow", "calendar_app.workdays"],
    "reports.redline": [THAI, "reports.text", "reports.words"],
    "reports.matching": [],
    "reports.alike": [],
    "reports.searching": [THAI, "reports.document", "reports.words"],
    "reports.signed_file": ["reports.evidence"],
    "reports.books": [THAI],
    "reports.synthesis": [THAI, "reports.document", "reports.books", "reports.answers"],
    "reports.corrections": [
        *("reports.document", "reports.workflow", "reports.checks", "reports.differences"),
        "reports.models",
    ],
    "reports.asked": [
        *(THAI, "reports.document", "reports.workflow", "reports.differences", "reports.models"),
    ],
    "reports.checks": [
        *(THAI, "reports.text", "reports.document"),
        *("reports.workflow", "reports.slips"),
    ],
    "reports.readers": [
        *(THAI, "reports.text", "reports.document"),
        *("reports.workflow", "reports.slips", "reports.ties", "reports.columns"),
        "reports.limits",
    ],
    "reports.evidence": [THAI, "reports.readers", "reports.limits", "reports.processes"],
    "reports.writers": [
        *(THAI, "reports.text", "reports.document", "reports.workflow"),
        *("reports.ties", "reports.columns", "reports.differences", "reports.answers"),
        *("calendar_app.months", "calendar_app.sheets"),
        *("reports.books", "reports.synthesis"),
    ],
    "reports.models": [
        *(THAI, "ita_portal.models", "calendar_app.models", "calendar_app.windows"),
        *("reports.document", "reports.workflow", "reports.text"),
        *("calendar_app.sheets", "reports.books"),
    ],
    "reports.good_rows": ["reports.document"],
    # explained ← around ← content
    "reports.explained": ["reports.document", "reports.checks"],
    "reports.masking": [THAI, "reports.document", "reports.checks", "reports.explained"],
    "reports.content": [
        *(THAI, "ita_portal.models", "calendar_app.models"),
        *("reports.document", "reports.workflow", "reports.text", "reports.models"),
        *("reports.checks", "reports.explained", "reports.around"),
    ],
    "reports.actions": [
        *(THAI, "ita_portal.models", "ita_portal.access", "ita_portal.writing"),
        "ita_portal.actions",
        *("calendar_app.models", "calendar_app.windows", "calendar_app.plan_actions"),
        *("reports.document", "reports.workflow", "reports.text", "reports.checks"),
        *("reports.readers", "reports.models", "reports.content"),
        *("reports.explained", "reports.around", "reports.addresses", "reports.masking"),
        *("reports.signed_file", "reports.corrections", "reports.searching"),
        *("reports.due", "reports.starting", "reports.previous", "reports.good_rows"),
        *("calendar_app.sheets", "reports.books", "reports.answers", "reports.adapting"),
        *("reports.mail_words", "reports.notice_words", "reports.unfinished"),
    ],
    # What a newer calendar gives a report.
    "reports.adapting": [
        *(THAI, "calendar_app.models", "calendar_app.step_rows", "calendar_app.revisions"),
        *("calendar_app.moved", "reports.models", "reports.starting"),
    ],
    # What an earlier report gives a new one.
    "reports.due": [THAI],
    "reports.starting": [THAI, "reports.document", "reports.readers"],
    "reports.previous": [
        *(THAI, "ita_portal.models", "calendar_app.models"),
        *("reports.document", "reports.models", "reports.starting"),
        *("reports.signed_file", "reports.corrections"),
        "calendar_app.sheets",
    ],
    # ← around, intake, printing, letters ← views
    "reports.around": [
        *("ita_portal.models", "calendar_app.models"),
        *("reports.document", "reports.models", "reports.checks"),
    ],
    "reports.year": [
        *(THAI, "ita_portal.models", "calendar_app.models", "calendar_app.timeline"),
        *("reports.document", "reports.workflow", "reports.models"),
    ],
    "reports.intake": [
        *(THAI, "ita_portal.models", "calendar_app.models"),
        *("reports.document", "reports.readers", "reports.processes"),
    ],
    "reports.receipts": [
        *(THAI, "reports.document", "reports.models", "reports.content", "reports.writers"),
        "reports.verification",
    ],
    "reports.verification": [THAI, "reports.workflow", "reports.models", "reports.writers"],
    "reports.book_making": [
        *(THAI, "reports.document", "reports.books", "reports.synthesis"),
        *("reports.models", "reports.writers"),
    ],
    "reports.printing": [
        *("reports.books", "reports.book_making"),
        *(THAI, "ita_portal.models", "reports.document", "reports.models"),
        *("reports.content", "reports.actions", "reports.receipts", "reports.writers"),
        *("calendar_app.models", "calendar_app.sheets", "ita_portal.actions"),
    ],
    # What is told to people: words ← actions ← mailing ← views
    "reports.mail_words": ["calendar_app.letter_words"],
    "reports.unfinished": [
        *(THAI, "ita_portal.models", "calendar_app.models", "reports.workflow"),
        *("reports.models", "reports.content"),
    ],
    "reports.notice_words": [
        *(THAI, "ita_portal.models", "reports.document", "reports.workflow"),
        *("reports.models", "reports.mail_words"),
    ],
    "reports.digest": [
        *(THAI, "ita_portal.models", "calendar_app.models", "calendar_app.workdays"),
        *("reports.workflow", "reports.models", "reports.actions"),
        *("reports.mail_words", "reports.unfinished"),
    ],
    "reports.round_news": [
        *(THAI, "ita_portal.models", "ita_portal.actions", "calendar_app.models"),
        "reports.actions",
    ],
    "reports.mailing": [
        *(THAI, "ita_portal.models", "calendar_app.models", "calendar_app.workdays"),
        *("reports.models", "reports.actions", "reports.mail_words", "reports.unfinished"),
        *("reports.digest", "reports.round_news", "reports.printing"),
    ],
    "reports.letters": [
        *(THAI, "ita_portal.models", "calendar_app.models", "calendar_app.letter_words"),
        *("reports.document", "reports.workflow", "reports.text"),
        *("reports.models", "reports.content", "reports.writers"),
    ],
}
# urls, settings, commands and the admin stand outside.
OUTSIDE = ("admin", "urls", "settings", "wsgi", "management")

PURE = (
    THAI,
    "ita_portal.typed",
    "ita_portal.codes",
    "calendar_app.letter_words",
    "calendar_app.year_shift",
    "calendar_app.months",
    "calendar_app.month_clicks",
    "calendar_app.sheets",
    "calendar_app.official",
    "calendar_app.places",
    "reports.document",
    "reports.workflow",
    "reports.text",
    "reports.slips",
    "reports.ties",
    "reports.addresses",
    "reports.cited",
    "reports.columns",
    "reports.differences",
    "reports.answers",
    "reports.checks",
    "reports.explained",
    "reports.due",
    "reports.turns",
    "reports.books",
    "reports.synthesis",
    "reports.good_rows",
)
# Counts the letters in which two texts differ: no I/O and no state, like Python's own difflib.
COUNTS_LETTERS = "rapidfuzz"
ACTIONS = (
    "ita_portal.writing",
    "ita_portal.actions",
    "calendar_app.actions",
    "calendar_app.plan_actions",
    "reports.actions",
)
OF_THE_WEB = (
    *("django.http", "django.forms", "django.template", "django.shortcuts", "django.urls"),
    *("django.views", "django.contrib.messages", "crispy_forms"),
)


def is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def imports(tree: ast.AST, module: str, is_package: bool, known: Iterable[str]) -> set[str]:
    """The modules that a module imports, wherever in it; `from reports import text` names reports.text."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, module, is_package)
            below = {f"{base}.{name.name}" for name in node.names}
            found |= (below & set(known)) or {base}
    return found


def _base(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    if not node.level:
        return node.module
    parts = module.split(".")
    parts = parts[: len(parts) - node.level + is_package]
    return ".".join([*parts, *([node.module] if node.module else [])])


def rule_for(module: str) -> str | None:
    return max((name for name in MAY_IMPORT if is_in(module, name)), key=len, default=None)


def wrong_arrows(module: str, imported: Iterable[str]) -> list[str]:
    """The imports of a module that point the wrong way."""
    rule = rule_for(module)
    if rule is None or any(part in OUTSIDE for part in module.split(".")):
        return []
    allowed = [rule, *MAY_IMPORT[rule]]
    return sorted(
        name
        for name in imported
        if name.split(".")[0] in ("ita_portal", "calendar_app", "reports")
        and not any(is_in(name, one) for one in allowed)
    )


def foreign(imported: Iterable[str]) -> list[str]:
    """Imports that are neither the portal's own nor Python's."""
    ours = {"ita_portal", "calendar_app", "reports"}
    return sorted(
        name for name in imported if name.split(".")[0] not in ours | sys.stdlib_module_names
    )


def everything() -> dict[str, set[str]]:
    """Every module of the portal with what it imports."""
    trees = dict(modules())
    known = {dotted(path) for path in trees}
    return {
        dotted(path): imports(tree, dotted(path), path.endswith("/__init__.py"), known)
        for path, tree in trees.items()
    }


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    return everything()


def test_every_arrow_points_one_way(found):
    wrong = {module: wrong_arrows(module, imported) for module, imported in found.items()}

    assert {module: arrows for module, arrows in wrong.items() if arrows} == {}


def test_lower_apps_never_import_higher_ones_even_from_outside_the_arrows(found):
    higher = {"ita_portal": ("calendar_app", "reports"), "calendar_app": ("reports",)}
    wrong = [
        (module, name)
        for module, imported in found.items()
        for name in imported
        if name.startswith(higher.get(module.split(".")[0], ("-",)))
    ]

    assert wrong == []


@pytest.mark.parametrize("package", PURE)
def test_what_is_pure_needs_nothing_but_python(found, package):
    needed = {
        module: [name for name in foreign(imported) if not is_in(name, COUNTS_LETTERS)]
        for module, imported in found.items()
        if is_in(module, package)
    }

    assert {module: names for module, names in needed.items() if names} == {}


@pytest.mark.parametrize("package", ACTIONS)
def test_actions_know_no_http_forms_or_templates(found, package):
    wrong = [
        (module, name)
        for module, imported in found.items()
        if is_in(module, package)
        for name in imported
        if any(is_in(name, one) for one in OF_THE_WEB)
    ]

    assert wrong == []


def test_writers_use_of_django_only_templates_and_small_helpers(found):
    allowed = ("django.template", "django.utils", "django.conf", "django.contrib.staticfiles")
    wrong = [
        (module, name)
        for module, imported in found.items()
        if is_in(module, "reports.writers")
        for name in imported
        if is_in(name, "django") and not any(is_in(name, one) for one in allowed)
    ]

    assert wrong == []


def test_only_the_pdf_writer_imports_weasyprint_and_only_when_it_prints(found):
    importing = [
        module for module, names in found.items() if any(is_in(n, "weasyprint") for n in names)
    ]
    (tree,) = (tree for path, tree in modules() if path == "reports/writers/pdf.py")
    at_start = imports(
        ast.Module(
            [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)], []
        ),
        *("reports.writers.pdf", False, ()),
    )

    assert importing == ["reports.writers.pdf"]
    assert [name for name in at_start if is_in(name, "weasyprint")] == []


# The reading itself


KNOWN = {"reports", "reports.text", "reports.actions", "reports.actions.moves", "reports.views"}


@pytest.mark.parametrize(
    ("code", "module", "is_package", "named"),
    [
        ("import reports.text", "x", False, {"reports.text"}),
        ("from reports import text", "x", False, {"reports.text"}),
        ("from reports import text as t, actions", "x", False, {"reports.text", "reports.actions"}),
        ("from reports.text import fold", "x", False, {"reports.text"}),
        ("from . import moves", "reports.actions", True, {"reports.actions.moves"}),
        ("from .moves import take", "reports.actions", True, {"reports.actions.moves"}),
        ("from .moves import take", "reports.actions.rows", False, {"reports.actions.moves"}),
        ("from .. import text", "reports.actions.rows", False, {"reports.text"}),
        ("def f():\n    from reports import views", "x", False, {"reports.views"}),
    ],
)
def test_imports_are_read_in_every_form(code, module, is_package, named):
    assert imports(ast.parse(code), module, is_package, KNOWN) == named


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("ita_portal.models", "calendar_app.models"),
        ("ita_portal.models", "ita_portal.access"),
        ("ita_portal.thai.dates", "ita_portal.models"),
        ("calendar_app.models", "reports.models"),
        ("calendar_app.views", "reports.actions"),
        ("calendar_app.models", "calendar_app.actions"),
        ("reports.document", "reports.models"),
        ("reports.models", "reports.content"),
        ("reports.content", "reports.actions"),
        ("reports.actions.moves", "reports.views.review"),
        ("reports.actions.moves", "reports.forms.rows"),
        ("reports.actions.moves", "reports.writers.pdf"),
        ("reports.actions.moves", "reports.overview"),
        ("reports.actions.prints", "reports.printing"),
        ("reports.printing", "reports.views.files"),
        ("reports.checks.private", "reports.models"),
        ("reports.writers.html", "reports.content"),
        ("reports.writers.html", "ita_portal.models"),
    ],
)
def test_a_wrong_arrow_is_found(module, imported):
    assert wrong_arrows(module, [imported, "django.db", "ita_portal.thai"]) == [imported]


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("reports.views.review", "reports.actions"),
        ("reports.actions.rows", "reports.actions.locking"),
        ("reports.management.commands.demo", "calendar_app.actions"),
        ("calendar_app.admin", "ita_portal.admin"),
        ("reports.writers.pdf", "reports.document"),
    ],
)
def test_a_right_arrow_is_let_pass(module, imported):
    assert wrong_arrows(module, [imported]) == []


def test_what_is_not_python_s_own_is_found():
    assert foreign(["re", "datetime", "reports.text", "django.db", "nh3"]) == ["django.db", "nh3"]

"""The direction of imports and the size of files (design: the house)."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.subjects import SUBJECTS

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE, LONGEST_TEMPLATE_LINE = 250, 160

LAYERS = [
    {"beforehand"},
    {"text", "library", "providers", "mail_server", "environment", "config", "limits", "home", "subjects", "actions"},
    {"domain"},
    {"database", "dumps", "in_turn", "schema"},
    {"documents"},
    {"policy", "policy_of_sight", "policy_of_staff", "at_rest"},
    {"queries", "forms", "web"},
    {"cli", "demonstration", "views"},
    {"__init__", "serving"},
]
HEIGHT = {part: height for height, layer in enumerate(LAYERS) for part in layer}
WITH_SUBJECTS = ("domain", "queries", "forms", "views")
OF_NO_SUBJECT = {"domain": {"base", "dates", "typed", "working_days"}, "views": {"health"}}
WEB = {"flask", "flask_login", "flask_wtf", "htmx_flask", "werkzeug", "wtforms"}
BELOW_THE_WEB = {"text", "domain", "policy", "policy_of_sight", "policy_of_staff", "documents", "queries"}
TEXT_MAY_IMPORT = {"bleach", "diff_match_patch", "markdown_it", "markupsafe"}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / "portal").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[1] != "library":
            yield ".".join(parts).removesuffix(".__init__"), path


MODULES = dict(modules())


def part_of(module: str) -> str:
    """`portal.views.plans` is in `views`; `portal` itself is `__init__`."""
    return [*module.split("."), "__init__"][1]


def subject_of(module: str) -> str:
    """`portal.domain.plans.plan` is of `plans`; "" for what every subject uses, and for the layer itself."""
    name = [*module.split("."), "", ""][2]
    return "" if name in OF_NO_SUBJECT.get(part_of(module), ()) else name


def imports_of(name: str, path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file, by its full name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name} imports by dots: write the whole name, which shows the direction."
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module or ""


def all_imports() -> Iterator[tuple[str, str]]:
    return ((name, imported) for name, path in modules() for imported in imports_of(name, path))


def ours() -> Iterator[tuple[str, str]]:
    return ((name, imported) for name, imported in all_imports() if imported.split(".")[0] == "portal")


def others() -> Iterator[tuple[str, str]]:
    return ((name, imported.split(".")[0]) for name, imported in all_imports() if not imported.startswith("portal"))


def test_every_part_has_its_place() -> None:
    homeless = {part_of(name) for name in MODULES} - HEIGHT.keys()
    assert not homeless, f"{homeless} stand in no layer: move them into one, or give them a place in LAYERS."


@pytest.mark.parametrize("layer", WITH_SUBJECTS)
def test_every_file_of_a_layer_belongs_to_a_subject(layer: str) -> None:
    found = {subject_of(name) for name in MODULES if part_of(name) == layer} - {"", *SUBJECTS}
    assert not found, f"portal/{layer} has {found}: move it into the folder of a subject, or register it in SUBJECTS."


def test_imports_run_downward_only() -> None:
    upward = [
        f"{name} imports {imported}"
        for name, imported in ours()
        if HEIGHT.get(part_of(imported), len(LAYERS)) > HEIGHT[part_of(name)]
    ]
    assert not upward, f"{upward}: what the lower layer needs of the higher one is passed in, or moves down."


def test_each_subject_of_the_domain_stands_on_those_before_it() -> None:
    rank = {"": -1, **{subject: number for number, subject in enumerate(SUBJECTS)}}
    between = [(name, imported) for name, imported in ours() if part_of(name) == part_of(imported) == "domain"]
    upward = [
        f"{name} imports {imported}"
        for name, imported in between
        if name != "portal.domain" and rank[subject_of(imported)] > rank[subject_of(name)]
    ]
    assert not upward, f"{upward}: move the rule down to the subject it is about, or pass in what the lower one needs."


def test_no_imports_go_in_a_circle() -> None:
    uses: dict[str, set[str]] = defaultdict(set)
    for name, imported in ours():
        uses[name].add(imported)
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, f"{' → '.join([*path, name])}: take out what both need, or pass it in."
        if name not in done:
            for each in sorted(uses[name]):
                walk(each, (*path, name))
            done.add(name)

    for name in MODULES:
        walk(name, ())


def test_no_import_is_for_types_only() -> None:
    excused = [name for name, path in modules() if "TYPE_CHECKING" in path.read_text("utf-8")]
    assert not excused, f"{excused}: an import that only types excuse is a circle all the same."


def test_the_text_engine_stands_on_its_own() -> None:
    allowed = TEXT_MAY_IMPORT | sys.stdlib_module_names
    foreign = [
        f"{name} imports {package}" for name, package in others() if part_of(name) == "text" and package not in allowed
    ]
    assert foreign == []


def test_the_web_does_not_reach_below_the_views() -> None:
    leaks = [
        f"{name} imports {package}" for name, package in others() if part_of(name) in BELOW_THE_WEB and package in WEB
    ]
    assert leaks == []


def test_views_write_no_sql() -> None:
    assert [name for name, package in others() if part_of(name) == "views" and package == "sqlalchemy"] == []


def test_views_do_not_import_each_other() -> None:
    between = [
        f"{name} imports {imported}"
        for name, imported in ours()
        if part_of(name) == part_of(imported) == "views" and name != "portal.views"
    ]
    assert between == []


def test_no_file_is_two_files() -> None:
    pages = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    scripts = [path for pattern in ("tests/**/*.py", "benchmarks/*.py", "scripts/*.py") for path in ROOT.glob(pattern)]
    files = [*(path for _, path in modules()), *pages, *scripts]
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in files}
    assert [f"{path.relative_to(ROOT)}: {lines}" for path, lines in lengths.items() if lines > LONGEST_FILE] == []


def test_a_template_can_be_read_without_scrolling_sideways() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if len(line) > LONGEST_TEMPLATE_LINE
    ]
    assert long == []

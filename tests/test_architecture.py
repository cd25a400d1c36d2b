"""The direction of imports and the size of files (design: the house)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 250

LAYERS = [
    {"text", "library"},
    {"domain"},
    {"policy", "documents"},
    {"config", "database", "held", "http", "identity", "logs", "page_cache", "queries", "forms", "sealing"},
    {"cli", "demonstration", "pages", "views"},
    {"__init__"},
]
HEIGHT = {part: height for height, layer in enumerate(LAYERS) for part in layer}
WEB = {"flask", "flask_login", "flask_wtf", "htmx_flask", "werkzeug", "wtforms"}
BELOW_THE_WEB = {"text", "domain", "policy", "documents", "queries"}
TEXT_MAY_IMPORT = {"bleach", "diff_match_patch", "markdown_it", "markupsafe"}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / "portal").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts)
        if parts[1] != "library":
            yield name, path


def part_of(module: str) -> str:
    """`portal.views.plans.plans` is in `views`; `portal` itself is `__init__`."""
    return [*module.split("."), "__init__"][1]


def imports_of(name: str, path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file, by its full name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = name.split(".")[: -node.level] if node.level else []
            module = ".".join([*above, *(node.module or "").split(".")]).strip(".")
            if module in {"portal", "portal.views"}:
                yield from (f"{module}.{alias.name}" for alias in node.names)
            else:
                yield module


def all_imports() -> Iterator[tuple[str, str]]:
    return ((name, imported) for name, path in modules() for imported in imports_of(name, path))


def ours() -> Iterator[tuple[str, str]]:
    return ((name, imported) for name, imported in all_imports() if imported.split(".")[0] == "portal")


def others() -> Iterator[tuple[str, str]]:
    return ((name, imported.split(".")[0]) for name, imported in all_imports() if not imported.startswith("portal"))


def test_every_part_has_its_place() -> None:
    assert {part_of(name) for name, _ in modules()} <= HEIGHT.keys()


def test_imports_run_downward_only() -> None:
    upward = [
        f"{name} imports {imported}"
        for name, imported in ours()
        if HEIGHT.get(part_of(imported), len(LAYERS)) > HEIGHT[part_of(name)]
    ]
    assert upward == []


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
        if part_of(name) == part_of(imported) == "views"
        and name != "portal.views.__init__"
        and imported.split(".")[2:3] != name.split(".")[2:3]
    ]
    assert between == []


def test_no_file_is_two_files() -> None:
    pages = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    scripts = [path for pattern in ("tests/**/*.py", "benchmarks/*.py", "scripts/*.py") for path in ROOT.glob(pattern)]
    files = [*(path for _, path in modules()), *pages, *scripts]
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in files}
    assert [f"{path.relative_to(ROOT)}: {lines}" for path, lines in lengths.items() if lines > LONGEST_FILE] == []

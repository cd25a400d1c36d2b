"""Copy the pages' stylesheets, scripts and icons from node_modules to static/vendor, asking no other site for fonts."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
DESIGN_SYSTEM = PACKAGES / "nhsuk-frontend" / "dist" / "nhsuk"

SOURCES = [
    PACKAGES / "htmx.org" / "dist" / "htmx.min.js",
    DESIGN_SYSTEM / "nhsuk-frontend.min.js",
    DESIGN_SYSTEM / "nhsuk-frontend.min.css",
]


def at_home(text: str) -> str:
    """The file's text without fonts of other origins or source maps, its icons found beside it."""
    text = re.sub(r"@font-face\{[^}]*\}", "", text)
    text = re.sub(r"(//|/\*)# sourceMappingURL=\S+( \*/)?", "", text)
    return text.replace("url(/assets/", "url(assets/")


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    shutil.copytree(DESIGN_SYSTEM / "assets", VENDOR / "assets")
    for source in SOURCES:
        (VENDOR / source.name).write_text(at_home(source.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()

"""Where templates, static files and migrations stand: beside the package, and inside it once it is installed."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
HOME = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent

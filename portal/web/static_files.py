"""Stylesheets, scripts and icons: their addresses name what they hold, so that browsers need not ask for them again."""

import hashlib
from pathlib import Path

from flask import Flask, Response

MARK, SHOWN = "v-", 12
FOR_A_YEAR = "public, max-age=31536000, immutable"


def init_static_files(app: Flask) -> None:
    """Put one mark of all these files into their addresses, so that what one of them loads has the same mark.

    While hosts have different releases, a page of one may ask the other; it is sent what is there, to be asked again.
    """
    mark = MARK + _digest(Path(app.static_folder or "."))

    def marked(endpoint: str, values: dict[str, str]) -> None:
        if endpoint == "static":
            values["filename"] = f"{mark}/{values['filename']}"

    def send(filename: str) -> Response:
        first, slash, rest = filename.partition("/")
        sent = app.send_static_file(rest if slash and first.startswith(MARK) else filename)
        if first == mark:
            sent.headers["Cache-Control"] = FOR_A_YEAR
        return sent

    app.url_defaults(marked)
    app.view_functions["static"] = send


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        digest.update(f"{file.relative_to(folder)} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:SHOWN]

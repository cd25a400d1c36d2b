"""A file that came from outside, given back to save: a browser is never asked to show it."""

from flask import Response

from portal.domain.record.stored_file import StoredFile


def to_save(stored: StoredFile, name: str) -> Response:
    """The bytes of a stored file, to be saved under this name, to which its ending is added."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{stored.file_type.ending}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(stored.body, content_type=stored.file_type.value, headers=headers)

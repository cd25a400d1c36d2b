"""Columns that the database makes from the JSON of an event: virtual on SQLite, stored on PostgreSQL."""

from sqlalchemy import Computed, text
from sqlalchemy.ext.compiler import compiles


class FromBody(Computed):
    """The value of one name in the column `body`."""

    inherit_cache = True

    def __init__(self, name: str) -> None:
        super().__init__(text(name))
        self.name_in_body = name


@compiles(FromBody, "sqlite")
def _in_sqlite(column: FromBody, *_: object, **__: object) -> str:
    return f"GENERATED ALWAYS AS (json_extract(body, '$.{column.name_in_body}')) VIRTUAL"


@compiles(FromBody, "postgresql")
def _in_postgresql(column: FromBody, *_: object, **__: object) -> str:
    return f"GENERATED ALWAYS AS (((body)::jsonb ->> '{column.name_in_body}'::text)) STORED"

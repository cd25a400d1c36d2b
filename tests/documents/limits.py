"""Limits that no plan of these tests meets."""

from types import SimpleNamespace

FILE = ("import_bytes", "unclear_lines")
PLAN = ("clauses", "levels", "stages", "stage_weeks", "reviews", "fields")
CHARACTERS = ("title_characters", "clause_characters", "label_characters")
GENEROUS = SimpleNamespace(**{f"max_{name}": 100_000_000 for name in (*FILE, *PLAN, *CHARACTERS)})

"""Newer files of a draft, as a reader finds them."""

from dataclasses import replace

from portal.domain.drafting.taking import ORDER, START, TITLE, TYPE
from portal.domain.plans.content import V2, Clause, Content, Stage
from tests.domain.drafting.drafts import keys_of

EVERY_FACT = {TITLE, TYPE, START, ORDER}


def with_new_keys(clause: Clause) -> Clause:
    return replace(clause, key=f"n{clause.key}", children=tuple(map(with_new_keys, clause.children)))


def as_read(content: Content) -> Content:
    """The same plan as a reader finds it in a file that knows no keys."""
    stages = tuple(replace(one, key=f"n{one.key}") for one in content.stages)
    return replace(content, clauses=tuple(map(with_new_keys, content.clauses)), stages=stages)


def everything(draft: Content, file: Content) -> frozenset[str]:
    return frozenset(
        {*keys_of(draft), *keys_of(file)} | {one.key for one in (*draft.stages, *file.stages)} | EVERY_FACT
    )


def section(title: str, *texts: str, label: str = "") -> Clause:
    paragraphs = [
        Clause(f"n{title}{number}", f"{label}.{number}" if label else "", "paragraph", text)
        for number, text in enumerate(texts, start=1)
    ]
    return Clause(f"n{title}", label, "section", title, children=tuple(paragraphs))


def file_of(*sections: Clause, stages: tuple[Stage, ...] = ()) -> Content:
    return Content("", schema=V2, clauses=sections, stages=stages)

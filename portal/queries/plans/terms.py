"""The terms of a plan, explained at the head of the section that uses them first."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from portal.domain.plans.content import Content
from portal.domain.plans.structure import subtree
from portal.library.glossary import GLOSSARY

ABBREVIATED = re.compile(r"(?P<whole>.+) \((?P<short>[A-Za-z-]+)\)")


class Term(NamedTuple):
    """A term of the library and what it means, in one plain sentence."""

    name: str
    meaning: str


def first_uses(content: Content) -> dict[str, list[Term]]:
    """The terms that each section is the first to use, by its key; sections that use none are left out."""
    met: set[str] = set()
    found: dict[str, list[Term]] = {}
    for section in content.clauses:
        texts = [text for clause in subtree(section) for text in (clause.text, *(value for _, value in clause.fields))]
        new = [term for term in _terms_in(texts) if term.name not in met]
        if new:
            found[section.key] = new
            met.update(term.name for term in new)
    return found


def _terms_in(texts: Iterable[str]) -> list[Term]:
    """The terms among these texts, each once, in the order in which they come."""
    names = dict.fromkeys(_NAMES[match[0].lower()] for text in texts for match in _USED.finditer(text))
    return [Term(name, GLOSSARY[name]) for name in names]


def _names() -> dict[str, str]:
    """Each way in which a term is written, in small letters, with the term's own name."""
    found: dict[str, str] = {}
    for name in GLOSSARY:
        parts = ABBREVIATED.fullmatch(name)
        for written in parts.groups() if parts else [name]:
            found |= {written.lower(): name, f"{written.lower()}s": name}
    return found


_NAMES = _names()
_USED = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))})\b", re.IGNORECASE)

"""A pack to take to an adviser: the plan with every suggested change in redline, its picture, and room for notes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.documents.names import adviser_pack_name
from portal.documents.pdf import ADVICE, AUTHOR, MARGINS, compiled, drawable
from portal.text import Run

Words = Sequence[Run]
Drawing = Mapping[str, Any]  # a picture of the programme, as its dataclass holds it
_PACK = Path(__file__).with_name("pack.typ")


@dataclass(frozen=True)
class PackTalk:
    """A conversation: who reads it, the words it is about, and who said what, in order."""

    heading: str
    quote: str
    said: Sequence[tuple[str, str]]
    private: bool


@dataclass(frozen=True)
class PackChange:
    """A suggested change: `party` suggests it and `who` wrote it, of the `side` that gives it its colour.

    `words` are its redline, or what there was and would be. `facts` are sentences on what it
    means, `waits` says for whom it waits, and `notes` are what its reader's side keeps to itself about it. `pictures`
    are the programmes now and as suggested, or none. A `private` one was not sent.
    """

    name: str
    party: str
    side: str
    who: str
    what: str
    words: Words
    facts: Sequence[str]
    reason: str
    waits: str
    notes: Sequence[str]
    talks: Sequence[PackTalk]
    pictures: Sequence[Drawing]
    private: bool


@dataclass(frozen=True)
class PackPart:
    """A clause, or a stage with its `facts`; `inside` is the change whose redline its words carry, or None."""

    kind: str
    label: str
    depth: int
    words: Words
    facts: Sequence[tuple[str, str]]
    health: bool
    inside: PackChange | None
    changes: Sequence[PackChange]
    talks: Sequence[PackTalk]


@dataclass(frozen=True)
class Pack:
    """All of it: `facts` are rows of a name and a value, `dates` the rows of the table of stages.

    `waiting` are the changes that wait for an answer, those for the reader's side first. `only_for` names the side
    that alone may see what is in it, or is "" where it may be passed on.
    """

    title: str
    reference: str
    status: str
    made_at: datetime
    only_for: str
    facts: Sequence[Sequence[str]]
    picture: Drawing | None
    dates: Sequence[Sequence[str]]
    waiting: Sequence[PackChange]
    about_all: Sequence[PackChange]
    stages: Sequence[PackPart]
    clauses: Sequence[PackPart]
    strays: Sequence[PackChange] = field(default_factory=list)

    @property
    def file_name(self) -> str:
        """What the file is called."""
        return f"{adviser_pack_name(self.reference, private=bool(self.only_for))}.pdf"


def pack_pdf(pack: Pack) -> bytes:
    """The pack as a PDF; every page says whether it may be passed on."""
    marked = f"Only for {pack.only_for}" if pack.only_for else "Holds nothing that only one side can see"
    told = {name: _written(value) for name, value in asdict(pack).items() if name != "made_at"}
    footer = f"{pack.status} · {pack.reference} · {marked}"
    document = told | {"author": AUTHOR, "keywords": [], "footer": footer, "contact": ADVICE, "margins": MARGINS}
    inputs = {"document": json.dumps(drawable(document), ensure_ascii=False)}
    return compiled(_PACK, inputs, pack.made_at)


def _written(value: Any) -> Any:
    """The same with dictionaries for named tuples; a stretch of a redline with what to say where nobody sees it."""
    if isinstance(value, Run):
        return {"kind": value.kind, "text": value.text, "unseen": value.unseen}
    if hasattr(value, "_asdict"):
        return value._asdict()
    if isinstance(value, dict):
        return {name: _written(each) for name, each in value.items()}
    return [_written(each) for each in value] if isinstance(value, list | tuple) else value

"""Another day on which the programme starts (002 §8.3)."""

from dataclasses import replace
from datetime import date
from typing import ClassVar, Self

from portal.domain.dates import day
from portal.domain.plans.content import Content
from portal.domain.plans.structure import Place
from portal.domain.proposals.kinds.time_change import TimeChange
from portal.domain.proposals.said import Asked, ChangeLimits, ProposalKind, Said
from portal.domain.typed import a_day, new_start


class StartChange(TimeChange):
    """Another start; its `stage_key` is ""."""

    named: ClassVar[ProposalKind] = ProposalKind.START
    __mapper_args__ = {"polymorphic_identity": named}

    path: ClassVar[str] = "starts"
    field: ClassVar[str] = "start"
    template: ClassVar[str] = "proposals/start.html"
    invitation: ClassVar[str] = "Suggest another day"
    keep: ClassVar[str] = "Keep my day"

    @classmethod
    def begun(cls, content: Content, key: str, part: str) -> Self:
        return cls(stage_key="")

    def present(self, content: Content) -> str:
        return content.start

    def changed(self, content: Content, after: str) -> Content:
        return replace(content, start=after)

    def expected(self, content: Content, after: str, place: Place | None, limits: ChangeLimits) -> str:
        return new_start(content.start, a_day(after))

    def where(self, content: Content, said: Said | None = None) -> str:
        return "the start of the programme"

    def anchor(self, content: Content, said: Said | None = None) -> str:
        return "stages"

    def in_words(self, text: str) -> str:
        return day(date.fromisoformat(text) if text else None)

    def asked(self, content: Content, said: Said | None) -> Asked:
        return Asked(self.where(content), self.anchor(content), content.start, said.after if said else content.start)

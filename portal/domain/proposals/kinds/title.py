"""Another title for the plan."""

from collections.abc import Set
from dataclasses import replace
from typing import ClassVar, Self

from portal.domain.plans.content import Content
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.structure import Place
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import Asked, ProposalKind, Said
from portal.domain.typed import new_words

TITLE = "title"


class TitleChange(Proposal):
    """Another title for the plan; it stands above everything, and nothing else changes with it."""

    named: ClassVar[ProposalKind] = ProposalKind.TITLE
    __mapper_args__ = {"polymorphic_identity": named}

    path: ClassVar[str] = "titles"
    has_preview: ClassVar[bool] = True

    @classmethod
    def begun(cls, content: Content, key: str, part: str) -> Self:
        return cls()

    def target(self) -> str:
        return TITLE

    def present(self, content: Content) -> str:
        return content.title

    def applied(self, content: Content, said: Said, used: Set[str] = frozenset()) -> Content:
        return replace(content, title=said.after)

    def expected(self, content: Content, after: str, place: Place | None, limits: PlanLimits) -> str:
        return new_words(content.title, " ".join(after.split()), limits.max_title_characters)

    def where(self, content: Content, said: Said | None = None) -> str:
        return "the title of the plan"

    def heading(self, where: str) -> str:
        return where

    def anchor(self, content: Content, said: Said | None = None) -> str:
        return TITLE

    def counter(self, content: Content) -> tuple[ProposalKind, str, str]:
        return self.named, "", ""

    def asked(self, content: Content, said: Said | None) -> Asked:
        return Asked(self.where(content), TITLE, content.title, said.after if said else content.title)

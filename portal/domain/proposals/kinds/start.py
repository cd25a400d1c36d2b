"""Another start of the programme: a day, or what it waits for (002 §8.3)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, Self

from portal.domain.plans.content import Content
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.starts import read_start, start_in_words, start_of, written_start
from portal.domain.plans.structure import Place
from portal.domain.proposals.kind import expect
from portal.domain.proposals.kinds.time_change import TimeChange
from portal.domain.proposals.said import Asked, ProposalKind, Said
from portal.domain.typed import a_day, cleaned, expect_in_range, new_start

NEITHER = "Give the day on which it starts, or say what it waits for."
SAME = "The programme starts so already."


class StartChange(TimeChange):
    """Another start: a day, or what it waits for, or both; its `stage_key` is ""."""

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
        return start_of(content)

    def changed(self, content: Content, after: str) -> Content:
        start, waits_for = read_start(after)
        return replace(content, start=start, waits_for=waits_for)

    def expected(self, content: Content, after: str, place: Place | None, limits: PlanLimits) -> str:
        if content.is_first_form:
            return new_start(content.start, a_day(after))
        typed, waits_for = after.split("\n", 1) if "\n" in after else read_start(after)
        if typed:
            expect_in_range(a_day(typed), "start")
        waits_for = cleaned(waits_for, limits.max_clause_characters, "waits_for", lines=False)
        expect("" if typed or waits_for else NEITHER, "start")
        start = written_start(typed and a_day(typed).isoformat(), waits_for)
        expect(SAME if start == self.present(content) else "", "start")
        return start

    def typed(self, form: Mapping[str, str]) -> str:
        day_typed = super().typed(form)
        return f"{day_typed.strip()}\n{form['waits_for']}" if "waits_for" in form else day_typed

    def parts(self, value: str) -> dict[str, str]:
        """The fields of its form, from what a version holds."""
        start, waits_for = read_start(value)
        return {"start": start, "waits_for": waits_for}

    def where(self, content: Content, said: Said | None = None) -> str:
        return "the start of the programme"

    def anchor(self, content: Content, said: Said | None = None) -> str:
        return "stages"

    def in_words(self, text: str) -> str:
        return start_in_words(text)

    def asked(self, content: Content, said: Said | None) -> Asked:
        present = self.present(content)
        return Asked(self.where(content), self.anchor(content), present, said.after if said else present)

"""A stage more."""

import json
from collections.abc import Mapping, Set
from dataclasses import replace
from typing import ClassVar, Self, cast

from portal.domain.base import Refused
from portal.domain.plans.content import Content, Review, Stage, new_key
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.places import stage_name, stage_of
from portal.domain.plans.stage_parts import NO_STEP, UNKNOWN_STEP, read_reviews, step_choices
from portal.domain.plans.steps import STEPS
from portal.domain.plans.structure import NO_SUCH_PLACE, Place
from portal.domain.proposals.effect import Effect, dates_of, effect
from portal.domain.proposals.kind import GONE, PLACE_GONE, expect
from portal.domain.proposals.kinds.stage_change import FACTS, StageChange, read_stage, written
from portal.domain.proposals.said import Asked, Becomes, Fate, ProposalKind, Reversal, Said, Taken
from portal.domain.typed import cleaned, new_weeks, whole

STAGES = "stages"
FIRST = "first"


class StageAddition(StageChange):
    """A new stage with the key `stage_key`; its version holds its facts and, as a place, the stage that it follows."""

    named: ClassVar[ProposalKind] = ProposalKind.STAGE_MORE
    __mapper_args__ = {"polymorphic_identity": named}

    path: ClassVar[str] = "stages/<key>/additions"
    field: ClassVar[str] = "stage"
    template: ClassVar[str] = "proposals/stage_more.html"
    invitation: ClassVar[str] = "Suggest another stage"
    keep: ClassVar[str] = "Keep my stage"
    has_place: ClassVar[bool] = True
    has_preview: ClassVar[bool] = True
    begun_at = cast(Place | None, None)  # where its form begins; not kept

    @classmethod
    def begun(cls, content: Content, key: str, part: str) -> Self:
        """A stage after this one; before all others for the key "first"."""
        addition = cls(stage_key=new_key())
        addition.begun_at = Place(STAGES, "" if key == FIRST else stage_of(content, key).key)
        return addition

    def matter(self, place: Place | None) -> tuple[str, str, str]:
        return STAGES, "", place.written() if place else ""

    def present(self, content: Content) -> str:
        """Nothing: it is not in the plan yet."""
        return ""

    def applied(self, content: Content, said: Said, used: Set[str] = frozenset()) -> Content:
        return self.changed(content, said)

    def changed(self, content: Content, said: Said) -> Content:
        others = [stage for stage in content.stages if stage.key != self.stage_key]
        after = said.place.after if said.place else ""
        at = next((number for number, one in enumerate(others, start=1) if one.key == after), 0)
        stage = read_stage(self.stage_key, said.after)
        return replace(content, stages=(*others[:at], stage, *others[at:]))

    def misfit(self, content: Content, place: Place | None) -> str:
        if place is None or place.parent != STAGES or (place.after and content.stage(place.after) is None):
            return NO_SUCH_PLACE
        return ""

    def fate(self, said: Said, taken: Taken) -> Fate:
        """It follows the stage that was put there first; where its own went, the nearest earlier one that stands."""
        renewed = said._replace(place=_place_now(said.place, taken))
        moved = renewed != said or dates_of(taken.old) != dates_of(taken.new)
        return Fate(Becomes.RENEWED if moved else Becomes.STAYS, renewed)

    def expected(self, content: Content, after: str, place: Place | None, limits: PlanLimits) -> str:
        if len(content.stages) >= limits.max_stages:
            raise Refused(f"A plan has at most {limits.max_stages} stages.")
        expect(self.misfit(content, place), "place")
        facts = _read(after)
        title = cleaned(facts["title"], limits.max_title_characters, "title", lines=False)
        if not title:
            raise Refused("Give the stage a title.", "title")
        level = cleaned(facts["level"], limits.max_clause_characters, "level", lines=False)
        weeks = int(new_weeks(0, whole(facts["weeks"]), limits.max_stage_weeks))
        stage = Stage("", title, level, weeks)
        if content.is_first_form:
            review = cleaned(facts["review"], limits.max_clause_characters, "review", lines=False)
            return written(content, replace(stage, review=review))
        expect("" if facts["step"] in ("", NO_STEP, *STEPS) else UNKNOWN_STEP, "step")
        reviews = _reviews(cleaned(facts["reviews"], limits.max_clause_characters, "reviews"), weeks)
        return written(content, replace(stage, step=facts["step"].replace(NO_STEP, ""), reviews=reviews))

    def typed(self, form: Mapping[str, str]) -> str:
        return form.get(self.field) or json.dumps({name: form.get(name, "") for name in FACTS})

    @property
    def steps(self) -> list[tuple[str, str, str]]:
        """The steps of supervision to choose from."""
        return step_choices()

    def parts(self, value: str) -> dict[str, str]:
        """The fields of its form, from what a version holds."""
        return _read(value)

    def effect(self, content: Content, said: Said) -> Effect:
        without = replace(content, stages=tuple(one for one in content.stages if one.key != self.stage_key))
        return effect(without, self.changed(content, said))

    def where(self, content: Content, said: Said | None = None) -> str:
        place = said.place if said else None
        return f"a new stage after {stage_name(content, place.after)}" if place and place.after else "a new first stage"

    def heading(self, where: str) -> str:
        return where

    def home(self, content: Content, said: Said | None = None) -> str:
        return said.place.after if said and said.place else ""

    def anchor(self, content: Content, said: Said | None = None) -> str:
        home = self.home(content, said)
        return f"stage-{home}" if home else STAGES

    def stands_now(self, content: Content, said: Said) -> str:
        return PLACE_GONE

    def counter(self, content: Content) -> tuple[ProposalKind, str, str]:
        place = self.versions[-1].place if self.versions else self.begun_at
        return self.named, place.after if place and place.after else FIRST, ""

    def asked(self, content: Content, said: Said | None) -> Asked:
        place = (said.place if said else None) or self.begun_at or Place(STAGES, "")
        rows = [(Place(STAGES, one.key).written(), f"After “{one.title}”") for one in content.stages]
        return Asked(
            about="another stage",
            anchor=f"stage-{place.after}" if place.after else STAGES,
            value=said.after if said else "",
            places=[(Place(STAGES, "").written(), "First"), *rows],
            place=place.written(),
        )

    def back(self, former: Content, now: Content, said: Said) -> Reversal:
        expect(GONE if now.stage(self.stage_key) is None else "")
        return Reversal(ProposalKind.STAGE_LESS, self.stage_key)


def _place_now(place: Place | None, taken: Taken) -> Place | None:
    if place is None:
        return None
    keys = [stage.key for stage in taken.new.stages]
    at = keys.index(place.after) + 1 if place.after in keys else 0
    if taken.new.stage(taken.target) and not taken.old.stage(taken.target) and keys[at : at + 1] == [taken.target]:
        return Place(STAGES, taken.target)
    if not place.after or place.after in keys:
        return place
    former = [stage.key for stage in taken.old.stages]
    earlier = former[: former.index(place.after)] if place.after in former else []
    return Place(STAGES, next((key for key in reversed(earlier) if key in keys), ""))


def _read(text: str) -> dict[str, str]:
    """The facts of a stage as they were typed, each as a text."""
    try:
        facts = json.loads(text or "{}")
    except ValueError:
        facts = {}
    known = facts if isinstance(facts, dict) else {}
    return {name: str(known.get(name, "")) for name in FACTS}


def _reviews(lines: str, weeks: int) -> tuple[Review, ...]:
    try:
        return read_reviews(lines, weeks)
    except ValueError as unfit:
        raise Refused(str(unfit), "reviews") from unfit

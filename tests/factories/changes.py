"""Suggesting, sending and answering changes, in one line each."""

import json
from collections.abc import Callable
from datetime import date

from portal.domain.negotiation import fitting, kept_answer, negotiation
from portal.domain.negotiation.bundle import Bundle, put_forward_together
from portal.domain.plans.structure import Place, place_of
from portal.domain.proposals.kinds.add import Addition
from portal.domain.proposals.kinds.move import Move
from portal.domain.proposals.kinds.remove import Removal
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.kinds.stage_less import StageRemoval
from portal.domain.proposals.kinds.stage_more import StageAddition
from portal.domain.proposals.kinds.stage_words import StageAmendment
from portal.domain.proposals.kinds.start import StartChange
from portal.domain.proposals.kinds.title import TitleChange
from portal.domain.proposals.kinds.weeks import DurationChange
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import AnswerKind, Caution
from tests.factories.story import LIMITS, WORDS, Story


def suggest(
    story: Story, by: str = "practitioner", key: str = "supervision", text: str = "", reason: str = "It is clearer."
) -> Rewording:
    """New words for a paragraph, still private."""
    with story.acting() as session:
        words = text or WORDS[key].replace("practitioner", "doctor").replace("organisation", "trust")
        author = story.author(session, by, reason)
        return author.suggest(Rewording.begun(author.plan.content, key, ""), words, limits=LIMITS)


def suggest_weeks(
    story: Story, by: str = "practitioner", key: str = "first", weeks: int = 6, reason: str = "Time to settle in."
) -> DurationChange:
    """Another length for a stage, still private."""
    with story.acting() as session:
        author = story.author(session, by, reason)
        return author.suggest(DurationChange.begun(author.plan.content, key, ""), str(weeks), limits=LIMITS)


def suggest_addition(
    story: Story, by: str = "practitioner", after: str = "supervision", text: str = "A deputy is named."
) -> Addition:
    """A new clause after another, of its kind, still private."""
    with story.acting() as session:
        author = story.author(session, by)
        content = author.plan.content
        place, beside = place_of(content, after), content.clause(after)
        assert place
        assert beside
        addition = Addition.begun(content, after, beside.kind)
        return author.suggest(addition, text, Place(place.parent, after), limits=LIMITS)


def suggest_removal(story: Story, by: str = "practitioner", key: str = "supervision") -> Removal:
    """One clause less, still private."""
    with story.acting() as session:
        author = story.author(session, by)
        return author.suggest(Removal.begun(author.plan.content, key, ""), limits=LIMITS)


def suggest_move(story: Story, place: Place, by: str = "practitioner", key: str = "supervision") -> Move:
    """A clause elsewhere, still private."""
    with story.acting() as session:
        author = story.author(session, by)
        return author.suggest(Move.begun(author.plan.content, key, ""), place=place, limits=LIMITS)


def suggest_stage_words(
    story: Story, by: str = "practitioner", key: str = "first", part: str = "level", text: str = "Every list is shared"
) -> StageAmendment:
    """Other words for a stage, still private."""
    with story.acting() as session:
        author = story.author(session, by)
        return author.suggest(StageAmendment.begun(author.plan.content, key, part), text, limits=LIMITS)


def suggest_start(story: Story, by: str = "practitioner", start: date = date(2026, 2, 2)) -> StartChange:
    """Another start, still private."""
    with story.acting() as session:
        author = story.author(session, by)
        return author.suggest(StartChange.begun(author.plan.content, "", ""), start.isoformat(), limits=LIMITS)


def suggest_title(story: Story, by: str = "practitioner", title: str = "Return to safe surgery") -> TitleChange:
    """Another title for the plan, still private."""
    with story.acting() as session:
        author = story.author(session, by)
        return author.suggest(TitleChange.begun(author.plan.content, "", ""), title, limits=LIMITS)


def suggest_stage(
    story: Story, by: str = "practitioner", after: str = "first", title: str = "Shared lists", weeks: int = 3
) -> StageAddition:
    """A stage more, after another one or "" for the first place, still private."""
    with story.acting() as session:
        author = story.author(session, by)
        addition = StageAddition.begun(author.plan.content, after or "first", "")
        facts = json.dumps(
            {"title": title, "level": "Every list is shared", "weeks": str(weeks), "review": "Third review"}
        )
        return author.suggest(addition, facts, Place("stages", after), limits=LIMITS)


def suggest_stage_less(story: Story, by: str = "practitioner", key: str = "first") -> StageRemoval:
    """A stage less, still private."""
    with story.acting() as session:
        author = story.author(session, by)
        return author.suggest(StageRemoval.begun(author.plan.content, key, ""), limits=LIMITS)


def in_effect(story: Story, proposal: Proposal, by: str = "practitioner") -> Proposal:
    """A private suggestion of this person, put forward and agreed to by the other party."""
    put_forward(story, proposal, by)
    return agree(story, proposal, by="editor" if by == "practitioner" else "practitioner")


def fit(story: Story, proposal: Proposal, by: str = "practitioner") -> Proposal:
    """A private suggestion, fitted to what the plan says by now."""
    with story.acting() as session:
        found = session.get_one(Proposal, proposal.id)
        fitting.fit(session, found, by=story.member(by, session), at=story.tick())
        return found


def put_forward(story: Story, proposal: Proposal, by: str = "practitioner") -> Proposal:
    return _as_shown(story, negotiation.put_forward, proposal, by)


def sent(story: Story, by: str = "practitioner", key: str = "supervision", text: str = "") -> Proposal:
    """New words for a paragraph, put forward."""
    return put_forward(story, suggest(story, by, key, text), by)


def sent_weeks(story: Story, by: str = "practitioner", key: str = "first", weeks: int = 6) -> Proposal:
    """Another length for a stage, put forward."""
    return put_forward(story, suggest_weeks(story, by, key, weeks), by)


def agree(story: Story, proposal: Proposal, by: str = "editor") -> Proposal:
    return _as_shown(story, negotiation.assent, proposal, by)


def decline(story: Story, proposal: Proposal, by: str = "editor", reason: str = "Weekly is too often.") -> Proposal:
    return _as_shown(story, negotiation.decline, proposal, by, reason=reason)


def _as_shown(story: Story, act: Callable[..., object], proposal: Proposal, by: str, **facts: str) -> Proposal:
    """This person's act on a change whose words they were shown as they stand."""
    with story.acting() as session:
        found = session.get_one(Proposal, proposal.id)
        act(session, found, digest=found.latest.digest, by=story.member(by, session), at=story.tick(), **facts)
        return found


def overtaken(story: Story, proposal: Proposal, text: str) -> Proposal:
    """The proposal after another change of the same words took effect."""
    agree(story, sent(story, "editor", text=text), by="practitioner")
    return proposal


def keep(
    story: Story,
    proposal: Proposal,
    by: str = "editor",
    reason: str = "Ask HR first.",
    kind: AnswerKind = AnswerKind.DECLINE,
    note: str = "",
) -> Proposal:
    """An answer kept for later."""
    with story.acting() as session:
        found = session.get_one(Proposal, proposal.id)
        by_whom, at = story.member(by, session), story.tick()
        negotiation.keep_answer(session, found, kind=kind, reason=reason, note=note, by=by_whom, at=at)
        return found


def keep_yes(story: Story, proposal: Proposal, by: str = "editor") -> Proposal:
    """A yes kept for later."""
    return keep(story, proposal, by, reason="", kind=AnswerKind.AGREE)


def caution(story: Story, proposal: Proposal, note: str = "Ask your GP first.") -> Caution:
    """The representative would ask first."""
    with story.acting() as session:
        found, by = session.get_one(Proposal, proposal.id), story.member("representative", session)
        return kept_answer.caution(session, found, note=note, by=by, at=story.tick())


def bundle(
    story: Story, *proposals: Proposal, by: str = "practitioner", note: str = "These belong together."
) -> Bundle:
    """Private suggestions, put forward together."""
    with story.acting() as session:
        found = [session.get_one(Proposal, one.id) for one in proposals]
        chosen, by_whom = [(one, one.latest.digest) for one in found], story.member(by, session)
        plan = story.present_plan(session)
        return put_forward_together(session, plan, chosen, note=note, by=by_whom, at=story.tick())

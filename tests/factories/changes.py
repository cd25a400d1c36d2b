"""Suggesting, sending and answering changes, in one line each."""

from collections.abc import Callable
from datetime import date

from portal.domain.negotiation import kept_answer, negotiation
from portal.domain.negotiation.bundle import Bundle, put_forward_together
from portal.domain.plans.structure import Place, place_of
from portal.domain.proposals.kinds.amendment import Addition, Amendment, Move, Removal
from portal.domain.proposals.kinds.programme import DurationChange, StageAmendment, StartChange
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import AnswerKind, Caution
from tests.factories.story import LIMIT, MOST, WORDS, Story


def suggest(
    story: Story, by: str = "practitioner", key: str = "supervision", text: str = "", reason: str = "It is clearer."
) -> Amendment:
    """New words for a paragraph, still private."""
    with story.acting() as session:
        words = text or WORDS[key].replace("practitioner", "doctor").replace("organisation", "trust")
        return story.author(session, by, reason).reword(key, words, limit=LIMIT)


def suggest_weeks(
    story: Story, by: str = "practitioner", key: str = "first", weeks: int = 6, reason: str = "Time to settle in."
) -> DurationChange:
    """Another length for a stage, still private."""
    with story.acting() as session:
        return story.author(session, by, reason).change_weeks(key, weeks, most=MOST)


def suggest_addition(
    story: Story, by: str = "practitioner", after: str = "supervision", text: str = "A deputy is named."
) -> Addition:
    """A new clause after another, of its kind, still private."""
    with story.acting() as session:
        author = story.author(session, by)
        content = author.plan.content
        place = place_of(content, after)
        assert place
        kind = content.clause(after).kind
        return author.add(Place(place.parent, after), kind, text, limit=LIMIT, most_clauses=MOST)


def suggest_removal(story: Story, by: str = "practitioner", key: str = "supervision") -> Removal:
    """One clause less, still private."""
    with story.acting() as session:
        return story.author(session, by).remove(key)


def suggest_move(story: Story, place: Place, by: str = "practitioner", key: str = "supervision") -> Move:
    """A clause elsewhere, still private."""
    with story.acting() as session:
        return story.author(session, by).move(key, place)


def suggest_stage_words(
    story: Story, by: str = "practitioner", key: str = "first", part: str = "level", text: str = "Every list is shared"
) -> StageAmendment:
    """Other words for a stage, still private."""
    with story.acting() as session:
        return story.author(session, by).reword_stage(key, part, text, limit=LIMIT)


def suggest_start(story: Story, by: str = "practitioner", start: date = date(2026, 2, 2)) -> StartChange:
    """Another start, still private."""
    with story.acting() as session:
        return story.author(session, by).change_start(start)


def in_effect(story: Story, proposal: Proposal, by: str = "practitioner") -> Proposal:
    """A private suggestion of this person, put forward and agreed to by the other party."""
    put_forward(story, proposal, by)
    return agree(story, proposal, by="editor" if by == "practitioner" else "practitioner")


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

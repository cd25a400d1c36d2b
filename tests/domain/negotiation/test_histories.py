"""Whatever two parties do in whatever order: words change only as written and agreed, and the record holds."""

import hashlib
import json
from itertools import pairwise

from hypothesis import event, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases.roles import Party
from portal.domain.negotiation import negotiation
from portal.domain.negotiation.forecast import Given, foresee
from portal.domain.negotiation.sending import answer_together
from portal.domain.plans.content import parse
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.version import AnswerKind, Fit, ProposalVersion
from portal.domain.record import Event, Stream
from portal.text import merge
from tests.databases import undone
from tests.domain.conftest import Borrow
from tests.factories import LIMITS, Story, agree, decline, fit, put_forward, suggest, suggest_weeks

SPEAKS = {"practitioner": "practitioner", "representative": "practitioner", "editor": "editor", "signatory": "editor"}
OTHER = {"practitioner": "editor", "editor": "practitioner"}
OPEN = {Status.PRIVATE, Status.OPEN, Status.TO_CONFIRM, Status.CONFLICT}
Step = tuple[str, str, int, list[tuple[int, str]]]
CHANGES = st.lists(
    st.tuples(st.integers(0, 15), st.sampled_from(["", "must", "not", "two", "three", "daily", "with care,"])),
    min_size=1,
    max_size=2,
)
WAITING = {
    "send": {Status.PRIVATE},
    "agree": {Status.OPEN},
    "decline": {Status.OPEN},
    "fit": {Status.PRIVATE},
    "confirm": {Status.TO_CONFIRM},
    "rewrite": {Status.CONFLICT, Status.TO_CONFIRM},
    "withdraw": OPEN,
    "anything": OPEN,
}
PEOPLE, CHOICES = st.sampled_from(list(SPEAKS)), st.integers(0, 7)
BEGINNINGS = st.lists(
    st.tuples(st.sampled_from(["words", "words", "weeks"]), PEOPLE, CHOICES, CHANGES), min_size=4, max_size=6
)
ACTS = [
    "words",
    "agree",
    "agree",
    "agree together",
    "send",
    "fit",
    "confirm",
    "rewrite",
    "decline",
    "withdraw",
    "anything",
]
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), PEOPLE, CHOICES, CHANGES), min_size=4, max_size=16)


def proposals(story: Story) -> list[Proposal]:
    return list(story.session.scalars(select(Proposal).order_by(Proposal.created_at)))


def reworded(text: str, changes: list[tuple[int, str]]) -> str:
    """The text with other words in these places, counted in words and round again."""
    words = text.split()
    for place, word in changes:
        words[place % len(words)] = word
    return " ".join(filter(None, words))


def step(story: Story, act: str, who: str, choice: int, changes: list[tuple[int, str]]) -> None:
    """One act; what is not possible is refused and changes nothing."""
    if act in ("words", "weeks"):
        begin(story, act, who, choice, changes)
        return
    if act == "agree together":
        agree_together(story, SPEAKS[who])
        return
    known = [proposal for proposal in proposals(story) if not proposal.outcome]
    waiting = [proposal for proposal in known if proposal.status in WAITING[act]] or known
    if waiting:
        act = act if act != "anything" else sorted(WAITING)[choice % len(WAITING)]
        on_a_proposal(story, act, waiting[choice % len(waiting)], changes)


def begin(story: Story, act: str, who: str, choice: int, changes: list[tuple[int, str]]) -> None:
    """Suggest words or weeks; most are sent, also by a representative, whose yes is nobody's; the rest stay private."""
    if act == "words":
        key = "supervision" if choice % 4 else "cases"
        proposal = suggest(story, who, key, reworded(story.plan.content.clause(key).text, changes))
    else:
        proposal = suggest_weeks(story, who, ["first", "second"][choice % 2], weeks=changes[0][0])
    if choice < 6:
        put_forward(story, proposal, who)


def agree_together(story: Story, by: str) -> None:
    """Agree to all that can be agreed to at once; what happens is what was foreseen, or this is refused."""
    plan, member = story.plan, story.member(by)
    answers = [Given(one, one.latest.digest, AnswerKind.AGREE) for one in proposals(story)]
    prospect = foresee(story.session, plan, answers, party=member.party)
    if not prospect.going:
        return
    event(f"{len(prospect.going)} agreed to together")
    shown = {"digest": prospect.digest, "fingerprint": prospect.fingerprint}
    answer_together(story.session, plan, answers, **shown, by=member, at=story.tick())
    assert plan.content == prospect.result


def on_a_proposal(story: Story, act: str, proposal: Proposal, changes: list[tuple[int, str]]) -> None:
    author = SPEAKS[next(role for role, member in story.members.items() if member.id == proposal.by_id)]
    by, digest = story.member(author), proposal.latest.digest
    if act == "send":
        put_forward(story, proposal, author)
    elif act == "agree":
        agree(story, proposal, author if not proposal.assented(by.party) else OTHER[author])
    elif act == "decline":
        decline(story, proposal, OTHER[author])
    elif act == "fit":
        fit(story, proposal, author)
    elif act == "confirm":
        negotiation.confirm(story.session, proposal, digest=digest, by=by, at=story.tick())
    elif act == "withdraw":
        negotiation.withdraw(story.session, proposal, by=by, at=story.tick())
    else:
        rewrite(story, proposal, author, changes)


def rewrite(story: Story, proposal: Proposal, author: str, changes: list[tuple[int, str]]) -> None:
    present = proposal.present(story.plan.content)
    after = reworded(present, changes) if isinstance(proposal, Rewording) else str(changes[0][0])
    by, at = story.member(author), story.tick()
    negotiation.rewrite(story.session, proposal, after, reason="Better.", by=by, at=at, limits=LIMITS)


@settings(max_examples=25, deadline=None)
@given(beginnings=BEGINNINGS, steps=STEPS)
def test_any_history_keeps_the_rules(borrow: Borrow, beginnings: list[Step], steps: list[Step]) -> None:
    lent = borrow("issued")
    with undone(lent) as session:
        story = lent.story_in(session)
        for act in beginnings + steps:
            before = story.plan.current.number
            try:
                step(story, *act)
            except Refused:
                assert story.plan.current.number == before
        story.session.expire_all()
        the_plan_is_the_replay_of_what_both_agreed_to(story)
        every_open_change_fits_or_waits_for_its_author(story)
        numbers_and_streams_tell_nothing_of_what_is_private(story)
        found = record.check(story.session, story.case.id, list(Stream))
        assert [finding.fault for finding in found if finding.fault] == []


def the_plan_is_the_replay_of_what_both_agreed_to(story: Story) -> None:
    first, *later = story.revisions()
    content, known = first.content, {proposal.id: proposal for proposal in proposals(story)}
    for revision in later:
        proposal = known.pop(revision.proposal_id)
        assert proposal.status is Status.IN_EFFECT
        assert proposal.present(content) == proposal.latest.before
        both_said_yes_to_these_words(story, proposal)
        content = proposal.applied(content, proposal.latest.said)
        assert content.fingerprint == revision.fingerprint
        assert revision.content == parse(revision.canonical)
    assert content == story.plan.content
    assert Status.IN_EFFECT not in {proposal.status for proposal in known.values()}
    event(f"{len(later)} revisions")


def both_said_yes_to_these_words(story: Story, proposal: Proposal) -> None:
    """Each party, by somebody who may speak for it, to terms that hold just these words, which somebody wrote."""
    version, voices = proposal.latest, {member.id: member.voice for member in story.members.values()}
    assert {assent.party for assent in version.assents} == set(Party)
    assert all(voices[assent.by_id] is assent.party for assent in version.assents)
    assert version.digest == hashlib.sha256(version.terms.encode()).hexdigest()
    terms = json.loads(version.terms)
    assert (terms["clause"], terms["before"], terms["after"]) == (proposal.target(), version.before, version.after)
    written = [one.after for one in proposal.versions if one.fit is Fit.WRITTEN]
    assert set(version.after.split()) <= set(" ".join([version.before, *written]).split())


def every_open_change_fits_or_waits_for_its_author(story: Story) -> None:
    content = story.plan.content
    for proposal in proposals(story):
        if proposal.outcome or (proposal.put_forward_at is None and not proposal.fits(content, proposal.latest.said)):
            continue
        event(f"{proposal.status.value}, {'private' if proposal.put_forward_at is None else 'sent'}")
        assert proposal.status in OPEN
        assert proposal.latest.before == proposal.present(content)
        assert proposal.latest.after != proposal.latest.before
        assert len(proposal.latest.assents) <= (proposal.status is Status.OPEN)
        if isinstance(proposal, Rewording):
            nothing_is_guessed(proposal.versions)


def nothing_is_guessed(versions: list[ProposalVersion]) -> None:
    """Each version that nobody wrote is the clean merge of the one before, or that one's words in conflict."""
    for earlier, later in pairwise(versions):
        merged = merge(earlier.before, later.before, earlier.after).text
        if later.fit is Fit.REBASED:
            assert later.after == merged
        elif later.fit is Fit.CONFLICT:
            assert later.after == (earlier.after if merged is None else merged)


def numbers_and_streams_tell_nothing_of_what_is_private(story: Story) -> None:
    numbers = sorted(proposal.number for proposal in proposals(story) if proposal.number)
    assert numbers == list(range(1, len(numbers) + 1))
    private = {str(proposal.id): proposal.side.value for proposal in proposals(story) if not proposal.put_forward_at}
    for entry in story.session.scalars(select(Event)):
        assert entry.stream.value == private.get(entry.facts.subject, entry.stream.value)

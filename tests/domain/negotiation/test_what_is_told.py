"""What the record says of each act on a suggested change, and to whom."""

from collections.abc import Callable

import pytest

from portal.domain.negotiation import events, kept_answer, negotiation
from portal.domain.proposals.proposal import Proposal
from portal.domain.record import Kind, Stream
from tests.domain.told import told, told_once
from tests.factories import LIMITS, WORDS, Story, agree, bundle, caution, decline, keep, overtaken, put_forward, sent
from tests.factories import suggest as suggested

SEEING = WORDS["supervision"].replace("meet", "see")
CALLING = WORDS["supervision"].replace("meet", "telephone")
LONGER = WORDS["supervision"].replace("30", "45")
OWN, SHARED, THEIRS = Stream.PRACTITIONER, Stream.SHARED, Stream.ORGANISATION


def suggest(story: Story) -> Proposal:
    return suggested(story, text=SEEING)


def send(story: Story) -> Proposal:
    return sent(story, text=SEEING)


def rewritten(story: Story, proposal: Proposal) -> Proposal:
    text, by, at = WORDS["supervision"].replace("supervisor", "mentor"), story.member("practitioner"), story.tick()
    negotiation.rewrite(story.session, proposal, text, reason="It is clearer.", by=by, at=at, limits=LIMITS)
    return proposal


def confirmed(story: Story, proposal: Proposal) -> Proposal:
    digest, by, at = proposal.latest.digest, story.member("practitioner"), story.tick()
    negotiation.confirm(story.session, proposal, digest=digest, by=by, at=at)
    assert (proposal.latest.confirmation.by_id, proposal.latest.confirmation.at) == (by.id, at)
    return proposal


def taken_back(story: Story, proposal: Proposal) -> Proposal:
    negotiation.withdraw(story.session, proposal, by=story.member("practitioner"), at=story.tick())
    return proposal


ACTS: list[tuple[Callable[[Story], Proposal], Kind, Stream, str]] = [
    (suggest, events.PROPOSAL_DRAFTED, OWN, "practitioner"),
    (lambda story: rewritten(story, suggest(story)), events.PROPOSAL_CHANGED, OWN, "practitioner"),
    (
        lambda story: rewritten(story, overtaken(story, send(story), CALLING)),
        events.PROPOSAL_CHANGED,
        SHARED,
        "practitioner",
    ),
    (send, events.PROPOSAL_PUT_FORWARD, SHARED, "practitioner"),
    (lambda story: taken_back(story, suggest(story)), events.PROPOSAL_WITHDRAWN, OWN, "practitioner"),
    (lambda story: taken_back(story, send(story)), events.PROPOSAL_WITHDRAWN, SHARED, "practitioner"),
    (lambda story: agree(story, send(story)), events.ASSENTED, SHARED, "editor"),
    (lambda story: overtaken(story, send(story), LONGER), events.PROPOSAL_REBASED, SHARED, "practitioner"),
    (lambda story: overtaken(story, send(story), SEEING), events.PROPOSAL_SUPERSEDED, SHARED, "practitioner"),
    (
        lambda story: confirmed(story, overtaken(story, send(story), LONGER)),
        events.PROPOSAL_CONFIRMED,
        SHARED,
        "practitioner",
    ),
]


@pytest.mark.parametrize(("act", "kind", "stream", "by"), ACTS)
def test_what_is_told_of_a_change(
    story: Story, act: Callable[[Story], Proposal], kind: Kind, stream: Stream, by: str
) -> None:
    change = act(story)
    mine = [one for one in told(story, kind) if one.subject == change.id]
    assert [one[:2] for one in mine] == [(stream, by)]
    assert mine[0].values == {"terms": change.latest.terms, "reason": "It is clearer."}


def test_a_no_is_told_with_its_reason(story: Story) -> None:
    change = decline(story, send(story), reason="Weekly is too often.")
    assert told_once(story, events.DECLINED, change)[:2] == (SHARED, "editor")
    assert told(story, events.DECLINED)[0].values["reason"] == change.outcome.reason == "Weekly is too often."


def test_what_psr_suggests_is_told_with_who_asked_for_it(story: Story) -> None:
    change = put_forward(story, suggested(story, "adviser", text=SEEING), "adviser")
    assert told(story, events.PROPOSAL_DRAFTED)[0][:2] == (Stream.PSR, "adviser")
    assert told_once(story, events.PROPOSAL_PUT_FORWARD, change)[2]["asked_by"] == "both"


def test_an_answer_kept_is_told_to_its_own_side(story: Story) -> None:
    change = keep(story, send(story), reason="Ask HR first.", note="Not yet.")
    values = {"answer": "decline", "reason": "Ask HR first.", "note": "Not yet."}
    assert told_once(story, events.ANSWER_KEPT, change) == (THEIRS, "editor", values)
    kept_answer.forget_answer(story.session, change, by=story.member("signatory"), at=story.tick())
    assert told_once(story, events.ANSWER_REMOVED, change) == (THEIRS, "signatory", {"note": ""})


def test_what_a_representative_would_ask_is_told_to_their_own_side(story: Story) -> None:
    change, by = sent(story, "editor"), story.member("representative")
    caution(story, change, note="Ask your GP first.")
    note = {"note": "Ask your GP first."}
    assert told_once(story, events.CAUTIONED, change) == (OWN, "representative", note)
    kept_answer.withdraw_caution(story.session, change, by=by, at=story.tick())
    assert told_once(story, events.CAUTION_REMOVED, change) == (OWN, "representative", {"note": ""})


def test_changes_sent_together_are_told_with_their_note_and_how_many_they_are(story: Story) -> None:
    together = bundle(story, suggested(story), suggested(story, key="aim"), note="These belong together.")
    values = {"note": "These belong together.", "changes": "2"}
    assert told_once(story, events.BUNDLE_PUT_FORWARD, together) == (SHARED, "practitioner", values)
    assert len(told(story, events.PROPOSAL_PUT_FORWARD)) == 2


def test_a_change_in_effect_says_who_made_it_so_and_when(story: Story) -> None:
    change = agree(story, send(story))
    assert (change.outcome.by_id, change.outcome.at) == (story.members["editor"].id, story.at)
    assert [(yes.by_id, yes.at) for yes in change.latest.assents][1:] == [(story.members["editor"].id, story.at)]

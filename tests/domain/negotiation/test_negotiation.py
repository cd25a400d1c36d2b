"""What can be done to a suggested change, in each state it can be in."""

from collections.abc import Callable

import pytest

from portal.domain.base import Refused
from portal.domain.cases.roles import Party
from portal.domain.negotiation import negotiation
from portal.domain.negotiation.negotiation import Stale
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.version import AnswerKind
from tests.factories import (
    LIMIT,
    LIMITS,
    MOST,
    WORDS,
    Story,
    agree,
    decline,
    fit,
    freeze,
    keep,
    overtaken,
    put_forward,
    sent,
    suggest,
)
from tests.factories import suggest_weeks as weeks

SEEING = WORDS["supervision"].replace("meet", "see")
CALLING = WORDS["supervision"].replace("meet", "telephone")
LONGER = WORDS["supervision"].replace("30", "45")


def taken_back(story: Story, proposal: Proposal) -> Proposal:
    negotiation.withdraw(story.session, proposal, by=story.member("practitioner"), at=story.tick())
    return proposal


STATES: dict[str, Callable[[Story], Proposal]] = {
    "private": lambda story: suggest(story, text=SEEING),
    "open": lambda story: sent(story, text=SEEING),
    "to be confirmed": lambda story: overtaken(story, sent(story, text=SEEING), LONGER),
    "in conflict": lambda story: overtaken(story, sent(story, text=SEEING), CALLING),
    "private in conflict": lambda story: fit(story, overtaken(story, suggest(story, text=SEEING), CALLING)),
    "in effect": lambda story: agree(story, sent(story, text=SEEING)),
    "declined": lambda story: decline(story, sent(story, text=SEEING)),
    "withdrawn": lambda story: taken_back(story, sent(story, text=SEEING)),
    "superseded": lambda story: overtaken(story, sent(story, text=SEEING), SEEING),
}


def act(story: Story, proposal: Proposal, name: str, digest: str = "") -> None:
    """Do this as a page does, with the digest it showed: by default of the present words. The practitioner wrote it."""
    session, at, digest = story.session, story.tick(), digest or proposal.latest.digest
    author, other = story.member("practitioner"), story.member("editor")
    match name:
        case "rewrite":
            text = WORDS["supervision"].replace("supervisor", "mentor")
            negotiation.rewrite(session, proposal, text, reason="", by=author, at=at, limits=LIMITS)
        case "put forward":
            negotiation.put_forward(session, proposal, digest=digest, by=author, at=at)
        case "confirm":
            negotiation.confirm(session, proposal, digest=digest, by=author, at=at)
        case "withdraw":
            negotiation.withdraw(session, proposal, by=author, at=at)
        case "agree":
            negotiation.assent(session, proposal, digest=digest, by=other, at=at)
        case "agree to one's own":
            negotiation.assent(session, proposal, digest=digest, by=author, at=at)
        case "decline":
            negotiation.decline(session, proposal, digest=digest, reason="No.", by=other, at=at)
        case "decline one's own":
            negotiation.decline(session, proposal, digest=digest, reason="No.", by=author, at=at)
        case "keep":
            negotiation.keep_answer(session, proposal, kind=AnswerKind.AGREE, reason="", by=other, at=at)


ACTS = [
    "rewrite",
    "put forward",
    "confirm",
    "withdraw",
    "agree",
    "agree to one's own",
    "decline",
    "decline one's own",
    "keep",
]
POSSIBLE: dict[str, dict[str, Status]] = {
    "private": {"rewrite": Status.PRIVATE, "put forward": Status.OPEN, "withdraw": Status.WITHDRAWN},
    "open": {
        "withdraw": Status.WITHDRAWN,
        "agree": Status.IN_EFFECT,
        "decline": Status.DECLINED,
        "keep": Status.OPEN,
    },
    "to be confirmed": {"rewrite": Status.OPEN, "confirm": Status.OPEN, "withdraw": Status.WITHDRAWN},
    "in conflict": {"rewrite": Status.OPEN, "withdraw": Status.WITHDRAWN},
    "private in conflict": {"rewrite": Status.PRIVATE, "withdraw": Status.WITHDRAWN},
    "in effect": {},
    "declined": {},
    "withdrawn": {},
    "superseded": {},
}


@pytest.mark.parametrize("state", STATES)
def test_each_state_can_be_reached(story: Story, state: str) -> None:
    assert STATES[state](story).status.value == state.removeprefix("private ")


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("state", STATES)
def test_what_each_state_allows(story: Story, state: str, name: str) -> None:
    proposal = STATES[state](story)
    after = POSSIBLE[state].get(name)
    if after:
        act(story, proposal, name)
    else:
        with pytest.raises(Refused):
            act(story, proposal, name)
    assert proposal.status is (after or Status(state.removeprefix("private ")))


@pytest.mark.parametrize("name", ["put forward", "confirm", "agree", "decline"])
def test_an_answer_to_words_that_were_not_shown_is_refused(story: Story, name: str) -> None:
    proposal = STATES[{"put forward": "private", "confirm": "to be confirmed"}.get(name, "open")](story)
    with pytest.raises(Stale, match="Read the new words") as refused:
        act(story, proposal, name, digest="0" * 64)
    assert "no longer the ones you were shown" in refused.value.sentence
    assert refused.value.proposal is proposal


def test_words_that_changed_between_being_shown_and_answered_are_not_agreed(story: Story) -> None:
    proposal = sent(story, text=SEEING)
    shown = proposal.latest.digest
    overtaken(story, proposal, LONGER)
    act(story, proposal, "confirm")
    with pytest.raises(Stale):
        act(story, proposal, "agree", digest=shown)
    assert proposal.status is Status.OPEN


@pytest.mark.parametrize(("author", "other"), [("practitioner", "editor"), ("editor", "practitioner")])
def test_both_parties_have_the_same_rights(story: Story, author: str, other: str) -> None:
    proposal = put_forward(story, suggest(story, by=author, text=SEEING), by=author)
    assert agree(story, proposal, by=other).status is Status.IN_EFFECT
    assert story.plan.current.number == 2
    assert story.plan.content.clause("supervision").text == SEEING
    assert story.plan.current.proposal_id == proposal.id


def test_the_plan_stays_as_it_is_until_both_agree(story: Story) -> None:
    sent(story, text=SEEING)
    assert story.plan.current.number == 1
    assert story.plan.content.clause("supervision").text == WORDS["supervision"]


def test_one_yes_counts_for_the_whole_party(story: Story) -> None:
    proposal = put_forward(story, suggest(story, by="editor", text=SEEING), by="editor")
    assert proposal.assented(Party.ORGANISATION)
    with pytest.raises(Refused):
        agree(story, proposal, by="signatory")


def test_a_representatives_words_are_put_forward_by_the_practitioner(story: Story) -> None:
    proposal = put_forward(story, suggest(story, by="representative", text=SEEING), by="practitioner")
    assert proposal.put_forward_by_id == story.members["practitioner"].id


def test_numbers_are_given_in_the_order_of_putting_forward(story: Story) -> None:
    first, second = suggest(story, key="aim"), suggest(story, by="editor", key="cases")
    assert put_forward(story, second, by="editor").number == 1
    assert put_forward(story, first).number == 2


def test_weeks_change_only_when_both_agree(story: Story) -> None:
    proposal = put_forward(story, weeks(story, weeks=6))
    assert story.plan.content.weeks == 12
    agree(story, proposal)
    assert (story.plan.content.stage("first").weeks, story.plan.content.weeks) == (6, 14)
    assert story.plan.content.end.isoformat() == "2026-04-12"


@pytest.mark.parametrize("count", [-1, 0, 4, MOST + 1])
def test_weeks_that_change_nothing_or_are_out_of_bounds_are_refused(story: Story, count: int) -> None:
    with pytest.raises(Refused) as refused:
        weeks(story, weeks=count)
    assert refused.value.field == "weeks"


@pytest.mark.parametrize(
    "text",
    ["   ", WORDS["supervision"], f"  {WORDS['supervision']}\n", "x" * (LIMIT + 1), "a\0b"],
)
def test_words_that_are_empty_unchanged_or_unfit_are_refused(story: Story, text: str) -> None:
    with pytest.raises(Refused) as refused:
        suggest(story, text=text)
    assert refused.value.field == "text"


def test_a_paragraph_or_stage_that_is_not_there_is_not_found(story: Story) -> None:
    with pytest.raises(LookupError):
        suggest(story, key="nowhere", text="Words.")
    with pytest.raises(LookupError):
        weeks(story, key="nowhere")


def test_declining_needs_a_reason(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        decline(story, sent(story), reason="  ")
    assert refused.value.field == "reason"


def test_a_kept_answer_changes_nothing(story: Story) -> None:
    proposal = keep(story, sent(story))
    assert proposal.status is Status.OPEN
    assert [answer.kind for answer in proposal.latest.kept] == [AnswerKind.DECLINE]


def test_nothing_is_put_forward_while_the_text_is_final(story: Story) -> None:
    private = suggest(story)
    freeze(story)
    with pytest.raises(Refused):
        put_forward(story, private)

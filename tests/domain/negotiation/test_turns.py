"""Whose turn it is and since when: a change waits for every yes it lacks, while it can be answered."""

from datetime import date, datetime, timedelta

import pytest

from portal.domain.cases.roles import Party
from portal.domain.negotiation import negotiation
from portal.domain.proposals.proposal import Proposal, Status
from portal.queries.negotiation.turn import Turn, turn_of
from portal.queries.talk.questions import questions_about
from tests.factories import LIMITS, WORDS, Story, agree, ask, fit, overtaken, put_forward, reply, sent, signed, suggest

SEEING = WORDS["supervision"].replace("meet", "see")
CALLING = WORDS["supervision"].replace("meet", "telephone")
LONGER = WORDS["supervision"].replace("30", "45")
LATER = timedelta(days=30)


def turn(story: Story, role: str, *proposals: Proposal) -> Turn:
    return turn_of(proposals, story.member(role), questions_about(story.session, proposals), {})


def confirm(story: Story, proposal: Proposal, by: str = "practitioner") -> datetime:
    author, at = story.member(by), story.tick()
    negotiation.confirm(story.session, proposal, digest=proposal.latest.digest, by=author, at=at)
    return at


def write_anew(story: Story, proposal: Proposal) -> datetime:
    facts = {"by": story.member("practitioner"), "at": story.tick(), "limits": LIMITS}
    negotiation.rewrite(story.session, proposal, "New words altogether.", reason="", **facts)
    return story.at


@pytest.fixture
def varying(story: Story) -> Proposal:
    """A change of an agreed plan, put forward by the organisation's editor and agreed to by the practitioner."""
    signed(story)
    return agree(story, sent(story, "editor"), by="practitioner")


def test_a_variation_waits_for_the_yes_of_its_own_party(story: Story, varying: Proposal) -> None:
    for role in ("signatory", "editor"):
        own = turn(story, role, varying)
        assert (own.is_yours, own.answers, own.questions, own.fits) == (True, 1, 0, 0)
        assert own.since == varying.put_forward_at
    theirs = turn(story, "practitioner", varying)
    assert (theirs.is_yours, theirs.theirs, theirs.their_since) == (False, 1, varying.put_forward_at)
    psr = turn(story, "adviser", varying)
    assert (psr.organisation, psr.practitioner) == (1, 0)


def test_a_variation_that_nobody_said_yes_to_waits_for_both(story: Story) -> None:
    signed(story)
    proposal = sent(story, "editor")
    assert turn(story, "signatory", proposal).answers == turn(story, "practitioner", proposal).answers == 1


def test_a_question_about_it_is_counted_beside_the_yes_it_lacks(story: Story) -> None:
    signed(story)
    proposal = sent(story, "editor")
    ask(story, proposal, "practitioner")
    own = turn(story, "signatory", proposal)
    assert (own.answers, own.questions, own.fits, own.organisation) == (1, 1, 0, 1)
    assert own.since == proposal.put_forward_at


def test_the_practitioners_own_yes_is_needed_to_what_their_representative_shows(story: Story) -> None:
    proposal = put_forward(story, suggest(story, "representative"), "representative")
    agree(story, proposal, by="editor")
    own = turn(story, "practitioner", proposal)
    assert (proposal.status, own.answers, own.since) == (Status.OPEN, 1, proposal.put_forward_at)
    assert turn(story, "editor", proposal).theirs == 1
    assert agree(story, proposal, by="practitioner").status is Status.IN_EFFECT


def test_what_its_own_party_said_yes_to_waits_for_the_other_only(story: Story) -> None:
    proposal = sent(story)
    own = turn(story, "practitioner", proposal)
    assert (own.is_yours, own.theirs, proposal.assented(Party.PRACTITIONER)) == (False, 1, True)


def test_the_answers_clock_starts_when_the_author_confirms(story: Story) -> None:
    proposal = overtaken(story, sent(story, text=SEEING), LONGER)
    story.at += LATER
    assert turn(story, "editor", proposal).since is None
    confirmed_at = confirm(story, proposal)
    assert turn(story, "editor", proposal).since == confirmed_at


def test_the_answers_clock_starts_when_the_author_writes_anew(story: Story) -> None:
    proposal = overtaken(story, sent(story, text=SEEING), CALLING)
    story.at += LATER
    written_at = write_anew(story, proposal)
    assert turn(story, "editor", proposal).since == written_at


def test_a_reply_given_before_the_author_confirms_does_not_start_the_clock(story: Story) -> None:
    proposal = sent(story, text=SEEING)
    question = ask(story, proposal)
    overtaken(story, proposal, LONGER)
    reply(story, question)
    story.at += LATER
    confirmed_at = confirm(story, proposal)
    assert turn(story, "editor", proposal).since == confirmed_at


def test_the_clock_of_what_was_written_before_it_was_sent_starts_with_the_sending(story: Story) -> None:
    proposal = fit(story, overtaken(story, suggest(story, text=SEEING), LONGER))
    story.at += LATER
    put_forward(story, proposal)
    assert turn(story, "editor", proposal).since == proposal.put_forward_at


@pytest.mark.parametrize("words", [LONGER, CALLING])
def test_the_authors_clock_is_not_started_again_by_further_changes(story: Story, words: str) -> None:
    proposal = overtaken(story, sent(story, text=SEEING), words)
    first = proposal.latest.made_at
    story.at += LATER
    overtaken(story, proposal, words.replace("week", "month"))
    assert proposal.latest.made_at > first
    assert turn(story, "practitioner", proposal).since == first


def test_the_authors_clock_starts_anew_after_they_stood_by_it(story: Story) -> None:
    proposal = overtaken(story, sent(story, text=SEEING), LONGER)
    confirm(story, proposal)
    overtaken(story, proposal, LONGER.replace("week", "month"))
    assert turn(story, "practitioner", proposal).since == proposal.latest.made_at


def test_of_several_changes_the_longest_wait_counts(story: Story) -> None:
    mine, theirs = sent(story), sent(story, "editor", "aim")
    story.at += LATER
    later = [sent(story, key="cases"), sent(story, "editor", "consequences")]
    own = turn(story, "practitioner", mine, theirs, *later)
    assert (own.answers, own.since, own.theirs, own.their_since) == (2, theirs.put_forward_at, 2, mine.put_forward_at)
    other = turn(story, "editor", mine, theirs, *later)
    assert (other.answers, other.since, other.theirs) == (2, mine.put_forward_at, 2)
    psr = turn(story, "adviser", mine, theirs, *later)
    assert (psr.is_yours, psr.organisation, psr.practitioner, psr.psr, psr.theirs) == (False, 2, 2, 0, 0)


def test_what_psr_suggests_is_told_apart(story: Story) -> None:
    psrs = put_forward(story, suggest(story, "adviser", key="aim"), "adviser")
    own = turn(story, "practitioner", psrs, sent(story, "editor"))
    assert (own.answers, own.from_psr, own.fits, own.psr) == (2, 1, 0, 0)
    agree(story, psrs, by="practitioner")
    assert turn(story, "practitioner", psrs).from_psr == 0
    assert turn(story, "editor", psrs).from_psr == 1


def test_what_its_author_has_to_fit_is_told_apart(story: Story) -> None:
    unfit = overtaken(story, sent(story, text=SEEING), LONGER)
    ask(story, other := sent(story, key="aim"))
    own, asker = turn(story, "practitioner", unfit, other), turn(story, "editor", unfit, other)
    assert (own.fits, own.questions, own.answers, own.is_yours) == (1, 1, 0, True)
    assert (asker.asked, asker.answers, asker.theirs) == (1, 0, 2)


def test_a_question_about_what_no_longer_fits_is_not_waited_for(story: Story) -> None:
    unfit = sent(story, text=SEEING)
    ask(story, unfit)
    overtaken(story, unfit, LONGER)
    assert (turn(story, "editor", unfit).asked, turn(story, "practitioner", unfit).questions) == (0, 0)


def test_what_is_private_waits_for_nobody(story: Story) -> None:
    own = turn(story, "practitioner", suggest(story))
    assert own == Turn(private=1)
    assert (own.is_yours, own.is_pressing) == (False, False)


def test_nobody_is_pressed_while_their_side_takes_advice(story: Story) -> None:
    change, day = sent(story), date(2026, 3, 1)

    def read(role: str) -> Turn:
        return turn_of([change], story.member(role), {}, {Party.ORGANISATION: day})

    assert (read("editor").is_yours, read("editor").is_pressing, read("editor").advice) == (True, False, day)
    assert (read("practitioner").advice, read("practitioner").their_advice) == (None, day)
    assert (read("adviser").advice, read("adviser").their_advice) == (None, None)
    assert turn(story, "editor", change).is_pressing

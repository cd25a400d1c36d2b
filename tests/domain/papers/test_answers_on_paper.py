"""Answers on paper: the exact words, confirmed by PSR, do just what a click does; PSR answers for nobody."""

import pytest
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases.roles import Party, Role
from portal.domain.papers import counting
from portal.domain.papers.counting import Checked
from portal.domain.papers.paper import NOTHING_WAITS
from portal.domain.proposals.proposal import Status
from tests.factories import (
    NO,
    YES,
    Story,
    a_person,
    agree,
    came_back,
    confirm_paper,
    decline,
    freeze,
    keep_yes,
    paper_for,
    sent,
    sent_weeks,
    signed,
    take_off,
)
from tests.paperwork import fresh, told


def test_a_paper_shows_each_change_that_waits_for_whom_it_is_for_and_no_other(session: Session, story: Story) -> None:
    first, second = sent(story, "editor"), sent_weeks(story, "editor")
    sent(story, "practitioner", "aim")
    paper = paper_for(story)
    assert [line.version.proposal_id for line in paper.lines] == [first.id, second.id]
    assert len(paper.digest) == 64
    assert paper.code == paper.digest[:8].upper()


def test_there_is_no_paper_where_nothing_waits(story: Story) -> None:
    sent(story, "practitioner")
    with pytest.raises(Refused, match=NOTHING_WAITS.format(name="Test Practitioner")):
        paper_for(story)


@pytest.mark.parametrize("whom", ["representative", "adviser", "reviewer", "observer"])
def test_there_is_no_paper_for_who_speaks_for_no_party(story: Story, whom: str) -> None:
    sent(story, "editor")
    with pytest.raises(Refused, match="does not answer for a party"):
        paper_for(story, whom)


def test_a_yes_on_paper_takes_effect_as_a_click_does_once_it_is_confirmed(session: Session, story: Story) -> None:
    change = sent(story, "editor")
    entry = came_back(story, paper_for(story), YES)
    assert fresh(session, change).status is Status.OPEN
    confirm_paper(story, entry)
    assert fresh(session, change).status is Status.IN_EFFECT
    assert change.latest.after in story.present_plan(session).content.canonical()
    (assent,) = [one for one in fresh(session, change).latest.assents if one.party is Party.PRACTITIONER]
    assert assent.by_id == story.members["practitioner"].id


def test_a_no_on_paper_leaves_the_words_with_its_reason(session: Session, story: Story) -> None:
    change = sent(story, "editor")
    confirm_paper(story, came_back(story, paper_for(story), NO))
    assert fresh(session, change).outcome.reason == "It is too often."
    assert fresh(session, change).status is Status.DECLINED


def test_a_consent_to_time_on_paper_changes_the_weeks(session: Session, story: Story) -> None:
    sent_weeks(story, "editor", weeks=6)
    confirm_paper(story, came_back(story, paper_for(story), YES))
    assert story.present_plan(session).content.weeks == 14


def test_the_record_says_that_it_was_on_paper_by_whom_it_was_entered_and_which_scan(
    session: Session, story: Story
) -> None:
    sent(story, "editor")
    entry = came_back(story, paper_for(story), YES)
    confirm_paper(story, entry)
    (assented,) = told(session, "proposal.assented")
    (confirmed,) = told(session, "paper.confirmed")
    assert assented["scan"] == confirmed["scan"] == entry.scan.sha256
    assert (confirmed["entered_by"], confirmed["for"]) == ("Test Adviser", "Test Practitioner")
    assert [one.fault for one in record.check(session, story.case.id, list(record.Stream)) if one.fault] == []


def test_words_that_are_no_longer_those_of_the_paper_count_for_nothing_and_the_others_do(
    session: Session, story: Story
) -> None:
    stale, stands = sent(story, "editor"), sent(story, "editor", "aim")
    entry = came_back(story, paper_for(story), YES, YES)
    near = f"{stale.latest.before} Notes are kept."
    agree(story, sent(story, "practitioner", text=near), by="editor")
    outlook = counting.outlook(session, entry)
    assert [one.proposal.id for one in outlook.prospect.going] == [stands.id]
    assert outlook.cannot == [counting.NEW_WORDS.format(number=stale.number)]
    confirm_paper(story, entry)
    assert fresh(session, stale).status is Status.TO_CONFIRM
    assert fresh(session, stands).status is Status.IN_EFFECT
    assert {one.line.version.proposal_id for one in entry.answers if one.counted} == {stands.id}


def test_a_paper_whose_words_are_all_gone_is_refused_and_a_new_one_offered(session: Session, story: Story) -> None:
    change = sent(story, "editor")
    entry = came_back(story, paper_for(story), YES)
    agree(story, change, by="practitioner")
    with pytest.raises(Refused, match="Make a new paper"):
        confirm_paper(story, entry)
    assert entry.waits


def test_two_changes_of_the_same_words_do_not_go_together_as_no_paper_shows_their_joint_words(
    session: Session, story: Story
) -> None:
    """On a page that shows the joint text they would."""
    one = sent(story, "editor", text="The supervisor will meet the doctor once a week for 30 minutes.")
    other = sent(story, "editor", text="The supervisor will meet the practitioner once a week for 40 minutes.")
    entry = came_back(story, paper_for(story), YES, YES)
    outlook = counting.outlook(session, entry)
    assert [given.proposal.id for given in outlook.prospect.going] == [one.id]
    assert str(other.number) in outlook.cannot[0]


def test_what_changed_after_the_page_was_opened_is_not_confirmed(session: Session, story: Story) -> None:
    sent(story, "editor")
    sent(story, "editor", "aim")
    entry = came_back(story, paper_for(story), YES, YES)
    prospect = counting.outlook(session, entry).prospect
    agree(story, sent(story, "practitioner", "cases"), by="editor")
    with pytest.raises(Refused, match="Something changed"):
        counting.confirm(
            session,
            entry,
            Checked(entry.paper.code, compared=True),
            digest=prospect.digest,
            fingerprint=prospect.fingerprint,
            by=story.members["adviser"],
            at=story.tick(),
            by_another=False,
        )


@pytest.mark.parametrize(("code", "compared"), [("00000000", True), ("", True), ("right", False)])
def test_a_scan_that_was_not_compared_or_is_of_another_paper_is_not_confirmed(
    session: Session, story: Story, code: str, compared: bool
) -> None:
    sent(story, "editor")
    entry = came_back(story, paper_for(story), YES)
    read = entry.paper.code if code == "right" else code
    facts = {"digest": "", "fingerprint": "", "by": story.members["adviser"], "at": story.tick(), "by_another": False}
    with pytest.raises(Refused) as refused:
        counting.confirm(session, entry, Checked(read, compared), **facts)
    assert refused.value.field == ("paper_code" if compared else "compared")


def test_whoever_entered_it_does_not_confirm_it_where_another_one_is_to(session: Session, story: Story) -> None:
    change = sent(story, "editor")
    entry = came_back(story, paper_for(story), YES)
    with pytest.raises(Refused, match="You entered this yourself"):
        confirm_paper(story, entry, by_another=True)
    colleague = a_person(session, "colleague")
    adviser = story.members["adviser"]
    story.members["colleague"] = story.case.add(session, colleague, Role.ADVISER, by=adviser, at=story.tick())
    confirm_paper(story, entry, by="colleague", by_another=True)
    assert fresh(session, change).status is Status.IN_EFFECT


def test_a_paper_is_confirmed_once(story: Story) -> None:
    sent(story, "editor")
    paper = paper_for(story)
    entry = confirm_paper(story, came_back(story, paper, YES))
    with pytest.raises(Refused, match="already"):
        confirm_paper(story, entry)
    with pytest.raises(Refused, match="counts already"):
        came_back(story, paper, NO)


def test_nothing_counts_while_the_text_is_frozen(session: Session, story: Story) -> None:
    change = sent(story, "editor")
    entry = came_back(story, paper_for(story), YES)
    freeze(story)
    with pytest.raises(Refused, match="final and ready to sign"):
        confirm_paper(story, entry)
    assert fresh(session, change).status is Status.OPEN


def test_the_paper_of_somebody_who_left_the_case_counts_for_nothing(story: Story) -> None:
    sent(story, "practitioner")
    entry = came_back(story, paper_for(story, "editor"), YES)
    take_off(story, "editor", "adviser")
    with pytest.raises(Refused, match="no longer on this case"):
        confirm_paper(story, entry)


def test_only_those_who_sign_answer_a_variation_on_paper(session: Session, story: Story) -> None:
    signed(story)
    change = sent(story, "practitioner", "aim")
    with pytest.raises(Refused, match="does not answer for a party"):
        paper_for(story, "editor")
    confirm_paper(story, came_back(story, paper_for(story, "signatory"), YES))
    assert fresh(session, change).status is Status.IN_EFFECT


def test_who_has_answered_for_themselves_meanwhile_is_not_answered_for_again(session: Session, story: Story) -> None:
    """Their own click stands, whatever the paper says."""
    agreed, declined = sent(story, "adviser"), sent(story, "adviser", "aim")
    paper = paper_for(story)
    entry = came_back(story, paper, NO, YES)
    agree(story, agreed, by="practitioner")
    decline(story, declined, by="practitioner")
    assert counting.outlook(session, entry).cannot == [
        counting.NOT_AWAITED.format(number=one.number, name="Test Practitioner") for one in (agreed, declined)
    ]
    with pytest.raises(Refused, match="Make a new paper"):
        confirm_paper(story, entry)
    assert fresh(session, agreed).status is Status.OPEN
    assert fresh(session, declined).status is Status.DECLINED


def test_an_answer_that_is_kept_here_is_not_what_the_paper_says(session: Session, story: Story) -> None:
    """What somebody prepared and did not send goes when the paper counts: one answer, the one that they signed."""
    change = sent(story, "editor")
    keep_yes(story, change, by="practitioner")
    confirm_paper(story, came_back(story, paper_for(story), NO))
    assert fresh(session, change).status is Status.DECLINED

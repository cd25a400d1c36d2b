"""What PSR suggests when asked: both parties answer it."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.negotiation import negotiation
from portal.domain.negotiation.authoring import Author
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.proposal import Asker, Status
from tests.factories import LIMITS, WORDS, Story, a_case, agree, decline, overtaken, put_forward, suggest

SEEING = WORDS["supervision"].replace("meet", "see")
LONGER = WORDS["supervision"].replace("30", "45")


def test_what_psr_suggests_needs_both_parties(story: Story) -> None:
    proposal = put_forward(story, suggest(story, by="adviser", text=SEEING), by="adviser")
    assert agree(story, proposal, by="practitioner").status is Status.OPEN
    assert agree(story, proposal, by="editor").status is Status.IN_EFFECT


def test_psr_says_who_asked_and_the_parties_suggest_for_themselves(story: Story) -> None:
    session, at = story.session, story.tick()
    for role, asked_by in [("adviser", None), ("editor", Asker.BOTH)]:
        author = Author(session, story.plan, story.member(role), at, "It is clearer.", asked_by=asked_by)
        with pytest.raises(Refused) as refused:
            author.suggest(Rewording.begun(author.plan.content, "supervision", ""), SEEING, limits=LIMITS)
        assert refused.value.field == "asked_by"


def test_psr_suggests_nothing_before_the_plan_is_issued(session: Session) -> None:
    with pytest.raises(Refused):
        suggest(a_case(session, issued=False), "adviser")


@pytest.mark.parametrize("party", ["practitioner", "editor"])
def test_either_party_declines_what_psr_suggests(story: Story, party: str) -> None:
    proposal = put_forward(story, suggest(story, by="adviser", text=SEEING), by="adviser")
    agree(story, proposal, by={"editor": "practitioner"}.get(party, "editor"))
    assert decline(story, proposal, by=party).status is Status.DECLINED


def test_when_psrs_words_no_longer_fit_both_parties_answer_anew(story: Story) -> None:
    proposal = put_forward(story, suggest(story, by="adviser", text=SEEING), by="adviser")
    agree(story, proposal, by="practitioner")
    overtaken(story, proposal, LONGER)
    adviser = story.member("adviser")
    negotiation.confirm(story.session, proposal, digest=proposal.latest.digest, by=adviser, at=story.tick())
    assert agree(story, proposal, by="editor").status is Status.OPEN
    assert agree(story, proposal, by="practitioner").status is Status.IN_EFFECT

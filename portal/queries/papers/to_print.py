"""What a paper shows: the words as they were when it was made, however often it is printed."""

from dataclasses import replace

from sqlalchemy.orm import Session

from portal.documents.papers import About, ToAnswer
from portal.domain.papers.paper import Paper, PaperLine
from portal.domain.plans.content import Content
from portal.domain.proposals.proposal import Proposal
from portal.queries.plans.pack_changes import in_sentences, words_of
from portal.queries.proposals.changes import Change, change_of
from portal.text.english import capital

AGREE, CONSENT = "Yes, I agree to these words", "Yes, I consent to this change of time"
LEAD = "Suggested change {number}, from {side}"


def about(paper: Paper) -> About:
    """What the paper says of itself."""
    case = paper.case
    return About(
        reference=case.reference,
        organisation=case.organisation,
        practitioner=case.practitioner,
        for_whom=paper.member.name,
        number=paper.number,
        code=paper.code,
        digest=paper.digest,
        fingerprint=paper.revision.fingerprint,
        made_at=paper.at,
    )


def changes_on(session: Session, paper: Paper) -> list[Change]:
    """The suggested changes of a paper, each in the version that it shows, beside the plan as it was then."""
    content = paper.revision.content
    return [_change(session, content, line) for line in paper.lines if line.version]


def to_answer(change: Change) -> ToAnswer:
    """A suggested change as the paper shows it: the same words and sentences as a page."""
    proposal, case = change.proposal, change.proposal.plan.case
    side = case.name_of(proposal.side.party) if proposal.side.party else "PSR"
    return ToAnswer(
        heading=LEAD.format(number=proposal.number, side=side),
        side=proposal.side.value,
        what=capital(change.title),
        words=words_of(change),
        facts=[*change.flags, *in_sentences(change.effect), *change.brings],
        reason=proposal.reason,
        yes=CONSENT if proposal.needs_consent else AGREE,
        digest=change.version.digest,
    )


def _change(session: Session, content: Content, line: PaperLine) -> Change:
    if line.version is None:
        raise LookupError("a paper to sign has no suggested changes")
    proposal = session.get_one(Proposal, line.version.proposal_id)
    shown = change_of(proposal, content, line.version)
    return replace(shown, where=proposal.where(content, line.version.said))

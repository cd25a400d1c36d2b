"""A sealed paper: it is found again by what it is of."""

from portal.domain.record import SealedDocument, SealedKind
from portal.domain.record.sealed_document import sealed_of
from tests.factories import Story


def test_a_sealed_paper_is_found_by_its_subject(story: Story) -> None:
    subject, other = story.plan.id, story.case.id
    paper = SealedDocument(
        case_id=story.case.id,
        kind=SealedKind.AGREEMENT,
        subject_id=subject,
        file_name="plan.pdf",
        sha256="0" * 64,
        pdf=b"%PDF",
        record_head=None,
        sealed_at=story.tick(),
    )
    story.session.add(paper)
    assert sealed_of(story.session, SealedKind.AGREEMENT, subject) is paper
    assert sealed_of(story.session, SealedKind.AGREEMENT, other) is None

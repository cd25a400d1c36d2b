"""A canary in everything that PSR enters of papers of either side, until it counts."""

from portal.domain.cases.roles import Side
from portal.domain.proposals.version import AnswerKind
from tests.factories import a_scan, came_back, dispute_paper, paper_for, set_paper_aside, told_by_telephone
from tests.planting import Secrets

VOICE_OF = {"practitioner": Side.PRACTITIONER, "editor": Side.ORGANISATION}


def plant_papers(secrets: Secrets) -> None:
    """What PSR enters of papers of either side: by telephone, on paper, set aside, and not what they said."""
    story = secrets.story
    for whom, side in VOICE_OF.items():
        readers = (side, Side.PSR)
        paper = paper_for(story, whom)
        secrets.guard("papers", paper, *readers)
        no = (AnswerKind.DECLINE, secrets.plant(*readers))
        in_a_picture = f"scanned by {whom}"  # where no words are found that are to be covered
        secrets.sides[in_a_picture] = set(readers)
        scan = a_scan(in_a_picture)
        said = told_by_telephone(story, paper, no, spoken_with=secrets.plant(*readers))
        back = came_back(story, paper, no, scan=scan)
        set_paper_aside(story, back, secrets.plant(*readers))
        disputed = came_back(story, paper, no, scan=scan)
        dispute_paper(story, disputed, whom, secrets.plant(*readers))
        waits = came_back(story, paper, no, scan=scan)
        for entry in (said, back, disputed, waits):
            secrets.guard("paper-entries", entry, *readers)

"""What a paper to sign asks of whoever signs it: the same as the page on which others sign."""

from portal.documents.papers import Part
from portal.domain.cases.roles import Party
from portal.domain.papers.paper import Paper
from portal.forms.agreements.signature import ADVICE, boxes

EXPLAINED = "Somebody explained it to me."
BY_WHOM, ON_WHICH_DAY = "By whom", "On which day"


def parts_of(paper: Paper) -> list[Part]:
    """The boxes and lines of this paper, in its order; with the other party's note, where they signed with one."""
    if paper.agreement is None:
        raise LookupError("a paper to answer on is not signed so")
    asked = boxes(paper.agreement, paper.member, on_paper=True)
    parts = _note_of_other(paper)
    if paper.party is Party.PRACTITIONER:
        parts.append(Part("Have you had advice? Tick one", list(ADVICE.values())))
        read = [one.words for one in asked.read]
        parts.append(Part("If progress is slower than expected", [*read, EXPLAINED], [BY_WHOM, ON_WHICH_DAY]))
    else:
        parts.append(Part(f"What you confirm for {paper.case.organisation}", [one.words for one in asked.confirmed]))
    parts.append(Part("A note beside your signature, if you like", [], (), 3))
    return [*parts, Part("What you sign", [one.words for one in asked.signing])]


def _note_of_other(paper: Paper) -> list[Part]:
    other = paper.note_of
    return [Part(f"{other.typed_name} has signed, with a note", [f"I have read it: {other.note}"])] if other else []

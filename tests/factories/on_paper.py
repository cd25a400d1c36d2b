"""Papers that PSR makes, enters and confirms, in one line each."""

import hashlib
import zlib
from collections.abc import Mapping
from datetime import date

from portal.documents.scan import Scan
from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.case import Membership
from portal.domain.cases.on_paper import serve_on_paper
from portal.domain.papers import counting, entering
from portal.domain.papers.counting import Checked
from portal.domain.papers.entering import Told
from portal.domain.papers.entry import How, PaperEntry
from portal.domain.papers.paper import Paper, make_paper
from portal.domain.proposals.version import AnswerKind
from portal.domain.record.stored_file import FileType, keep_file
from tests.factories.agreements import freeze, sign
from tests.factories.story import Story

YES, NO = (AnswerKind.AGREE, ""), (AnswerKind.DECLINE, "It is too often.")
OPEN = None


def a_scan(mark: str = "") -> Scan:
    """A small picture, another one for each mark, which stands in it beside the dots."""
    header, colour = b"\0\0\0\1\0\0\0\1\x08\2\0\0\0", hashlib.sha256(mark.encode()).digest()[:3]
    dots = zlib.compress(b"\0" + colour)
    told = [(b"IHDR", header), (b"IDAT", dots), (b"maRk", mark.encode()), (b"IEND", b"")]
    return Scan(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in told), FileType.PNG)


def paper_for(story: Story, whom: str = "practitioner", by: str = "adviser") -> Paper:
    """A paper with all that waits for this person, or the final text where one is frozen."""
    with story.acting() as session:
        plan, at = story.present_plan(session), story.tick()
        return make_paper(session, plan, story.member(whom, session), by=story.member(by, session), at=at)


def told_by_telephone(
    story: Story, paper: Paper, *answers: tuple[AnswerKind, str] | None, spoken_with: str = "The practitioner"
) -> PaperEntry:
    """What somebody said to the lines of their paper by telephone, in their order."""
    with story.acting() as session:
        found, at = session.get_one(Paper, paper.id), story.tick()
        told = Told(How.TELEPHONE, at.date(), _by_line(found, answers), spoken_with)
        return entering.enter(session, found, told, by=story.member("adviser", session), at=at)


def came_back(
    story: Story,
    paper: Paper,
    *answers: tuple[AnswerKind, str] | None,
    scan: Scan | None = None,
    day: date | None = None,
    note: str = "",
    by: str = "adviser",
) -> PaperEntry:
    """What a paper says to its lines, in their order, with its scan: a yes to the final text is a signature."""
    with story.acting() as session:
        found, at, sent = session.get_one(Paper, paper.id), story.tick(), scan or a_scan(str(paper.id))
        statements = ["I intend to sign this plan."] if paper.is_to_sign else []
        told = Told(How.PAPER, day or at.date(), _by_line(found, answers), statements=statements, note=note)
        stored = keep_file(session, sent.body, sent.file_type, at)
        return entering.enter(session, found, told, scan=stored, by=story.member(by, session), at=at)


def an_entry(story: Story) -> PaperEntry:
    """A paper of the practitioner that says yes to all, or signs, and waits to be confirmed."""
    paper = paper_for(story)
    return came_back(story, paper, *[YES] * len(paper.lines))


def confirm_paper(story: Story, entry: PaperEntry, by: str = "adviser", *, by_another: bool = False) -> PaperEntry:
    """The paper counts, as its page showed it a moment ago."""
    with story.acting() as session:
        found = session.get_one(PaperEntry, entry.id)
        shown, checked = counting.outlook(session, found), Checked(found.paper.code, compared=True)
        seen = {"digest": shown.digest, "fingerprint": shown.fingerprint}
        facts = {"by": story.member(by, session), "at": story.tick(), "by_another": by_another}
        counting.confirm(session, found, checked, **seen, **facts)
        return found


def signed_on_paper(story: Story) -> Agreement:
    """The plan, agreed: the signatory has signed here, and the practitioner on paper."""
    frozen = sign(story, freeze(story), by="signatory")
    confirm_paper(story, came_back(story, paper_for(story), YES))
    with story.acting() as session:
        return session.get_one(Agreement, frozen.id)


def set_paper_aside(story: Story, entry: PaperEntry, words: str = "I read a yes as a no.") -> None:
    with story.acting() as session:
        found = session.get_one(PaperEntry, entry.id)
        entering.set_aside(session, found, words=words, by=story.member("adviser", session), at=story.tick())


def dispute_paper(story: Story, entry: PaperEntry, by: str = "practitioner", words: str = "I said no.") -> None:
    with story.acting() as session:
        found = session.get_one(PaperEntry, entry.id)
        entering.dispute(session, found, words=words, by=story.member(by, session), at=story.tick())


def served(story: Story, name: str = "Dr Quill", checked: str = "I rang the register.") -> Membership:
    """The practitioner of a case that has none, without an account."""
    with story.acting() as session:
        by = story.member("adviser", session)
        return serve_on_paper(session, by.case, name=name, checked=checked, by=by, at=story.tick())


def _by_line(paper: Paper, answers: tuple[tuple[AnswerKind, str] | None, ...]) -> Mapping[object, object]:
    return {line: answer for line, answer in zip(paper.lines, answers, strict=False) if answer}


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

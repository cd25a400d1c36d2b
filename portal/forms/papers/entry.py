"""The form by which PSR enters what a paper says, or what was said by telephone, and the one that confirms it."""

from flask import request

from portal.domain.base import Fault, Refused, all_at_once
from portal.domain.papers.counting import Checked
from portal.domain.papers.entering import Told
from portal.domain.papers.entry import How
from portal.domain.papers.paper import Paper, PaperLine
from portal.domain.proposals.version import AnswerKind
from portal.forms.agreements import signature
from portal.web import fields
from portal.web.http import settings

NO_WAY = Fault("Choose how you were told.", "how")
LONGEST_NAME, LONGEST_CODE = 200, 20


def told_of(paper: Paper) -> Told:
    """What PSR was told of this paper.

    Raises Refused, naming each field, for what cannot be taken.
    """
    with all_at_once() as tried:
        how = How.PAPER if paper.is_to_sign else tried(_how)
        told_on = tried(fields.day, "told_on")
        answers = {line: answer for line in paper.lines if (answer := tried(_answer, line))}
        signs = bool(paper.is_to_sign and any(kind is AnswerKind.AGREE for kind, _ in answers.values()))
        signed = tried(_signed, paper) if signs else ([], "")
        spoken_with = tried(fields.text, "spoken_with", LONGEST_NAME, lines=False)
    return Told(how, told_on, answers, spoken_with if how is How.TELEPHONE else "", *signed)


def sent_file() -> bytes:
    """The file that came with the form, for whoever reads it next too; nothing where none did."""
    sent = request.files.get("file")
    if sent is None:
        return b""
    body = bytes(sent.read())
    sent.stream.seek(0)
    return body


def comes_with_a_scan(paper: Paper) -> bool:
    """Whether the form that was sent says that a paper came."""
    return paper.is_to_sign or request.form.get("how") == How.PAPER.value


def checked() -> Checked:
    """What PSR says that it has looked at."""
    return Checked(fields.text("paper_code", LONGEST_CODE, lines=False), request.form.get("compared") == "yes")


def dispute_words() -> str:
    return fields.text("dispute_words", settings().max_reason_characters)


def set_aside_reason() -> str:
    return fields.text("reason", settings().max_reason_characters)


def _how() -> How:
    try:
        return How(request.form.get("how"))
    except ValueError:
        raise Refused(*NO_WAY) from None


def _answer(line: PaperLine) -> tuple[AnswerKind, str] | None:
    """What was chosen for this line, with the reason for a no; None where the paper leaves it open."""
    chosen = request.form.get(f"answer-{line.number}", "")
    if chosen not in {one.value for one in AnswerKind}:
        return None
    kind = AnswerKind(chosen)
    reason = fields.text(f"no_reason-{line.number}", settings().max_reason_characters)
    return kind, reason if kind is AnswerKind.DECLINE else ""


def _signed(paper: Paper) -> tuple[list[str], str]:
    """What is declared with a signature, and the note beside it."""
    if paper.agreement is None:
        raise LookupError("nobody signs a paper to answer on")
    given = signature.signed(paper.agreement, paper.member, on_paper=True)
    return given["statements"], given["note"]

"""Settling what waits beside a draft: each line that was pointed out is settled once, in a version of its own."""

from portal.domain.base import Refused
from portal.domain.drafting.draft import NO_WAY, Draft
from portal.domain.drafting.pointed_out import DraftLine, settle_line
from portal.domain.drafting.settling import ABOVE, AS_READ, HEADING, LEFT_OUT, NO_LINE_WORDS, PARAGRAPH, with_settled
from portal.domain.plans.content import Clause

BECAME = {
    AS_READ: "stays as it was read",
    PARAGRAPH: "is a paragraph now",
    ABOVE: "is part of the paragraph above now",
    HEADING: "is a heading now",
    LEFT_OUT: "was left out",
}
LINE_SETTLED = "This line has been settled already, by you or by somebody else."


def settle(draft: Draft, line: DraftLine, become: str, words: str) -> str:
    """Make of a line that was pointed out what was chosen; gives the key of the clause where that shows, or "".

    Raises Refused for a line that is settled, for what cannot become of it, and without words where it needs them.
    """
    if line.settled_in is not None:
        raise Refused(LINE_SETTLED)
    content = draft.plan.draft_content
    if become not in dict(line.choices(content)):
        raise Refused(NO_WAY)
    if not words and become not in (AS_READ, LEFT_OUT):
        raise Refused(NO_LINE_WORDS, f"words-{line.id}")
    became: dict[str, Clause] = {}
    after = with_settled(content, line.decision(become, words), became)
    made = became[line.above_key].key if became else ""
    about = made or line.place_in(after)
    draft.save(after, f"{line.name} of what was brought in {BECAME[become]}", about, field=f"words-{line.id}")
    settle_line(draft.session, line, version=draft.version, made=made)
    return about

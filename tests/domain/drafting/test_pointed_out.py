"""What a reader pointed out waits beside the draft: it is settled once, where it stands, and undoing brings it back."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.drafting.draft import NO_WAY, Draft
from portal.domain.drafting.pointed_out import DraftLine, PointedOut, keep_lines, open_lines
from portal.domain.drafting.settling import NO_LINE_WORDS
from portal.domain.drafting.waiting import LINE_SETTLED, settle
from portal.domain.plans.draft_version import newest_version
from tests.factories import LIMITS, a_case, in_second_form

LINES = [
    PointedOut(7, "The first line.", "It is not clear.", "supervision", False),
    PointedOut(8, "The second line.", "It is not clear.", "supervision", False),
    PointedOut(9, "remain on every record", "It was joined.", "cases", True),
]


@pytest.fixture
def draft(session: Session) -> Draft:
    begun = a_case(session, issued=False)
    made = Draft(begun.session, begun.plan, begun.member("adviser"), begun.tick(), LIMITS)
    made.save(in_second_form().with_text("cases", "Notes remain on every record"), "Brought to the new form")
    keep_lines(session, made.plan.id, LINES, version=version(made))
    session.flush()
    return made


def version(draft: Draft) -> int:
    newest = newest_version(draft.session, draft.plan.id)
    return newest.number if newest else 0


def line(draft: Draft, number: int) -> DraftLine:
    return next(one for one in draft.session.query(DraftLine).filter_by(number=number))


def waiting(draft: Draft) -> list[int]:
    return [one.number for one in open_lines(draft.session, draft.plan.id)]


def words(draft: Draft) -> list[str]:
    return [one.text for _, one in draft.plan.draft_content.walk()]


def test_lines_become_paragraphs_in_the_order_of_the_file(draft: Draft) -> None:
    before = words(draft)
    assert settle(draft, line(draft, 7), "paragraph", "The first line.")
    draft.session.refresh(line(draft, 8))
    settle(draft, line(draft, 8), "paragraph", "The second line, put in other words.")
    made = [one for one in words(draft) if one not in before]
    assert made == ["The first line.", "The second line, put in other words."]
    assert waiting(draft) == [9]


@pytest.mark.parametrize(
    ("number", "become", "there"),
    [
        (7, "above", " The first line."),
        (7, "heading", "The first line."),
        (7, "left out", ""),
        (9, "as read", "Notes remain on every record"),
        (9, "paragraph", "remain on every record"),
        (9, "left out", "Notes"),
    ],
)
def test_a_line_becomes_what_was_chosen(draft: Draft, number: int, become: str, there: str) -> None:
    before = words(draft)
    settle(draft, line(draft, number), become, LINES[number - 7].words)
    assert number not in waiting(draft)
    assert any(one.endswith(there) for one in words(draft)) if there else words(draft) == before


def test_each_line_is_settled_in_a_version_that_can_be_undone(draft: Draft) -> None:
    before, since = words(draft), version(draft)
    settle(draft, line(draft, 7), "left out", "")
    settle(draft, line(draft, 9), "paragraph", "remain on every record")
    assert version(draft) == since + 2
    draft.undo(number=version(draft))
    draft.session.expire_all()
    assert waiting(draft) == [8, 9]
    draft.undo(number=version(draft))
    draft.session.expire_all()
    assert waiting(draft) == [7, 8, 9]
    assert words(draft) == before


def test_what_came_with_a_paste_goes_with_it_and_comes_again(draft: Draft) -> None:
    content = in_second_form()
    pasted = [one for _, one in content.walk() if one.key == "aim"]
    draft.paste("cases", pasted, [PointedOut(1, "Pasted and not clear", "Why.", "aim", False)])
    with_paste = version(draft)
    draft.undo(number=with_paste)
    assert waiting(draft) == [7, 8, 9]
    draft.go_back_to(with_paste, shown=version(draft))
    assert sorted(waiting(draft)) == [1, 7, 8, 9]


def test_a_line_is_settled_once_with_words_where_it_needs_them(draft: Draft) -> None:
    for become, says, why in (("above all", "Words", NO_WAY), ("paragraph", "", NO_LINE_WORDS)):
        with pytest.raises(Refused, match=why):
            settle(draft, line(draft, 7), become, says)
    settle(draft, line(draft, 7), "left out", "")
    with pytest.raises(Refused, match=LINE_SETTLED):
        settle(draft, line(draft, 7), "paragraph", "The first line.")


def test_a_line_whose_paragraph_is_gone_still_finds_a_place(draft: Draft) -> None:
    lost = line(draft, 7)
    lost.above_key = "gone"
    assert lost.place_in(draft.plan.draft_content) == ""
    assert "above" not in dict(lost.choices(draft.plan.draft_content))
    assert settle(draft, lost, "paragraph", "The first line.")
    assert "The first line." in words(draft)

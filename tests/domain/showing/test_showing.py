"""What an observer reads of a plan: the sections that both parties chose, as both have signed them; nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.domain.base import Refused
from portal.domain.cases.roles import Role
from portal.domain.plans.content import Content
from portal.domain.record import Stream
from portal.domain.showing import events
from portal.domain.showing.showing import Showing
from portal.policy_of_sight import sees
from tests.domain.told import told
from tests.factories import (
    WORDS,
    Story,
    accept,
    agree,
    agree_to_showing,
    end_showing,
    in_second_form,
    invite,
    offer_showing,
    pause,
    put_forward,
    refuse_showing,
    signed,
    suggest_removal,
    take_off,
    varied,
    withdrawn,
)


def read(story: Story, showing: Showing) -> list[str]:
    """What the observer reads, as the keys of clauses; nothing where it does not exist for them."""
    with story.acting() as session:
        found = session.get_one(Showing, showing.id)
        if not sees(story.member("observer", session), found):
            return []
        return [one.key for one in found.sections]


def words(story: Story, showing: Showing) -> str:
    with story.acting() as session:
        found = session.get_one(Showing, showing.id)
        return " ".join(below.text for one in found.sections for below in one.children)


def shown(story: Story, *, before_agreement: bool = False) -> Showing:
    return agree_to_showing(story, offer_showing(story, before_agreement=before_agreement))


def test_one_party_alone_shows_nothing(story: Story) -> None:
    signed(story)
    offered = offer_showing(story)
    assert read(story, offered) == []
    refuse_showing(story, offered)
    assert read(story, offered) == []


def test_what_both_chose_is_shown_and_no_other_section(story: Story) -> None:
    signed(story)
    assert read(story, shown(story)) == ["purpose"]


def test_before_both_have_signed_nothing_is_shown_unless_both_said_so(story: Story) -> None:
    quiet = shown(story)
    assert read(story, quiet) == []
    early = shown(story, before_agreement=True)
    assert read(story, early) == ["purpose"]
    assert read(story, quiet) == []


def test_what_was_chosen_for_after_the_agreement_is_shown_once_both_have_signed(story: Story) -> None:
    showing = shown(story)
    signed(story)
    assert read(story, showing) == ["purpose"]


@pytest.mark.parametrize("by", ["practitioner", "editor"])
def test_either_party_ends_it_at_once(story: Story, by: str) -> None:
    signed(story)
    showing = shown(story)
    end_showing(story, showing, by)
    assert read(story, showing) == []
    with pytest.raises(Refused, match="any more"):
        end_showing(story, showing, by)


def test_a_variation_shows_its_words_once_both_have_signed_them(story: Story) -> None:
    signed(story)
    showing = agree_to_showing(story, offer_showing(story, sections=["programme"]))
    varied(story, "supervision", "Wholly other words.")
    assert "Wholly other" not in words(story, showing)
    signed(story)
    assert "Wholly other" in words(story, showing)
    assert read(story, showing) == ["programme"]


def with_health() -> Content:
    """A plan with a paragraph about health in a section that may be shown, and a whole section about it."""
    content = in_second_form()
    purpose, programme, *others = content.clauses
    hidden = replace(purpose.children[0], key="rest", label="1.2", text="A quiet room.", health=True)
    marked = replace(programme, health=True)
    return replace(content, clauses=(replace(purpose, children=(*purpose.children, hidden)), marked, *others))


def test_what_is_about_health_is_never_shown(draft_story: Story) -> None:
    story = draft_story
    with story.acting() as session:
        plan, by = story.present_plan(session), story.member("adviser", session)
        plan.mend(session, with_health(), by=by, at=story.tick())
        plan.issue(session, by=by, at=story.tick())
    with pytest.raises(Refused, match="no longer in the plan"):
        offer_showing(story, sections=["programme"], before_agreement=True)
    showing = shown(story, before_agreement=True)
    assert words(story, showing) == WORDS["aim"]


def test_an_answer_is_to_exactly_what_was_read(story: Story) -> None:
    offered = offer_showing(story)
    with pytest.raises(Refused, match="has changed since"):
        agree_to_showing(story, offered, digest="0" * 64)
    with story.acting() as session:
        before = session.get_one(Showing, offered.id).digest
    signed(story)
    with pytest.raises(Refused, match="has changed since"):
        agree_to_showing(story, offered, digest=before)


def test_a_section_that_is_gone_is_not_agreed_to(story: Story) -> None:
    offered = offer_showing(story, sections=["purpose", "programme"])
    agree(story, put_forward(story, suggest_removal(story, key="purpose")), by="editor")
    with pytest.raises(Refused, match="Say no, then choose anew"):
        agree_to_showing(story, offered)


def test_a_party_never_answers_itself_and_after_signing_only_those_who_sign_choose(story: Story) -> None:
    offered = offer_showing(story, "editor")
    for by in ("editor", "signatory", "representative", "adviser", "observer"):
        with pytest.raises(Refused, match="Both parties decide"):
            agree_to_showing(story, offered, by)
        with pytest.raises(Refused, match="Both parties decide"):
            refuse_showing(story, offered, by)
    signed(story)
    agree_to_showing(story, offered, "practitioner")
    for by in ("editor", "representative", "adviser", "observer"):
        with pytest.raises(Refused, match="Both parties decide"):
            offer_showing(story, by)


def test_one_choice_waits_at_a_time_and_a_new_yes_takes_the_place_of_the_old(story: Story) -> None:
    signed(story)
    first = shown(story)
    second = offer_showing(story, "signatory", ["programme"])
    with pytest.raises(Refused, match="waits for an answer already"):
        offer_showing(story, sections=["agreement"])
    assert read(story, first) == ["purpose"]
    agree_to_showing(story, second, "practitioner")
    assert (read(story, first), read(story, second)) == ([], ["programme"])


def test_it_is_answered_once(story: Story) -> None:
    offered = offer_showing(story)
    refuse_showing(story, offered)
    for act in (agree_to_showing, refuse_showing):
        with pytest.raises(Refused, match="answered or taken back"):
            act(story, offered)
    taken_back = offer_showing(story)
    end_showing(story, taken_back)
    with pytest.raises(Refused, match="answered or taken back"):
        agree_to_showing(story, taken_back)


@pytest.mark.parametrize(
    ("sections", "sentence"), [([], "at least one"), (["purpose", "aim"], "no longer in the plan")]
)
def test_whole_sections_of_the_plan_are_chosen(story: Story, sections: list[str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        offer_showing(story, sections=sections)


def test_who_left_and_came_back_begins_with_nothing(story: Story) -> None:
    signed(story)
    showing, observer = shown(story), story.people["observer"]
    take_off(story, "observer", "adviser")
    assert read(story, showing) == []
    with pytest.raises(Refused, match="no longer on this case"):
        offer_showing(story)
    story.at += timedelta(minutes=1)
    accept(story, invite(story, "adviser", Role.OBSERVER, observer.email)[0], observer)
    assert read(story, showing) == []
    assert read(story, shown(story)) == ["purpose"]


def test_while_the_case_is_paused_nothing_is_chosen_and_what_is_shown_can_end(story: Story) -> None:
    showing = shown(story, before_agreement=True)
    pause(story)
    with pytest.raises(Refused, match="paused"):
        offer_showing(story)
    end_showing(story, showing)


def test_of_a_plan_that_was_withdrawn_nothing_is_shown(story: Story) -> None:
    showing = shown(story, before_agreement=True)
    withdrawn(story)
    assert read(story, showing) == []


def test_both_parties_and_psr_are_told_of_each_step(story: Story) -> None:
    refuse_showing(story, offer_showing(story))
    end_showing(story, shown(story))
    kinds = (events.SHOWING_OFFERED, events.SHOWING_REFUSED, events.SHOWING_AGREED, events.SHOWING_ENDED)
    assert [[one.stream for one in told(story, kind)] for kind in kinds] == [
        [Stream.SHARED] * 2,
        *[[Stream.SHARED]] * 3,
    ]

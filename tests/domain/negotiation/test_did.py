"""What the panel after an act says: what happened, who sees it, what comes next, and the way back."""

import pytest

from portal.domain.negotiation import negotiation
from portal.queries.negotiation.did import panel
from portal.queries.negotiation.panel import Panel
from tests import factories
from tests.factories import WORDS, Story

SEEING = WORDS["supervision"].replace("meet", "see")


def told(story: Story, act: str, *numbers: int, role: str = "editor") -> Panel | None:
    return panel(story.session, story.plan, story.member(role), act, numbers)


def test_an_answer_that_is_ready_is_not_sent_yet(story: Story) -> None:
    factories.keep_yes(story, factories.sent(story))
    found = told(story, "ready", 1)
    assert found
    assert found.heading == "Your answer to suggested change 1 is ready. It is not sent yet."
    assert "Only your side sees it" in found.sees
    assert told(story, "ready", 1, role="practitioner") is None


def test_answers_say_what_became_of_each_and_what_waits_next(story: Story) -> None:
    yes, no = factories.sent(story, text=SEEING), factories.sent(story, key="aim")
    psr = factories.put_forward(story, factories.suggest(story, "adviser", "cases"), by="adviser")
    left = factories.sent(story, key="consequences")
    factories.agree(story, yes)
    factories.decline(story, no)
    factories.agree(story, psr)
    found = told(story, "answered", 1, 2, 3)
    assert found
    assert found.heading == "Your 3 answers are sent"
    assert [sentence.partition(": ")[2] for sentence in found.happened] == [
        "you agreed. It is in the plan now.",
        "you did not agree. The present words stay.",
        f"your yes is noted. It is in the plan when {story.case.practitioner} agrees too.",
    ]
    assert found.comes_next.startswith("1 more waits for you.")
    assert found.onwards is left


def test_what_is_agreed_after_signing_holds_once_it_is_signed(story: Story) -> None:
    factories.signed(story)
    factories.agree(story, factories.sent(story), by="signatory")
    found = told(story, "answered", 1, role="signatory")
    assert found
    assert found.happened[0].endswith("you agreed. It holds once both have signed the plan again.")
    assert "Nobody is bound" not in found.way_back


def test_nothing_more_is_asked_once_all_is_answered(story: Story) -> None:
    factories.agree(story, factories.sent(story))
    found = told(story, "answered", 1)
    assert found
    assert found.heading == "Your answer is sent"
    assert found.comes_next.startswith("No suggested change waits for you now.")
    assert found.onwards is None


def test_answers_that_are_ready_are_said_to_be_so(story: Story) -> None:
    factories.agree(story, factories.sent(story))
    factories.keep_yes(story, factories.sent(story, key="aim"))
    found = told(story, "answered", 1)
    assert found
    assert found.comes_next == "Your other answers are ready. They are not sent yet."


def test_what_was_sent_waits_for_the_other_party(story: Story) -> None:
    factories.sent(story)
    factories.sent(story, key="aim")
    one, several = told(story, "sent", 1, role="practitioner"), told(story, "sent", 1, 2, role="practitioner")
    assert one
    assert several
    organisation = story.case.organisation
    assert (one.heading, one.happened) == (
        "Your suggestion is sent",
        [f"Suggested change 1 now waits for {organisation}."],
    )
    assert (several.heading, several.happened) == (
        "Your 2 suggestions are sent",
        [f"Suggested changes 1 and 2 now wait for {organisation}."],
    )
    assert several.way_back == f"You can take each back until {organisation} has answered."


def test_psrs_suggestion_waits_for_both(story: Story) -> None:
    factories.put_forward(story, factories.suggest(story, "adviser"), by="adviser")
    found = told(story, "sent", 1, role="adviser")
    assert found
    assert found.happened == ["Suggested change 1 now waits for both parties."]


def test_questions_and_what_was_taken_back_are_told(story: Story) -> None:
    asked, own = factories.sent(story), factories.sent(story, "editor", key="aim")
    factories.ask(story, asked)
    found = told(story, "asked", 1)
    assert found
    assert found.heading == "Your question is sent"
    with story.acting() as session:
        negotiation.withdraw(session, session.merge(own), by=story.member("editor", session), at=story.tick())
    back = told(story, "taken-back", 2)
    assert back
    assert back.heading == "You took your suggestion back"


def test_what_a_colleague_did_is_no_act_of_ones_own(story: Story) -> None:
    answered, asked, declined = (factories.sent(story, key=key) for key in ("aim", "cases", "supervision"))
    own = factories.sent(story, "editor", key="consequences")
    factories.agree(story, answered)
    factories.decline(story, declined)
    factories.ask(story, asked)
    for role, shown in (("editor", True), ("signatory", False)):
        panels = [
            told(story, act, number, role=role) for act, number in (("answered", 1), ("answered", 3), ("asked", 2))
        ]
        panels.append(told(story, "sent", own.number or 0, role=role))
        assert [panel is not None for panel in panels] == [shown] * 4


def test_what_is_about_health_is_said_to_be_seen_by_fewer(story: Story) -> None:
    factories.sent(story)
    factories.sent(story, key="aim").health = True
    story.session.flush()
    plain, marked = (told(story, "sent", number, role="practitioner") for number in (1, 2))
    assert plain
    assert marked
    assert plain.sees.startswith("Both parties and PSR see")
    assert marked.sees.startswith("Both parties and their PSR adviser see")


@pytest.mark.parametrize(
    ("act", "role"),
    [
        ("answered", "editor"),
        ("ready", "editor"),
        ("sent", "editor"),
        ("confirmed", "editor"),
        ("taken-back", "editor"),
        ("taken-back", "practitioner"),
        ("answered", "practitioner"),
        ("asked", "practitioner"),
        ("asked", "editor"),
        ("sent", "representative"),
        ("answered", "adviser"),
        ("nonsense", "editor"),
    ],
)
def test_an_address_that_the_plan_does_not_bear_out_shows_nothing(story: Story, act: str, role: str) -> None:
    factories.sent(story)
    assert told(story, act, 1, role=role) is None
    assert told(story, act, role=role) is None

"""All that is wrong with a form is said at once, in the summary and beside each field, and what was typed stays."""

import pytest

from portal.domain.base import Busy, Fault, Refused, all_at_once
from portal.domain.plans.content import fingerprint as shown
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story


def refuse(sentence: str, field: str = "") -> str:
    raise Refused(sentence, field)


def test_each_part_is_tried_and_all_that_was_refused_is_raised_once() -> None:
    with pytest.raises(Refused) as found, all_at_once() as tried:
        tried(refuse, "One.", "a")
        assert tried(str, 7) == "7"
        tried(refuse, "Two.", "b")
        tried(refuse, "One.", "a")
    assert found.value.faults == (Fault("One.", "a"), Fault("Two.", "b"))
    assert (found.value.sentence, found.value.field) == ("One.", "a")
    assert [found.value.about(field) for field in ("a", "b", "c")] == ["One.", "Two.", ""]


def test_what_one_part_alone_was_refused_for_is_raised_as_it_was() -> None:
    class Special(Refused):
        pass

    def special() -> None:
        raise Special("Special.")

    with pytest.raises(Special), all_at_once() as tried:
        tried(special)


def test_forms_within_forms_are_said_together() -> None:
    def inner() -> None:
        with all_at_once() as tried:
            tried(refuse, "One.", "a")
            tried(refuse, "Two.", "b")

    with pytest.raises(Refused) as found, all_at_once() as tried:
        tried(inner)
        tried(refuse, "Three.", "c")
    assert [fault.field for fault in found.value.faults] == ["a", "b", "c"]


def test_a_busy_portal_is_no_fault_of_the_form() -> None:
    def busy() -> None:
        raise Busy("A little later.")

    with pytest.raises(Busy), all_at_once() as tried:
        tried(refuse, "One.", "a")
        tried(busy)


FORMS = {
    "a case": ("adviser", "/cases", {"organisation": "Kept words"}, {"reference", "practitioner", "profession"}),
    "a comment": ("editor", "/plans/{plan}/clauses/aim/threads", {"quote": "Kept words"}, {"body", "audience"}),
    "a suggestion": ("editor", "/plans/{plan}/clauses/aim/proposals", {"text": ""}, {"text", "reason"}),
    "an action for safety": (
        "editor",
        "/plans/{plan}/safety-actions",
        {"why": "Kept words"},
        {"what", "from_when"},
    ),
    "a suggestion of PSR": ("adviser", "/plans/{plan}/clauses/aim/proposals", {"text": ""}, {"reason", "asked_by"}),
    "freezing": ("editor", "/plans/{plan}/agreements", {}, {"consequences", "standard_agreement"}),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_fault_is_listed_and_marked(story: Story, client_as: ClientAs, form: str) -> None:
    story.everybody_has_read_the_first_page()
    role, where, data, fields = FORMS[form]
    with story.acting() as session:
        fingerprint = story.present_plan(session).current.fingerprint
    come_with_it = {"fingerprint": fingerprint, "shown": shown(WORDS["aim"])}
    answer = client_as(role).post(where.format(plan=story.plan.id), data=data | come_with_it)
    assert answer.status_code == 422
    summary = answer.text.split("error-summary__list")[1].split("</ul>")[0]
    for field in fields:
        assert f'href="#{field}"' in summary
        assert f'id="{field}"' in answer.text
        assert f'id="{field}-error"' in answer.text
    assert all(value in answer.text for value in data.values())


def test_a_fault_alone_is_listed_alone(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    page = client_as("editor").post(f"/agreements/{frozen.id}/cancellations", data={"reason": ""}).text
    assert page.count("error-summary__list") == 1
    assert page.split("error-summary__list")[1].split("</ul>")[0].count("<li>") == 1

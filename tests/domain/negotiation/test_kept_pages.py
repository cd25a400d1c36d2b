"""What the pages about kept answers and own suggestions show: to one side only, and exactly what sending would do."""

import pytest

from portal.domain.base import Refused
from portal.domain.negotiation import negotiation
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.version import AnswerKind
from portal.queries.negotiation.answers import AnswerRow, CheckPage, check_page, kept_page, kept_to_give
from portal.queries.negotiation.bundles import bundles_of, chosen, own_suggestions, sent_together
from tests import factories
from tests.factories import OPENED, WORDS, Story

SEEING = WORDS["supervision"].replace("meet", "see")
LONGER = WORDS["supervision"].replace("30", "45")
CALLING = WORDS["supervision"].replace("meet", "telephone")


def check(story: Story, role: str = "editor", shown: list[str] | None = None, fingerprint: str = "") -> CheckPage:
    facts = {"today": OPENED.date(), "fingerprint": fingerprint}
    return check_page(story.session, story.plan, story.members[role], shown or [], **facts)


def ids(rows: list[AnswerRow]) -> list[object]:
    return [row.proposal.id for row in rows]


def test_answers_are_ready_until_the_words_change_and_only_those_can_be_given(story: Story) -> None:
    one, other = factories.sent(story, text=SEEING), factories.sent(story, key="aim")
    factories.keep_yes(story, one)
    factories.keep(story, other, reason="Ask HR first.")
    found = kept_page(story.session, story.plan, story.members["signatory"])
    assert (ids(found.ready), found.changed, found.advised) == ([one.id, other.id], [], [])
    assert [row.kept_by for row in found.ready] == ["Test Editor"] * 2
    assert [row.author for row in found.ready] == ["Test Practitioner"] * 2
    factories.in_effect(story, factories.suggest(story, "editor", text=LONGER), "editor")
    found = kept_page(story.session, story.plan, story.members["editor"])
    assert (ids(found.ready), ids(found.changed)) == ([other.id], [one.id])
    shown = found.changed[0].shown
    assert shown
    assert (shown.version.after, found.ready[0].shown) == (SEEING, None)
    given = kept_to_give(story.session, story.plan, story.members["editor"])
    assert [(each.proposal.id, each.reason, each.is_yes) for each in given] == [(other.id, "Ask HR first.", False)]
    assert kept_to_give(story.session, story.plan, story.members["practitioner"]) == []


def test_a_yes_is_given_without_the_reason_that_was_typed_beside_it(story: Story) -> None:
    change = factories.sent(story)
    factories.keep(story, change, reason="First I thought no.", kind=AnswerKind.AGREE)
    (given,) = kept_to_give(story.session, story.plan, story.members["editor"])
    assert (given.is_yes, given.reason, given.digest) == (True, "", change.latest.digest)


def test_what_ended_without_this_side_has_changed_and_what_it_answered_has_not(story: Story) -> None:
    taken_back, answered, declined = (
        factories.sent(story, key=key, text=f"Other words of {key}.") for key in ("aim", "cases", "supervision")
    )
    for change in (taken_back, answered, declined):
        factories.keep_yes(story, change)
    by = story.member("practitioner")
    negotiation.withdraw(story.session, taken_back, by=by, at=story.tick())
    factories.agree(story, answered)
    factories.decline(story, declined)
    found = kept_page(story.session, story.plan, story.members["editor"])
    assert (ids(found.ready), ids(found.changed)) == ([], [taken_back.id])
    assert ids(check(story).changed) == [taken_back.id]


def test_what_a_representative_would_ask_first_is_listed_while_it_waits(story: Story) -> None:
    one, other = factories.sent(story, "editor"), factories.sent(story, "editor", key="aim")
    factories.caution(story, one, note="Ask your GP first.")
    factories.caution(story, other)
    factories.keep_yes(story, other, by="practitioner")
    found = kept_page(story.session, story.plan, story.members["practitioner"])
    assert (ids(found.advised), ids(found.ready)) == ([one.id], [other.id])
    (advice,) = found.advised[0].advice
    assert (advice.name, advice.note, advice.is_own) == ("Test Representative", "Ask your GP first.", False)
    own = kept_page(story.session, story.plan, story.members["representative"]).advised[0]
    assert [each.is_own for each in own.advice] == [True]
    assert (own.author, own.kept) == ("Test Editor", None)
    factories.agree(story, one, by="practitioner")
    assert kept_page(story.session, story.plan, story.members["practitioner"]).advised == []


def test_the_page_to_check_sorts_what_goes_from_what_does_not(story: Story) -> None:
    yes, clash = factories.sent(story, text=SEEING), factories.sent(story, text=CALLING)
    no, weeks = factories.sent(story, key="aim"), factories.sent_weeks(story)
    for change in (yes, clash, weeks):
        factories.keep_yes(story, change)
    factories.keep(story, no, reason="It is too short.")
    found = check(story)
    assert [ids(rows) for rows in (found.agreed, found.declined, found.weighty, found.waiting)] == [
        [yes.id],
        [no.id],
        [weeks.id],
        [clash.id],
    ]
    assert f"the same words as change {yes.number}" in found.waiting[0].sentence
    assert {row.sentence for row in [*found.agreed, *found.declined, *found.weighty]} == {""}
    assert found.now == story.plan.current.fingerprint
    assert "Test Practitioner" in [reader.name for reader in found.readers]


def test_what_becomes_of_the_dates_is_told_where_several_changes_move_them(story: Story) -> None:
    weeks, other = factories.sent_weeks(story), factories.sent_weeks(story, key="second", weeks=9)
    for change in (factories.sent(story), weeks):
        factories.keep_yes(story, change)
    assert check(story).effect is None
    factories.keep_yes(story, other)
    effect = check(story).effect
    assert effect
    assert (effect.weeks_before, effect.weeks_after) == (12, 15)


def test_only_the_parties_have_answers_to_check(story: Story) -> None:
    with pytest.raises(LookupError):
        check(story, "adviser")


def test_several_changes_of_one_clause_are_read_together_as_they_would_stand(story: Story) -> None:
    one, other = factories.sent(story, text=SEEING), factories.sent(story, text=LONGER)
    apart = factories.sent(story, key="aim")
    for change in (one, other, apart):
        factories.keep_yes(story, change)
    (joint,) = check(story).joint
    assert (joint.where, joint.numbers, joint.side) == ("paragraph 2.1", [one.number, other.number], "practitioner")
    assert "".join(run.text for run in joint.runs if run.kind != "removed") == SEEING.replace("30", "45")
    assert "".join(run.text for run in joint.runs if run.kind != "added") == WORDS["supervision"]


def test_what_differs_from_the_page_that_was_sent_back_is_said(story: Story) -> None:
    one, other = factories.sent(story, text=SEEING), factories.sent(story, key="aim")
    factories.keep_yes(story, one)
    before = check(story)
    assert before.differences == []
    elsewhere = ["The plan has changed elsewhere. The answers are the same."]
    assert check(story, shown=before.shown, fingerprint="another").differences == elsewhere
    assert check(story, shown=before.shown, fingerprint=before.prospect.fingerprint).differences == []
    factories.keep(story, one, reason="No room.")
    factories.keep_yes(story, other)
    assert check(story, shown=[*before.shown, "77:x", "x:y"]).differences == [
        "Suggested change 77 can no longer go with them.",
        f"The answer to suggested change {one.number}, or its reason, is another one now.",
        f"An answer to suggested change {other.number} has joined them.",
    ]


def named(change: Proposal) -> str:
    return f"{change.id} {change.latest.digest}"


def test_ones_own_suggestions_are_listed_by_how_they_stand(story: Story) -> None:
    first, second = factories.suggest(story), factories.suggest(story, "representative", key="aim")
    sent = factories.sent(story, key="cases")
    factories.suggest(story, "editor", key="cases")
    own = own_suggestions(story.session, story.plan, story.members["practitioner"], Status.PRIVATE)
    assert [(one.proposal.id, one.author, one.value) for one in own] == [
        (first.id, "Test Practitioner", named(first)),
        (second.id, "Test Representative", named(second)),
    ]
    assert [one.wrote for one in own] == [None, None]
    open_ones = own_suggestions(story.session, story.plan, story.members["practitioner"], Status.OPEN)
    assert [one.proposal.id for one in open_ones] == [sent.id]


def test_what_was_fitted_is_shown_beside_what_its_author_wrote(story: Story) -> None:
    change = factories.overtaken(story, factories.sent(story, text=SEEING), LONGER)
    (found,) = own_suggestions(story.session, story.plan, story.members["practitioner"], Status.TO_CONFIRM)
    assert found.wrote
    assert (found.proposal.id, found.wrote.version.after) == (change.id, SEEING)


def test_a_form_names_suggestions_of_ones_own_side_only(story: Story) -> None:
    one, other = factories.suggest(story), factories.suggest(story, key="aim")
    theirs = factories.suggest(story, "editor")
    member = story.members["representative"]
    found = chosen(story.session, story.plan, member, [named(other), f"{one.id} as shown"])
    assert [(each.id, digest) for each, digest in found] == [(one.id, "as shown"), (other.id, other.latest.digest)]
    for values in ([named(one), named(theirs)], [named(one), "nonsense"]):
        with pytest.raises(Refused, match="not there any more"):
            chosen(story.session, story.plan, member, values)
    assert chosen(story.session, story.plan, member, [named(theirs)]) == []
    assert chosen(story.session, story.plan, member, []) == []


def test_what_was_sent_together_is_told_by_number(story: Story) -> None:
    one, other = factories.suggest(story), factories.suggest(story, key="aim")
    together = factories.bundle(story, other, one)
    factories.sent(story, key="cases")
    assert bundles_of(story.session, story.plan) == {together.id: together}
    numbers = [change.proposal.number for change in sent_together(story.session, story.plan, together)]
    assert numbers == sorted(number for number in (one.number, other.number) if number)

"""What the pages about the final text show: who signs, what was declared, and which sealed file is known."""

from dataclasses import replace

import pytest

from portal.domain.agreements.agreement import Agreement
from portal.domain.agreements.signing import cancel
from portal.domain.plans.content import Clause
from portal.domain.record import SealedDocument, SealedKind
from portal.queries.agreements.agreements import consequences, ended_by, known_seal, signings, with_all_under
from tests import factories
from tests.factories import Story, some_content

PLAN = some_content()


def keys(clauses: list[Clause]) -> list[str]:
    return [clause.key for clause in clauses]


@pytest.mark.parametrize(
    ("viewer", "first"),
    [("practitioner", "Test Practitioner"), ("signatory", "Harbour Trust"), ("adviser", "Harbour Trust")],
)
def test_ones_own_place_on_the_final_text_stands_first(story: Story, viewer: str, first: str) -> None:
    frozen = factories.freeze(story)
    rows = signings(story.members[viewer], frozen)
    assert rows[0].name == first
    assert {row.name: row.signers for row in rows} == {
        "Harbour Trust": ["Test Signatory"],
        "Test Practitioner": ["Test Practitioner"],
    }
    assert [row.is_viewer for row in rows] == [viewer != "adviser", False]
    assert [row.signature for row in rows] == [None, None]


def test_each_party_has_its_own_signature(story: Story) -> None:
    frozen = factories.sign(story, factories.freeze(story))
    mine, theirs = signings(story.members["practitioner"], frozen)
    assert mine.signature
    assert (mine.signature.typed_name, theirs.signature) == ("Test Practitioner", None)


def test_who_reopened_the_text_is_named(story: Story) -> None:
    frozen, viewer = factories.freeze(story), story.members["practitioner"]
    assert ended_by(viewer, frozen) == ""
    cancel(story.session, frozen, reason="A word is wrong.", by=story.member("editor"), at=story.tick())
    assert ended_by(viewer, frozen) == "Test Editor"


def test_designated_clauses_are_read_with_all_under_them_each_once(story: Story) -> None:
    deep = Clause("item", "2.1.1", "item", "Words.")
    assert keys(with_all_under(PLAN, {"programme"})) == ["programme", "supervision", "cases"]
    assert keys(with_all_under(PLAN, {"cases", "programme"})) == ["programme", "supervision", "cases"]
    assert keys(with_all_under(PLAN, {"consequences", "aim"})) == ["aim", "consequences"]
    assert keys(with_all_under(PLAN, {"purpose", "agreement"})) == ["purpose", "aim", "agreement", "consequences"]
    nested = replace(PLAN.clauses[1].children[0], children=(deep,))
    section = replace(PLAN.clauses[1], children=(nested, PLAN.clauses[1].children[1]))
    assert keys(with_all_under(replace(PLAN, clauses=(section,)), {"supervision"})) == ["supervision", "item"]
    assert keys(consequences(factories.freeze(story))) == ["consequences"]


def sealed(story: Story, agreement: Agreement, sha256: str) -> None:
    facts = {
        "case_id": story.case.id,
        "kind": SealedKind.AGREEMENT,
        "subject_id": agreement.id,
        "file_name": "plan.pdf",
    }
    story.session.add(SealedDocument(**facts, pdf=b"%PDF", sha256=sha256, sealed_at=story.at))
    story.session.flush()


def test_a_sealed_file_is_known_by_its_hash_and_says_when_a_newer_one_replaced_it(story: Story) -> None:
    one, other = "1" * 64, "2" * 64
    first = factories.signed(story)
    sealed(story, first, one)
    assert known_seal(story.session, other) is None
    known = known_seal(story.session, one)
    assert known
    assert (known.agreed_at, known.superseded_at) == (story.at, None)
    factories.varied(story)
    second = factories.signed(story)
    sealed(story, second, other)
    replaced = known_seal(story.session, one)
    assert replaced
    assert (replaced.agreed_at, replaced.superseded_at) == (known.agreed_at, second.agreed_at)

import pytest
from hypothesis import given

from portal.text import flags
from tests.text.strategies import texts


@pytest.mark.parametrize(
    ("before", "after", "sentences"),
    [
        ("for two weeks", "for four weeks", ["A number changes: two becomes four."]),
        ("for 2 weeks", "for two weeks", []),
        ("for 2 weeks", "for 2 months", ["A number changes: 2 weeks becomes 2 months."]),
        ("for twenty-one days", "for 22 days", ["A number changes: twenty-one becomes 22."]),
        ("at 50% of full time", "at 60% of full time", ["A number changes: 50 becomes 60."]),
        ("1,000 hours", "1,500.5 hours", ["A number changes: 1,000 becomes 1,500.5."]),
        ("a meeting", "a meeting for 3 hours", ["A number is added: 3 hours."]),
        ("within 5 days", "within days", ["A number is removed: 5 days."]),
        ("by 1 May 2026", "by 12 May 2026", ["A date changes: 1 May 2026 becomes 12 May 2026."]),
        ("by 2026-05-01", "soon", ["A date is removed: 2026-05-01."]),
        ("from June 2026", "from July 2026", ["A date changes: June 2026 becomes July 2026."]),
        ("may work", "must work", ["A duty word changes: may becomes must."]),
        ("in May 2026 you work", "you work", ["A date is removed: May 2026."]),
        ("must attend", "must not attend", ["A negation is added: not."]),
        ("not without leave", "with leave", ["A negation is removed: not.", "A negation is removed: without."]),
        (
            "must attend",
            "needn’t attend",
            ["A negation is added: needn’t.", "A duty word changes: must becomes needn’t."],
        ),
        ("canal bank", "wall bank", []),
        ("notable", "nothing", []),
    ],
)
def test_a_change_of_meaning_is_said_in_a_sentence(before: str, after: str, sentences: list[str]) -> None:
    assert flags(before, after) == sentences


@given(texts)
def test_an_unchanged_text_has_no_flags(text: str) -> None:
    assert flags(text, text) == []


@given(texts, texts)
def test_every_flag_is_a_sentence(before: str, after: str) -> None:
    assert all(flag.startswith("A ") and flag.endswith(".") for flag in flags(before, after))

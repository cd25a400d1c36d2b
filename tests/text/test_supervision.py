"""What the words of a plan say of supervision, and what they leave open (002 §6.3)."""

import pytest

from portal.text.supervision import Level, level_in, required_in

STAGES = [
    ("Direct supervision", Level.DIRECT),
    ("the supervisor is in the room for every operation and every clinic", Level.DIRECT),
    ("The practitioner is directly supervised at all times.", Level.DIRECT),
    ("Close supervision: the supervisor is in the building", Level.CLOSE),
    ("the supervisor is on site and hears each decision before it is acted on", Level.CLOSE),
    ("Supervision at hand", Level.AT_HAND),
    ("the supervisor can be reached at once and looks back over every case each week", Level.AT_HAND),
    ("the supervisor need not be on site but must answer by telephone", Level.AT_HAND),
    ("indirect supervision", Level.AT_HAND),
    ("Available", Level.AT_HAND),
    ("Available on site", Level.CLOSE),
    ("a supervisor must always be available", Level.AT_HAND),
    ("The consultant is available on site", Level.CLOSE),
    ("On-site supervision", Level.CLOSE),
    ("Reports are available each month", None),
    ("Indirect 1", Level.ON_SITE),
    ("indirect supervision (level 1)", Level.ON_SITE),
    ("Indirect supervision 2", Level.AT_HAND),
    ("indirect supervision, level three", Level.OVERSIGHT),
    ("the supervisor reads a sample of cases and meets Dr Osei every two weeks", Level.OVERSIGHT),
    ("normal supervision for the grade", Level.NORMAL),
    ("no patient is treated alone, and the practitioner watches and assists", Level.OBSERVING),
    ("direct supervision in theatre, close supervision in clinic", Level.CLOSE),
    ("close supervision; direct supervision is no longer needed", Level.CLOSE),
    ("not less than close supervision", Level.CLOSE),
    ("the supervisor is in the building, and reads a sample of cases", Level.CLOSE),
    ("the supervisor reads a sample of cases and sits in on every clinic", Level.DIRECT),
    ("Every case is seen", None),
    ("As the case manager decides", None),
    ("The clinical supervisor meets the practitioner weekly", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "level"), STAGES)
def test_the_level_that_the_words_of_a_stage_say(text: str, level: Level | None) -> None:
    assert level_in(text) is level


REQUIREMENTS = [
    ("The GMC’s interim order requires close supervision.", Level.CLOSE),
    ("The GMC’s conditions require a supervisor available on site.", Level.CLOSE),
    ("GDC conditions: a supervisor is to be available at all times.", Level.AT_HAND),
    ("The GDC has imposed conditions. The practitioner must be directly supervised.", Level.DIRECT),
    ("Under her undertakings to the General Medical Council she must be supervised.", Level.AT_HAND),
    ("GPhC conditions: the pharmacist must not work without close supervision.", Level.CLOSE),
    ("The Performers List restricts him to work under clinical supervision, a restriction of 2 May.", Level.AT_HAND),
    (
        "By order of the Interim Orders Tribunal, with conditions, she works under direct clinical supervision.",
        Level.DIRECT,
    ),
    ("The regulator's conditions ask for at least close supervision until they are reviewed.", Level.CLOSE),
    ("Conditions of the GMC: directly supervised in theatre, closely supervised elsewhere.", Level.CLOSE),
    ("The regulator has placed no conditions on Dr Osei's registration. The Trust asks for close supervision.", None),
    ("The GMC’s conditions were lifted in May. Close supervision goes on by agreement.", None),
    ("The GMC may impose conditions, such as direct supervision.", None),
    ("The GMC's conditions are listed in the appendix.", None),
    ("The Trust requires direct supervision at first.", None),
    ("The clinical supervisor is registered with the GMC.", None),
    ("The GMC asks for conditions that no longer include close supervision.", None),
]


@pytest.mark.parametrize(("text", "level"), REQUIREMENTS)
def test_the_level_that_a_regulator_or_list_is_said_to_require(text: str, level: Level | None) -> None:
    assert required_in(text) is level


def test_a_paragraph_is_read_with_the_heading_that_it_stands_under() -> None:
    text = "Closely supervised in all clinical work."
    assert required_in(text) is None
    assert required_in(text, ("Conditions of the GMC",)) is Level.CLOSE
    assert required_in("Days and times.", ("The GMC requires close supervision.",)) is None


def test_the_levels_stand_in_their_order_with_indirect_1_between_direct_and_close() -> None:
    words = [
        "normal supervision",
        "regular oversight",
        "be supervised",
        "close supervision",
        "indirect 1",
        "direct supervision",
    ]
    levels = [level_in(one) for one in words]
    assert levels == sorted(level for level in levels if level is not None)
    assert len(set(levels)) == len(words)

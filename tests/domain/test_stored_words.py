"""The words that stand in rows and records: those of earlier years must be read again, so none is ever another."""

import enum

import pytest

from portal.domain.agreements.agreement import SCHEMA, EndKind
from portal.domain.cases.case import Profession
from portal.domain.cases.roles import Party, Role, Side
from portal.domain.plans.steps import STEPS
from portal.domain.proposals.proposal import Asker
from portal.domain.proposals.said import ProposalKind
from portal.domain.proposals.version import AnswerKind, Fit, OutcomeKind
from portal.domain.record import SealedKind, Stream
from portal.domain.talk.thread import Audience

AUDIENCES = "shared, organisation, practitioner, psr, organisation_psr, practitioner_psr"
STORED: dict[type[enum.Enum], str] = {
    EndKind: "cancelled, declined",
    Party: "organisation, practitioner",
    Side: "organisation, practitioner, psr, observer",
    Role: "organisation editor, organisation signatory, practitioner, representative, PSR adviser, PSR reviewer, "
    "observer",
    Profession: "doctor, dentist, pharmacist",
    Asker: "organisation, practitioner, both",
    ProposalKind: "reword, add, remove, move, stage, duration, start, title, stage_more, stage_less",
    OutcomeKind: "in effect, declined, withdrawn, superseded",
    Fit: "written, rebased, conflict",
    AnswerKind: "agree, decline",
    SealedKind: "agreement",
    Stream: AUDIENCES,
    Audience: AUDIENCES,
}


@pytest.mark.parametrize("kind", STORED)
def test_what_is_stored_keeps_its_words(kind: type[enum.Enum]) -> None:
    assert {one.value for one in kind} >= set(STORED[kind].split(", "))


def test_the_steps_of_supervision_keep_their_words() -> None:
    assert set(STEPS) >= {"watching only", "in the room", "on site", "within reach", "looks back", "as usual"}


def test_a_signature_covers_terms_of_this_shape() -> None:
    assert SCHEMA == "agreement-v1"

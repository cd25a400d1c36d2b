"""What both parties can read in the record of a signing, and what a signature is made over."""

import hashlib
import json
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portal.domain.agreements import events, signing
from portal.domain.agreements.advice import take_advice
from portal.domain.base import Refused
from portal.domain.checks.dismissal import keep
from portal.domain.checks.guardian import facts_of, findings
from portal.domain.record import Stream
from tests.domain.told import told, told_once
from tests.factories import OPENED, Story, a_case, freeze, sign, signed, some_content


def test_freezing_is_told_with_all_that_was_chosen(story: Story) -> None:
    frozen = freeze(story)
    chosen = {"consequences": '["consequences"]', "standard_agreement": "agreement", "kept": "[]"}
    values = chosen | {"digest": frozen.digest}
    assert told_once(story, events.AGREEMENT_OPENED, frozen) == (Stream.SHARED, "editor", values)


def test_the_plan_is_told_to_be_agreed_with_the_second_signature_only(story: Story) -> None:
    frozen = sign(story, freeze(story))
    assert told(story, events.PLAN_AGREED) == []
    sign(story, frozen, by="signatory")
    assert told_once(story, events.PLAN_AGREED, frozen) == (Stream.SHARED, "signatory", {"digest": frozen.digest})


def test_each_signature_is_told_with_its_name_and_what_it_declares(story: Story) -> None:
    frozen = signed(story)
    common = {"digest": frozen.digest, "statements": '["I intend to sign."]', "note": ""}
    assert told(story, events.SIGNED) == [
        (Stream.SHARED, name, common | {"name": story.people[name].name}, frozen.id)
        for name in ("practitioner", "signatory")
    ]


def test_a_signature_keeps_the_wording_that_was_declared_and_the_name_without_spaces_around_it(story: Story) -> None:
    frozen = freeze(story)
    signature = signing.sign(
        story.session,
        frozen,
        digest=frozen.digest,
        typed_name=" Test Practitioner ",
        statements=["I have read it.", "I intend to sign."],
        by=story.member("practitioner"),
        at=story.tick(),
    )
    assert (signature.typed_name, signature.declared) == ("Test Practitioner", ["I have read it.", "I intend to sign."])
    assert told(story, events.SIGNED)[0].values["name"] == "Test Practitioner"


def test_the_second_signature_is_the_moment_of_the_agreement(story: Story) -> None:
    frozen = sign(story, freeze(story))
    assert frozen.agreed_at is None
    sign(story, frozen, by="signatory")
    assert frozen.agreed_at == story.at


def test_declining_is_told_to_both_with_its_reason(story: Story) -> None:
    frozen = freeze(story)
    by = story.member("signatory")
    signing.decline_to_sign(story.session, frozen, reason="Not yet.", by=by, at=story.tick())
    assert told_once(story, events.AGREEMENT_DECLINED, frozen) == (Stream.SHARED, "signatory", {"reason": "Not yet."})
    assert (frozen.end.reason, frozen.end.at) == ("Not yet.", story.at)


def test_reopening_is_told_to_both_with_its_reason(story: Story) -> None:
    frozen = freeze(story)
    signing.cancel(story.session, frozen, reason="One more.", by=story.member("editor"), at=story.tick())
    assert told_once(story, events.AGREEMENT_CANCELLED, frozen) == (Stream.SHARED, "editor", {"reason": "One more."})


@pytest.mark.parametrize(("days", "until"), [(3, "2025-11-06"), (None, "")])
def test_how_long_a_party_takes_advice_is_told_to_both(story: Story, days: int | None, until: str) -> None:
    day = None if days is None else OPENED.date() + timedelta(days=days)
    by, at = story.member("practitioner"), story.tick()
    taken = take_advice(story.session, story.plan, until=day, by=by, at=at, most_days=90)
    assert (taken.until, taken.at) == (day, at)
    values = {"until": until}
    assert told_once(story, events.ADVICE_TIME_TAKEN, story.plan) == (Stream.SHARED, "practitioner", values)


def test_anybody_can_work_out_the_digest_from_what_was_agreed(story: Story) -> None:
    first = signed(story)
    terms = {
        "schema": "agreement-v1",
        "fingerprint": story.plan.current.fingerprint,
        "case": "PSR/2025/0001",
        "parties": {"organisation": "Harbour Trust", "practitioner": "Test Practitioner"},
        "signing": {"organisation": "organisation signatory", "practitioner": "practitioner"},
        "revision": 1,
    }
    assert first.digest == _sha256(terms | {"previous": ""})
    anew = signing.agreement_digest(story.plan, story.plan.current, first)
    assert anew == _sha256(terms | {"previous": first.digest})


def _sha256(terms: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(terms, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def test_what_was_decided_to_be_kept_stays_with_the_frozen_text(session: Session) -> None:
    story = a_case(session, content=some_content().with_text("aim", "This draft helps.").with_text("cases", "A draft."))
    chosen = {"consequences": ["consequences"], "standard_agreement": "agreement", "by": story.member("editor")}
    with pytest.raises(Refused):
        signing.open_agreement(story.session, story.plan, **chosen, at=story.tick())
    found = findings(story.plan.content, facts_of(story.case))
    by = story.member("practitioner")
    kept = [keep(session, story.plan, one.digest, reason="Kept.", by=by, at=story.tick()) for one in reversed(found)]
    frozen = signing.open_agreement(story.session, story.plan, **chosen, at=story.tick())
    in_order = [one.id for one in reversed(kept)]
    assert frozen.kept_ids == in_order
    assert told(story, events.AGREEMENT_OPENED)[0].values["kept"] == json.dumps([str(one) for one in in_order])


def test_what_was_chosen_is_kept_with_the_text(story: Story) -> None:
    frozen = freeze(story)
    assert frozen.case is story.case
    assert (frozen.consequence_keys, frozen.standard_agreement) == (["consequences"], "agreement")
    assert (frozen.opened_by_id, frozen.opened_at) == (story.members["editor"].id, story.at)

"""People, a case and a small plan, and the acts of the story in one line each."""

from tests.factories.agreements import act_for_safety, freeze, sign, signed, varied, withdrawn
from tests.factories.changes import (
    agree,
    bundle,
    caution,
    decline,
    in_effect,
    keep,
    keep_yes,
    overtaken,
    put_forward,
    sent,
    sent_weeks,
    suggest,
    suggest_addition,
    suggest_move,
    suggest_removal,
    suggest_stage_words,
    suggest_start,
    suggest_weeks,
)
from tests.factories.story import (
    HASH,
    LIMIT,
    MOST,
    OPENED,
    PASSWORD,
    QUICK,
    ROLES,
    STRANGER,
    WORDS,
    Story,
    a_case,
    a_person,
    some_content,
)
from tests.factories.talks import ask, reopen, reply, settle, thread, thread_on

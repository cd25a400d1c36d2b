"""Who may do what: the whole matrix, action by persona, written out."""

import pytest
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.cases.invitation import Invitation
from portal.domain.cases.roles import Reach, Role, Side
from portal.domain.talk.thread import Audience
from portal.policy import may, may_put_on
from portal.policy_of_sight import Subject, sees
from tests.databases import Lent
from tests.factories import (
    ROLES,
    Story,
    a_case,
    a_person,
    accept,
    act_for_safety,
    agree,
    an_entry,
    ask_for_call,
    ask_to_hand_over,
    ask_to_meet,
    asked_for_feedback,
    attached,
    freeze,
    invite,
    issued_feedback,
    limit,
    name_blocker,
    name_representative,
    offer_showing,
    offer_talk,
    put_forward,
    raise_concern,
    signed,
    suggest,
    thread,
    urgent_point,
    varied,
)
from tests.policy_cells import read, rows_of, wrong_cells
from tests.policy_tables import (
    AFTER_AGREEMENT,
    BEFORE_ISSUE,
    MATRIX,
    PUTS_ON,
    WITH_PSRS_CHANGE,
    WITH_THE_ORGANISATIONS_CHANGE,
    WITH_THE_PRACTITIONERS_CHANGE,
    WITH_THE_PRACTITIONERS_DRAFT,
)

CASE_ACTIONS = {Action.VIEW_CALLS, Action.ASK_FOR_CALL, Action.VIEW_CASE, Action.VIEW_RECORD, Action.TAKE_RECORD}
CASE_ACTIONS |= {Action.IMPORT_DRAFT, Action.HAND_OVER, Action.SERVE_ON_PAPER, Action.INVITE, Action.LEAVE}
CASE_ACTIONS |= {Action.PAUSE, Action.SAY_WISHES}
PROPOSAL_ACTIONS = {Action.VIEW_PROPOSAL, Action.ASSENT, Action.DECLINE, Action.KEEP_ANSWER, Action.ASK, Action.CAUTION}
THREAD_ACTIONS = {Action.RAISE_CONCERN, Action.REPLY, Action.SETTLE, Action.REOPEN, Action.PUT_FORWARD_COPY}
AGREEMENT_ACTIONS = {Action.CANCEL_AGREEMENT, Action.VIEW_AGREEMENT, Action.SIGN, Action.DECLINE_TO_SIGN}
SAFETY_ACTIONS = {Action.VIEW_SAFETY_ACTION, Action.COMMENT_ON_SAFETY, Action.END_SAFETY_ACTION}
SAFETY_ACTIONS |= {Action.SAY_WHO_TOLD, Action.NOTE_SAFETY_CALL}
CALL_ACTIONS = {Action.TAKE_BACK_CALL, Action.NOTE_CALL}
TALK_ACTIONS = {Action.VIEW_TALK, Action.ANSWER_TALK, Action.NOTE_TALK}
HANDOVER_ACTIONS = {Action.VIEW_HANDOVER, Action.ANSWER_HANDOVER, Action.TAKE_BACK_HANDOVER}
SHOWING_ACTIONS = {Action.VIEW_SHOWINGS, Action.ANSWER_SHOWING, Action.END_SHOWING, Action.READ_SHOWN}
FEEDBACK_ACTIONS = {Action.VIEW_FEEDBACK_REQUEST, Action.ANSWER_ABOUT_REQUEST, Action.TAKE_BACK_REQUEST}
FEEDBACK_ACTIONS |= {Action.DECIDE_REQUEST, Action.ASSIGN_REVIEW}
REVIEW_ACTIONS = {Action.WRITE_REVIEW, Action.READ_SECOND, Action.COMMENT_ON_REVIEW, Action.VIEW_REVIEW}
REVIEW_ACTIONS |= {Action.SEND_URGENT_POINT}
REVIEW_ACTIONS |= {Action.REPLY_TO_FEEDBACK, Action.SHOW_FEEDBACK}
MEETING_ACTIONS = {Action.TAKE_BACK_MEETING, Action.SETTLE_MEETING}
OWN_CHANGE = {Action.REWRITE, Action.PUT_FORWARD, Action.CONFIRM, Action.WITHDRAW}


@pytest.fixture
def story(lent: Lent, session: Session) -> Story:
    return lent.story_in(session)


def test_every_action_and_persona_stands_in_the_matrix() -> None:
    cells = read(MATRIX).keys() | read(WITH_THE_PRACTITIONERS_CHANGE).keys()
    assert cells == {(action, role) for action in Action for role in ROLES}


def test_the_matrix(story: Story) -> None:
    talk, proposal = thread(story), put_forward(story, suggest(story))
    agreement, action, entry = freeze(story), act_for_safety(story), an_entry(story)
    kinds: dict[Action, Subject] = (
        dict.fromkeys(Action, story.plan)
        | dict.fromkeys(CASE_ACTIONS, story.case)
        | dict.fromkeys(PROPOSAL_ACTIONS, proposal)
        | dict.fromkeys(THREAD_ACTIONS, talk)
        | dict.fromkeys(AGREEMENT_ACTIONS, agreement)
        | dict.fromkeys(SAFETY_ACTIONS, action)
        | dict.fromkeys(CALL_ACTIONS, ask_for_call(story))
        | {Action.END_BLOCKER: name_blocker(story)}
        | dict.fromkeys(TALK_ACTIONS, offer_talk(story))
        | dict.fromkeys(MEETING_ACTIONS, ask_to_meet(story))
        | dict.fromkeys({Action.VIEW_PAPERS, Action.ENTER_PAPER, Action.CONFIRM_PAPER, Action.DISPUTE_PAPER}, entry)
        | {Action.CHANGE_INVITATION: invite(story)[0], Action.TAKE_OFF: story.members["signatory"]}
        | dict.fromkeys({Action.LIMIT, Action.NAME}, story.members["representative"])
        | dict.fromkeys({Action.VIEW_CONCERN, Action.ANSWER_CONCERN}, raise_concern(story, talk))
        | {Action.NAME_DEPUTY: story.members["editor"]}
        | dict.fromkeys(HANDOVER_ACTIONS, ask_to_hand_over(story))
        | dict.fromkeys(SHOWING_ACTIONS, offer_showing(story))
        | dict.fromkeys(FEEDBACK_ACTIONS, asked_for_feedback(story))
        | dict.fromkeys(REVIEW_ACTIONS, issued_feedback(story))
        | {Action.READ_DOCUMENT: attached(story)}
        | dict.fromkeys({Action.VIEW_URGENT_POINT, Action.HEAR_URGENT_POINT}, urgent_point(story))
    )
    assert wrong_cells(story, MATRIX, kinds) == []


def test_only_those_who_sign_answer_a_variation_of_an_agreed_plan(story: Story) -> None:
    signed(story)
    varied(story, "cases")
    change = put_forward(story, suggest(story, "editor"), "editor")
    kinds: dict[Action, Subject] = (
        dict.fromkeys(Action, story.plan)
        | dict.fromkeys(PROPOSAL_ACTIONS | OWN_CHANGE, change)
        | dict.fromkeys(AGREEMENT_ACTIONS, freeze(story))
        | dict.fromkeys(SAFETY_ACTIONS, act_for_safety(story))
        | dict.fromkeys(SHOWING_ACTIONS, offer_showing(story))
    )
    assert wrong_cells(story, AFTER_AGREEMENT, kinds) == []


def test_a_sent_change_is_its_own_sides_to_look_after(story: Story) -> None:
    theirs, ours = put_forward(story, suggest(story)), put_forward(story, suggest(story, "editor", "aim"), "editor")
    psrs = put_forward(story, suggest(story, "adviser", "cases"), "adviser")
    assert wrong_cells(story, WITH_PSRS_CHANGE, psrs) == []
    assert wrong_cells(story, WITH_THE_PRACTITIONERS_CHANGE, theirs) == []
    assert wrong_cells(story, WITH_THE_ORGANISATIONS_CHANGE, ours) == []


def test_a_private_change_is_its_own_sides_to_look_after(story: Story) -> None:
    theirs, ours, psrs = suggest(story), suggest(story, "signatory"), suggest(story, "adviser")
    assert wrong_cells(story, WITH_PSRS_CHANGE, psrs) == []
    assert wrong_cells(story, WITH_THE_PRACTITIONERS_DRAFT, theirs) == []
    assert wrong_cells(story, WITH_THE_ORGANISATIONS_CHANGE, ours) == []


def test_a_representative_discards_what_they_wrote_until_it_is_sent(story: Story) -> None:
    written = suggest(story, "representative")
    table = WITH_THE_PRACTITIONERS_DRAFT.replace(
        "WITHDRAW            -      -         yes          -", "WITHDRAW            -      -         yes          yes"
    )
    assert wrong_cells(story, table, written) == []
    assert wrong_cells(story, WITH_THE_PRACTITIONERS_CHANGE, put_forward(story, written)) == []


def test_who_puts_whom_on_a_case_also_takes_them_off(story: Story) -> None:
    """Of oneself one does neither; nobody takes off who is not known to them."""
    for (role, by), expected in rows_of(PUTS_ON).items():
        assert (role, by, may_put_on(story.members[by], Role[role])) == (role, by, expected)
        somebody = next(one for one in story.members.values() if one.has(Role[role]))
        takes_off = may(story.members[by], Action.TAKE_OFF, somebody)
        assert (role, by, takes_off) == (role, by, expected and somebody is not story.members[by])


@pytest.mark.parametrize("role", list(Role))
def test_an_invitation_is_known_to_those_alone_who_may_know_of_it(story: Story, role: Role) -> None:
    invitation = Invitation(case_id=story.case.id, role=role)
    set_committed_value(invitation, "case", story.case)
    sides = {Role.EDITOR: Side.ORGANISATION, Role.SIGNATORY: Side.ORGANISATION, Role.REPRESENTATIVE: Side.PRACTITIONER}
    known = {Side.PSR, sides.get(role, Side.PSR)}
    assert {one.side for one in story.members.values() if sees(one, invitation)} == known


def test_a_representative_who_may_only_comment_prepares_nothing(story: Story) -> None:
    representative = story.members["representative"]
    assert may(representative, Action.SUGGEST, story.plan)
    limit(story, Reach.COMMENT)
    assert not may(representative, Action.SUGGEST, story.plan)
    assert may(representative, Action.COMMENT, story.plan)
    limit(story, Reach.DRAFT)
    assert may(representative, Action.SUGGEST, story.plan)


def test_a_representative_speaks_where_the_organisation_reads_only_once_they_are_named_to_it(story: Story) -> None:
    representative, shared, action = story.members["representative"], thread(story), act_for_safety(story)
    own = thread(story, audience=Audience.PRACTITIONER)
    acts = [
        (Action.REPLY, shared),
        (Action.SETTLE, shared),
        (Action.REOPEN, shared),
        (Action.COMMENT_ON_SAFETY, action),
    ]
    assert [may(representative, act, thing) for act, thing in acts] == [False] * 4
    assert may(representative, Action.REPLY, own)
    name_representative(story)
    assert [may(representative, act, thing) for act, thing in acts] == [True] * 4


def test_a_handover_is_taken_back_by_whoever_asked_it(story: Story) -> None:
    asked = ask_to_hand_over(story)
    other = accept(
        story,
        *invite(story, "practitioner", Role.REPRESENTATIVE, "two@example.org")[:1],
        a_person(story.session, "two"),
    )
    assert not may(other, Action.TAKE_BACK_HANDOVER, asked)
    assert may(other, Action.VIEW_HANDOVER, asked)


def test_before_issue_the_plan_is_psrs_advisers(session: Session) -> None:
    story = a_case(session, issued=False)
    plan = dict.fromkeys(Action, story.plan) | {Action.VIEW_CASE: story.case}
    assert wrong_cells(story, BEFORE_ISSUE, plan) == []


def test_a_member_of_another_case_sees_and_may_do_nothing(story: Story) -> None:
    things = [story.case, story.plan, put_forward(story, suggest(story)), thread(story), freeze(story)]
    things.append(act_for_safety(story))
    case = type(story.case).open(
        story.session,
        by=a_person(story.session, "elsewhere", opens_cases=True),
        reference="PSR/2025/0002",
        organisation="Other Trust",
        practitioner="Dr Other",
        profession=story.case.profession,
        key_contact="Somebody",
        at=story.at,
    )
    added = {"by": case.memberships[0], "at": story.at}
    others = [case.add(story.session, a_person(story.session, f"other-{role}"), ROLES[role], **added) for role in ROLES]
    assert not any(may(other, action, thing) for other in others for action in Action for thing in things)


def test_an_observer_finds_nothing_of_the_case(story: Story) -> None:
    change, talk = put_forward(story, suggest(story)), thread(story)
    for thing in (story.case, story.plan, change, talk, freeze(story), act_for_safety(story)):
        assert [name for name, one in story.members.items() if not sees(one, thing)] == ["observer"]


def test_the_domain_refuses_what_the_policy_leaves_to_it(story: Story) -> None:
    proposal = put_forward(story, suggest(story))
    assert may(story.members["practitioner"], Action.ASSENT, proposal)
    with pytest.raises(Refused):
        agree(story, proposal, by="practitioner")

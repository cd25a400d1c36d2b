"""Cases, each in another state, with something of every kind in it."""

from collections.abc import Callable
from datetime import UTC, datetime

from portal.domain.cases.roles import Reach, Role
from portal.domain.negotiation.blocker import Why
from portal.domain.talk.thread import Audience
from tests import factories
from tests.factories import WORDS, Story

LONGER = WORDS["supervision"].replace("30", "45")


def a_draft(story: Story) -> None:
    """PSR has not issued it yet."""


def a_draft_in_the_new_form(story: Story) -> None:
    """The same, with stages and clauses as plans have them now."""
    with story.acting() as session:
        plan, by = story.present_plan(session), story.member("adviser", session)
        plan.mend(session, factories.in_second_form(), by=by, at=story.tick())


def just_issued(story: Story) -> None:
    """Nobody has looked at it yet."""


def in_negotiation(story: Story) -> None:
    """Changes of every kind and state, conversations of each audience, answers kept, and an action for safety."""
    story.everybody_has_read_the_first_page()
    _changes_of_time_and_structure(story)
    _answers(story)
    for audience in Audience:
        author = {"organisation": "editor", "psr": "adviser"}.get(audience.value.split("_")[0], "practitioner")
        factories.thread(story, author, audience, must_settle=author == "editor")
    factories.settle(story, factories.thread(story, quote=""))
    _overtaken(story)
    factories.bundle(story, factories.suggest(story, key="agreement", text="What we agree"))
    factories.act_for_safety(story)
    _arranged(story)
    _on_paper(story)
    factories.invite(story)
    factories.invite(story, "practitioner", Role.REPRESENTATIVE, reach=Reach.COMMENT)
    factories.ask_to_hand_over(story)
    factories.covered(story, "signatory", "editor")
    hurtful = factories.thread(story, "editor", body="Be quicker.")
    factories.answer_concern(story, factories.raise_concern(story, hurtful, "practitioner"))
    factories.raise_concern(story, factories.thread(story, "practitioner", body="Be kinder."))
    factories.go_away(story, "adviser", "reviewer")
    factories.defence(story)
    factories.agree_to_showing(story, factories.offer_showing(story))
    factories.offer_showing(story, "editor", ["agreement"], before_agreement=True)


def _arranged(story: Story) -> None:
    """Calls asked for by either side, talks in each state, and a meeting that is asked for."""
    for author in ("practitioner", "editor"):
        factories.ask_for_call(story, author)
        factories.offer_talk(story, author, about=factories.sent(story, author, "cases", f"Cases, says the {author}."))
    factories.accept_time(story, factories.offer_talk(story))
    noted = factories.sent(story, "editor", "aim", "The aim, once more.")
    factories.write_note(story, factories.accept_time(story, factories.offer_talk(story, about=noted)))
    factories.ask_to_meet(story)
    factories.name_blocker(story, "editor", Why.PLACEMENT)
    factories.name_blocker(story)


def _on_paper(story: Story) -> None:
    """Papers of either party: sent out, said by telephone, to be confirmed, disputed, and one that counts."""
    for whom in ("practitioner", "editor"):
        factories.paper_for(story, whom)
        factories.told_by_telephone(story, factories.paper_for(story, whom), factories.NO)
        factories.came_back(story, factories.paper_for(story, whom), factories.NO)
    factories.dispute_paper(story, factories.came_back(story, factories.paper_for(story), factories.YES))
    factories.sent(story, "editor", "aim", "The aim, on paper.")
    paper = factories.paper_for(story)
    only = [None] * (len(paper.lines) - 1)
    factories.confirm_paper(story, factories.came_back(story, paper, *only, factories.NO))


def _changes_of_time_and_structure(story: Story) -> None:
    make = [factories.suggest_weeks, factories.suggest_removal, factories.suggest_stage, factories.suggest_title]
    for change in [one(story) for one in make]:
        factories.put_forward(story, change)
    for beside in ("supervision", "programme"):
        factories.put_forward(story, factories.suggest_addition(story, "editor", beside), "editor")
    factories.put_forward(story, factories.suggest_stage_words(story, "editor"), "editor")
    factories.suggest_start(story, "editor")
    factories.suggest_stage_less(story, "practitioner", "second")
    factories.suggest(story, "representative", "programme", "The programme of work")


def _answers(story: Story) -> None:
    factories.keep_yes(story, factories.sent(story, key="consequences"))
    asked = factories.sent(story, "editor", "purpose", "Why this is")
    factories.caution(story, asked)
    factories.ask(story, asked, "practitioner")
    factories.sent(story, "adviser", "cases", "Cases, as PSR puts it.")
    factories.agree(story, factories.sent(story, "adviser", "purpose", "Why we do it"), by="practitioner")
    factories.decline(story, factories.sent(story, key="agreement", text="Agreed"))


def _overtaken(story: Story) -> None:
    """A change in conflict and one to confirm for either party, private ones that no longer fit, and one in effect."""
    for author in ("practitioner", "editor"):
        factories.sent(story, author, text=WORDS["supervision"].replace("meet", "see"))
        factories.sent(story, author, text="Wholly other words.")
        factories.suggest(story, author, text="Words of one's own.")
    factories.agree(story, factories.sent(story, "editor", text=LONGER), by="practitioner")


def withdrawn(story: Story) -> None:
    in_negotiation(story)
    factories.withdrawn(story)


def views_asked(story: Story) -> None:
    """The parties cannot agree: PSR asks for their views, and one of them has given one."""
    story.everybody_has_read_the_first_page()
    factories.sent(story)
    factories.settle_meeting(story, factories.ask_to_meet(story, "editor"))
    factories.ask_for_views(story)
    factories.give_view(story)


def not_agreed(story: Story) -> None:
    in_negotiation(story)
    factories.not_agreed(story)


def frozen(story: Story) -> None:
    """Ready to sign, with private suggestions, and talk that had to be settled first."""
    story.everybody_has_read_the_first_page()
    factories.settle(story, factories.thread(story, must_settle=True))
    for author in ("practitioner", "editor"):
        factories.suggest(story, author, key="aim")
    factories.freeze(story)


def signed_on_paper(story: Story) -> None:
    """Ready to sign: one paper went out, and another came back signed, to be confirmed."""
    frozen(story)
    factories.paper_for(story, "signatory")
    factories.came_back(story, factories.paper_for(story), factories.YES)


def to_be_explained(story: Story) -> None:
    """Ready to sign, and the practitioner asks what the consequences mean before signing."""
    frozen(story)
    with story.acting() as session:
        agreement = story.present_plan(session).newest_agreement
        assert agreement
    factories.ask_to_explain(story, agreement)


def beside_advice(story: Story) -> None:
    """Nothing stands in the way of signing, and the practitioner takes advice."""
    story.everybody_has_read_the_first_page()
    factories.need_time(story, today=datetime.now(UTC))


def half_signed(story: Story) -> None:
    frozen(story)
    with story.acting() as session:
        agreement = story.present_plan(session).newest_agreement
        assert agreement
    factories.sign(story, agreement, note="I do not accept 3.1.")


def varied(story: Story) -> None:
    """An agreed plan: changed once since, with changes of either side waiting, and an action for safety."""
    story.everybody_has_read_the_first_page()
    factories.signed(story)
    factories.varied(story)
    for author in ("practitioner", "editor", "signatory"):
        factories.sent(story, author, "cases", f"Cases, as {author} puts it.")
    factories.agree(story, factories.sent(story, "editor", "aim", "The aim."), by="practitioner")
    factories.thread(story, "editor", must_settle=True)
    factories.act_for_safety(story)


def paused(story: Story) -> None:
    """PSR paused the case in the middle of everything."""
    in_negotiation(story)
    factories.pause(story, today=datetime.now(UTC))


def paused_at_signing(story: Story) -> None:
    half_signed(story)
    factories.pause(story, today=datetime.now(UTC))


SCENES: dict[str, Callable[[Story], None]] = {
    "a draft": a_draft,
    "just issued": just_issued,
    "in negotiation": in_negotiation,
    "withdrawn": withdrawn,
    "views asked": views_asked,
    "not agreed": not_agreed,
    "paused": paused,
    "paused at signing": paused_at_signing,
    "frozen": frozen,
    "signed on paper": signed_on_paper,
    "beside advice": beside_advice,
    "to be explained": to_be_explained,
    "half signed": half_signed,
    "varied": varied,
}

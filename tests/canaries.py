"""A canary in every private place: words that only some sides may ever read, and things that others never know of."""

from sqlalchemy import select

from portal.domain.cases.roles import Reach, Role, Side
from portal.domain.negotiation import negotiation
from portal.domain.proposals.proposal import Proposal
from portal.domain.record import Event, Stream
from portal.domain.talk.copying import put_forward_copy
from portal.domain.talk.thread import READERS, Audience, Thread
from portal.web.telling import tell_all
from tests.factories import (
    WORDS,
    Story,
    accept_time,
    administrator,
    agree,
    agree_to_showing,
    ask_colleague,
    ask_for_call,
    ask_for_views,
    ask_to_hand_over,
    ask_to_meet,
    bundle,
    caution,
    defence,
    fit,
    freeze,
    give_view,
    go_away,
    invite,
    keep,
    note_call,
    offer_showing,
    offer_talk,
    reopen,
    reply,
    reply_to_note,
    say_wishes,
    sent,
    settle,
    sign_out,
    staff,
    suggest,
    suggest_stage,
    suggest_stage_less,
    suggest_title,
    take_back_call,
    thread,
    thread_on,
    write_note,
)
from tests.factories import suggest_weeks as weeks
from tests.planted_blockers import plant_blockers
from tests.planted_concerns import plant_concerns
from tests.planted_feedback import plant_feedback
from tests.planted_papers import plant_papers
from tests.planted_safety import plant_safety_action
from tests.planting import AUTHORS, SPEAKERS, Secrets

VOICES = {"editor", "practitioner"}
ORGANISATION, PSR = (Side.ORGANISATION,), (Side.PSR,)


def planted(story: Story) -> Secrets:
    """A story with something private in every place that there is."""
    secrets = Secrets(story, sides={story.people["representative"].name: {Side.PRACTITIONER, Side.PSR}})
    story.everybody_has_read_the_first_page()
    overtaken = {author: plant_suggestions(secrets, side, author) for side, author in AUTHORS.items()}
    plant_conversations(secrets)
    plant_talk_about_suggestions(secrets)
    plant_concerns(secrets)
    plant_answers(secrets)
    plant_calls(secrets)
    plant_papers(secrets)
    plant_views(secrets)
    plant_blockers(secrets)
    plant_invitations(secrets)
    plant_staff(secrets)
    plant_feedback(secrets)
    for author, change in overtaken.items():
        fit(story, change, author)
    secrets.frozen = freeze(story)
    with story.acting() as session:
        for event in session.scalars(select(Event).where(Event.stream != Stream.SHARED)):
            secrets.sides[event.hash] = READERS[Audience(event.stream.value)]
    secrets.places |= {"cases": [story.case.id], "agreements": [secrets.frozen.id]}
    secrets.places["plans"] = [story.plan.id, *secrets.places.get("plans", [])]
    plant_safety_action(secrets)
    plant_talks(secrets)
    plant_showings(secrets)
    secrets.places["members"] = [one.id for one in story.members.values()]
    secrets.places["revisions"] = [revision.id for revision in story.revisions()]
    if story.database:
        tell_all(story.database, 500)
    return secrets


def plant_suggestions(secrets: Secrets, side: Side, author: str) -> Proposal:
    """Private suggestions of every kind, one taken back; the returned one will be overtaken, and then fitted."""
    story = secrets.story

    def private(key: str, text: str) -> Proposal:
        proposal = suggest(story, author, key, f"{text} {secrets.plant(side)}", reason=secrets.plant(side))
        secrets.guard("proposals", proposal, side)
        return proposal

    private("aim", WORDS["aim"])
    private("supervision", WORDS["supervision"])
    overtaken = private("cases", "Wholly other words.")
    for change in (
        suggest_title(story, author, f"A title {secrets.plant(side)}"),
        suggest_stage(story, author, title=f"A stage {secrets.plant(side)}"),
        suggest_stage_less(story, author, "second"),
    ):
        secrets.guard("proposals", change, side)
    withdrawn = private("consequences", WORDS["consequences"])
    secrets.guard("proposals", weeks(story, author, reason=secrets.plant(side)), side)
    with story.acting() as session:
        found = session.get_one(Proposal, withdrawn.id)
        negotiation.withdraw(session, found, by=story.member(author, session), at=story.tick())
    return overtaken


def plant_conversations(secrets: Secrets) -> None:
    for audience in set(Audience) - {Audience.SHARED}:
        readers = READERS[audience]
        author = next(AUTHORS[side] for side in AUTHORS if side in readers)
        for quote in ("once a week", ""):
            body = secrets.plant(*readers)
            talk = thread(secrets.story, author, audience, quote=quote, body=body, must_settle=author in VOICES)
            secrets.guard("threads", talk, *readers)


def plant_talk_about_changes(secrets: Secrets, change: Proposal) -> None:
    """Talk about a change for each private audience, settled and taken up again; one comment of each is copied."""
    story = secrets.story
    for audience in set(Audience) - {Audience.SHARED}:
        readers = READERS[audience]
        author = next(SPEAKERS[side] for side in SPEAKERS if side in readers)
        talk = thread_on(story, change, author, audience, secrets.plant(*readers), must_settle=author in VOICES)
        secrets.guard("threads", talk, *readers)
        reply(story, talk, author, secrets.plant(*Side))
        settle(story, talk, author)
        reopen(story, talk, author)
        with story.acting() as session:
            found, member = session.get_one(Thread, talk.id), story.member(author, session)
            chosen, at = {found.comments[-1].id}, story.tick()
            copy = put_forward_copy(session, found, comments=chosen, audience=Audience.SHARED, by=member, at=at)
            secrets.places["threads"].append(copy.id)
            for comment in found.comments:
                secrets.guard("comments", comment, *readers)


def plant_talk_about_suggestions(secrets: Secrets) -> None:
    """Talk of each side about a suggestion that it has not sent."""
    story = secrets.story
    for side, author in SPEAKERS.items():
        change = suggest(story, author, "aim", f"Words {secrets.plant(side)}")
        secrets.guard("proposals", change, side)
        talk = thread_on(story, change, author, Audience(side.value), secrets.plant(side), must_settle=author in VOICES)
        secrets.guard("threads", talk, side)


def plant_answers(secrets: Secrets) -> None:
    """Answers kept for later by either party; then two agreed changes, which every private suggestion follows."""
    story = secrets.story
    theirs, ours = sent(story, "practitioner", "aim"), sent(story, "editor", "consequences")
    for change, by, side in [(theirs, "editor", Side.ORGANISATION), (ours, "practitioner", Side.PRACTITIONER)]:
        keep(story, change, by=by, reason=secrets.plant(side), note=secrets.plant(side))
    caution(story, ours, note=secrets.plant(Side.PRACTITIONER))
    secrets.places["bundles"] = [bundle(story, suggest(story, key="programme", text="The programme")).id]
    keep(story, sent(story, key="agreement", text="The agreement"), note=secrets.plant(Side.ORGANISATION))
    secrets.places["proposals"] += [theirs.id, ours.id]
    plant_talk_about_changes(secrets, theirs)
    for key in ("supervision", "cases"):
        agree(story, sent(story, key=key), by="editor")


def plant_calls(secrets: Secrets) -> None:
    """Calls that people of either side ask PSR for, one tried, one made and one taken back."""
    story = secrets.story
    for author, side in [("practitioner", Side.PRACTITIONER), ("representative", Side.PRACTITIONER)] + [
        (each, Side.ORGANISATION) for each in ("editor", "signatory")
    ]:
        told = {name: secrets.plant(side, Side.PSR) for name in ("times", "phone", "about")}
        call = ask_for_call(story, author, **told)
        secrets.guard("calls", call, side, Side.PSR)
        if author in ("practitioner", "editor"):
            note_call(story, call, spoke=author == "editor")
        elif author == "signatory":
            take_back_call(story, call, author)


def plant_invitations(secrets: Secrets) -> None:
    """Who is asked to the case, by each who may ask; those who are known to both once they accept, and not before."""
    say_wishes(secrets.story, secrets.plant(Side.PRACTITIONER, Side.PSR))
    asked = [("editor", Role.SIGNATORY, {Side.ORGANISATION, Side.PSR}), ("adviser", Role.REVIEWER, {Side.PSR})]
    asked.append(("practitioner", Role.REPRESENTATIVE, {Side.PRACTITIONER, Side.PSR}))
    name, address = secrets.plant(Side.PRACTITIONER), f"{secrets.plant(Side.PRACTITIONER)}@example.org"
    secrets.guard("handovers", ask_to_hand_over(secrets.story, name, address), Side.PRACTITIONER)
    for by, role, readers in asked:
        email = f"{secrets.plant(*readers)}@example.org"
        invitation, _ = invite(secrets.story, by, role, email, secrets.plant(*readers), reach=Reach.DRAFT)
        secrets.guard("invitations", invitation, *readers)


def plant_showings(secrets: Secrets) -> None:
    """What both show an observer once both have signed, and what waits for an answer, of which observers never know."""
    secrets.places["showings"] = [str(agree_to_showing(secrets.story, offer_showing(secrets.story)).id)]
    waiting = offer_showing(secrets.story, "editor", ["programme"], before_agreement=True)
    secrets.guard("showings", waiting, Side.ORGANISATION, Side.PRACTITIONER, Side.PSR)


def plant_staff(secrets: Secrets) -> None:
    """Who acts for the organisation, and for PSR, and who is asked to: what is done to an account PSR alone reads."""
    story = secrets.story
    for by, other, readers in (
        ("editor", "signatory", (Side.ORGANISATION, Side.PSR)),
        ("adviser", "reviewer", (Side.PSR,)),
    ):
        secrets.guard("staff", administrator(story, by), *readers)
        secrets.guard("staff", staff(story, other), *readers)
        asked, _ = ask_colleague(story, by, f"{secrets.plant(*readers)}@example.org", secrets.plant(*readers))
        secrets.guard("staff-invitations", asked, *readers)
        secrets.guard("organisations", staff(story, by).organisation, *readers)
    for away, asked, readers in (("editor", "signatory", ORGANISATION), ("adviser", "reviewer", PSR)):
        secrets.guard("absences", go_away(story, away, asked), *readers)
    defence(story, "representative", secrets.plant(Side.PRACTITIONER, Side.PSR))
    for role in ("practitioner", "representative", "editor"):
        sign_out(story, role, secrets.plant(Side.PSR))
        secrets.guard("people", story.people[role], Side.PSR)


def plant_views(secrets: Secrets) -> None:
    """How each party sees it, which the other reads once the plan has ended."""
    ask_for_views(secrets.story)
    for author, side in (("practitioner", Side.PRACTITIONER), ("signatory", Side.ORGANISATION)):
        view = give_view(secrets.story, author, secrets.plant(side, Side.PSR))
        secrets.guard("views", view, side, Side.PSR)


def plant_talks(secrets: Secrets) -> None:
    """Talks and a meeting with PSR are shown to both parties and PSR, and to nobody else."""
    story, everybody = secrets.story, (Side.ORGANISATION, Side.PRACTITIONER, Side.PSR)
    talk = accept_time(story, offer_talk(story, times=[secrets.plant(*everybody)]))
    reply_to_note(story, write_note(story, talk, words=secrets.plant(*everybody)), words=secrets.plant(*everybody))
    secrets.guard("talks", talk, *everybody)
    secrets.guard("meetings", ask_to_meet(story, words=secrets.plant(*everybody)), *everybody)

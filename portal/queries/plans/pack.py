"""What goes into the pack that one reader takes to an adviser, in a fixed number of SQL queries."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.documents.names import standing
from portal.documents.pack import Pack, PackPart
from portal.documents.pdf import facts_of, moment, stage_set
from portal.domain.cases.case import Membership
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.domain.proposals.kinds.title import TITLE
from portal.domain.talk.thread import Audience, Thread
from portal.queries.plans import picture_words as say
from portal.queries.plans.clause_rows import ClauseRow, row_of, stray
from portal.queries.plans.pack_changes import PackWriter
from portal.queries.plans.picture import picture_of
from portal.queries.plans.plan_page import open_proposals
from portal.queries.proposals.cards import Card, cards_of
from portal.queries.talk.questions import questions_about
from portal.queries.talk.threads import open_threads, read_comments
from portal.text import Run
from portal.text.english import counted


def pack_of(session: Session, plan: Plan, member: Membership, *, private: bool, today: date, at: datetime) -> Pack:
    """The plan as it stands, with every open change that both parties can see.

    What only the reader's side can see goes in, and the names of those beside them, where `private` asks for it.
    """
    content, case = plan.content, plan.case
    proposals = [one for one in open_proposals(session, plan, member) if private or one.put_forward_at]
    threads = open_threads(session, plan, member, proposals, content)
    talks = {key: [one for one in found if private or _is_shared(one)] for key, found in threads.items()}
    read_comments(session, [one for found in talks.values() for one in found])
    cards = cards_of(session, proposals, member, content, questions_about(session, proposals), talks)
    writer = PackWriter(content, case, member, private)
    picture = picture_of(content, today, runs=bool(plan.agreed))
    facts = facts_of(content, case.reference, case.organisation, case.practitioner)
    return Pack(
        title=content.title,
        reference=case.reference,
        status=_status(plan),
        made_at=at,
        only_for=writer.side_name if private else "",
        facts=[*facts, ["This copy was made", moment(at)]],
        picture=asdict(picture) if picture else None,
        dates=_dates(content),
        waiting=writer.changes(_waiting([card for found in cards.values() for card in found])),
        about_all=writer.changes([*cards[TITLE], *cards[""]]),
        stages=_stages(content, cards, writer),
        clauses=[
            _clause(row_of(clause, depth, cards[clause.key], []), talks.get(clause.key, []), writer)
            for depth, clause in content.walk()
        ],
        strays=writer.changes(stray(cards, content)),
    )


def _status(plan: Plan) -> str:
    """What the plan is now, as every page says it."""
    revision = plan.current
    return "The agreed plan" if plan.agreed and not plan.variations(revision) else standing(plan, revision)[1]


def _is_shared(thread: Thread) -> bool:
    return thread.audience is Audience.SHARED


def _waiting(cards: Sequence[Card]) -> list[Card]:
    """What was sent and has no outcome, what waits for the reader's side first; each in the order of its number."""
    sent = [card for card in cards if card.proposal.put_forward_at]
    return sorted(sent, key=lambda card: (not (card.waits or card.is_to_mend), card.proposal.number))


def _dates(content: Content) -> list[list[str]]:
    """For each stage: its name, its length, its days, and its review meetings."""
    points = content.review_points()
    return [
        [
            f"{span.number}. {span.stage.title}",
            counted(span.stage.weeks, "week"),
            say.days_of(content, span) or "Not known yet",
            "\n".join(say.review_of(one) for one in points if one.stage is span.stage),
        ]
        for span in say.spans(content)
    ]


def _stages(content: Content, cards: dict[str, list[Card]], writer: PackWriter) -> list[PackPart]:
    points = content.review_points()
    found = []
    for number, (stage, ends) in enumerate(content.stage_ends(), start=1):
        told = stage_set(number, stage, ends, points)
        changes = writer.changes(cards[stage.key])
        found.append(PackPart("stage", told["heading"], 0, [], told["facts"], False, None, changes, []))
    return found


def _clause(row: ClauseRow, talks: Sequence[Thread], writer: PackWriter) -> PackPart:
    """A clause with the first change in its words, and the others after it."""
    clause, inside = row.clause, row.in_words
    others = [card for card in row.cards if card is not inside]
    words: Sequence[Run] = row.runs
    return PackPart(
        kind=clause.kind,
        label=clause.label,
        depth=row.depth,
        words=words,
        facts=clause.fields,
        health=clause.health,
        inside=writer.change(inside) if inside else None,
        changes=writer.changes(others),
        talks=[writer.talk(one) for one in talks],
    )

"""A suggested change as the pack for an adviser says it, with what only its reader's side knows where they ask."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from portal.documents.pack import PackChange, PackTalk
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Party, Side
from portal.domain.dates import day, moment
from portal.domain.plans.content import Content
from portal.domain.proposals.effect import Effect
from portal.domain.proposals.proposal import Asker, Proposal
from portal.domain.proposals.said import ProposalKind
from portal.domain.proposals.version import AnswerKind
from portal.domain.talk.thread import Audience, Comment, Thread
from portal.queries.cases.names import names
from portal.queries.proposals.cards import Card
from portal.queries.proposals.changes import Change, pair_beside
from portal.text import Run
from portal.text.english import capital, counted

NOT_SENT = "Not sent. Only your side can see this."
OWN = "Only your side can see this: "


class PackWriter:
    """Writes changes and conversations down for one reader; what is `private` only where they ask for it."""

    def __init__(self, content: Content, case: Case, reader: Membership, private: bool) -> None:
        self.content, self.case, self.reader, self.private = content, case, reader, private
        self.names = names(case, reader, to_pass_on=not private)
        self.side_name = self._name(reader.side)

    def changes(self, cards: Sequence[Card]) -> list[PackChange]:
        return [self.change(card) for card in cards]

    def change(self, card: Card) -> PackChange:
        proposal, change = card.proposal, card.change
        sent, party, author = proposal.put_forward_at, self._name(proposal.side), self.names[proposal.by_id]
        by = author if author == party else f"{author} for {party}"
        pair = pair_beside(proposal, self.content)
        return PackChange(
            name=f"Suggested change {proposal.number}" if sent else "Suggestion of your side, not sent",
            party=party,
            side=proposal.side.value,
            who=f"{by}, {moment(sent or proposal.created_at)}",
            what=capital(change.title),
            words=words_of(change),
            facts=[*change.flags, *in_sentences(change.effect), *change.brings, *self._asked(proposal)],
            reason=proposal.reason,
            waits=self._waits(card) if sent else NOT_SENT,
            notes=list(self._notes(card)) if self.private else [],
            talks=[self.talk(one) for one in card.threads],
            pictures=[asdict(pair.now), asdict(pair.suggested)] if pair else [],
            private=sent is None,
        )

    def talk(self, thread: Thread) -> PackTalk:
        private = thread.audience is not Audience.SHARED
        readers = thread.audience.in_words(self.case)
        heading = "Question" if thread.is_question else "Conversation"
        return PackTalk(
            heading=f"{heading}, seen by {readers}",
            quote=thread.quote,
            said=[(f"{self.names[one.by_id]}, {moment(one.at)}", _printed(one)) for one in thread.comments],
            private=private,
        )

    def _name(self, side: Side) -> str:
        return self.case.name_of(side.party) if side.party else "PSR"

    def _asked(self, proposal: Proposal) -> list[str]:
        """Who asked PSR for it, where PSR suggests it."""
        if proposal.asked_by is None:
            return []
        both = proposal.asked_by is Asker.BOTH
        asker = "both parties" if both else self.case.name_of(Party(proposal.asked_by.value))
        return [f"Suggested by PSR at the request of {asker}."]

    def _waits(self, card: Card) -> str:
        """For whom a change that was sent waits, and what was asked about it."""
        proposal = card.proposal
        awaited = [self.case.name_of(party) for party in Party if proposal.awaits(party)]
        if proposal.waits_for_its_author:
            said = f"The plan’s words changed under it. It waits for {self._name(proposal.side)} to look at it again."
        else:
            said = f"Waits for the answer of {' and of '.join(awaited)}." if awaited else ""
        asked = ((self.names[one.by_id], day(one.at)) for one in card.pending)
        questions = [f"{name} asked a question on {on}, without a reply yet." for name, on in asked]
        return " ".join(filter(None, (said, *questions)))

    def _notes(self, card: Card) -> Iterator[str]:
        """The answer that the reader's side keeps for later, and what those beside it say."""
        if card.kept:
            answer = "agree" if card.kept.kind is AnswerKind.AGREE else "do not agree"
            yield " ".join(
                filter(None, (f"{OWN}your answer, ready and not sent: {answer}.", card.kept.note, card.kept.reason))
            )
        for one in card.advice:
            yield f"{OWN}{self.names[one.by_id]} would ask first. {one.note}".rstrip()


def words_of(change: Change) -> list[Run]:
    """Its redline; for a change that is none of words, what there was and what there would be."""
    if change.proposal.redlined:
        return change.runs
    if change.proposal.named is ProposalKind.MOVE:
        return [Run("same", f"Moves {change.suggested}, with everything under it. Its number and its words stay.")]
    told = [Run("removed", change.before), Run("same", " "), Run("added", change.after)]
    return [one for one in told if one.text]


def in_sentences(effect: Effect | None) -> Iterator[str]:
    """What it does to the dates, in sentences."""
    if effect is None:
        return
    yield f"The plan would last {counted(effect.weeks_after, 'week')}, not {effect.weeks_before}."
    if effect.end_after:
        instead = f", not {day(effect.end_before)}" if effect.end_before else ""
        yield f"It would end on {day(effect.end_after)}{instead}."
    for one in effect.reviews:
        known = one.days if effect.end_after else None
        was, will = (day(each) for each in known) if known else (f"the end of week {week}" for week in one.weeks)
        yield f"The review meeting {one.name} moves to {will} from {was}."


def _printed(comment: Comment) -> str:
    """What somebody said, and why PSR folded it, where it did."""
    return f"PSR folded this comment: {comment.fold.reason}\n\n{comment.body}" if comment.fold else comment.body

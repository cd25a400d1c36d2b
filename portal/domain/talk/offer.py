"""Let us talk: a party offers times to talk about a change, or about the plan; both parties and PSR see it."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.base import APPEND_ONLY, Base, Identified, words
from portal.domain.cases.roles import Party
from portal.domain.plans.of_plan import OfPlan
from portal.domain.proposals.proposal import Proposal


class How(enum.Enum):
    """How people would talk."""

    TELEPHONE = "by telephone"
    VIDEO = "by video"
    IN_PERSON = "in person"


class OfferEnd(enum.Enum):
    """What became of an offer: each is as good as the others."""

    ACCEPTED = "accepted"
    OTHER_TIMES = "other times"
    IN_WRITING = "in writing"
    TAKEN_BACK = "taken back"


class TalkOffer(OfPlan, Identified, Base):
    """A party offers to talk, with times as people say them; `answers_to` is the offer whose times did not suit."""

    __tablename__ = "talk_offer"
    __table_args__ = APPEND_ONLY

    proposal_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    answers_to: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("talk_offer.id"))
    party: Mapped[Party] = mapped_column(words(Party))
    how: Mapped[How] = mapped_column(words(How))
    health: Mapped[bool] = mapped_column(default=False, server_default=false())
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    proposal: Mapped[Proposal | None] = relationship()
    times: Mapped[list["OfferedTime"]] = relationship(order_by="OfferedTime.number", lazy="selectin")
    outcome: Mapped["OfferOutcome | None"] = relationship(lazy="joined")
    note: Mapped["TalkNote | None"] = relationship(back_populates="offer", lazy="joined")

    @property
    def is_accepted(self) -> bool:
        return self.outcome is not None and self.outcome.kind is OfferEnd.ACCEPTED

    @property
    def chosen(self) -> str:
        """The time that was accepted, in its author's words; "" while none is."""
        number = self.outcome.chosen if self.outcome else None
        return next((one.words for one in self.times if one.number == number), "")

    @property
    def waits_for(self) -> Party | None:
        """The party whose answer comes next: to the offer, or to the note of the talk; None while nobody is asked."""
        if self.plan.rests:
            return None
        if self.outcome is None:
            return self.party.other
        return self.note.party.other if self.note and self.note.reply is None else None


class OfferedTime(Identified, Base):
    """One time of an offer, as people say it: "Tuesday 2 December, after 5pm"."""

    __tablename__ = "offered_time"
    __table_args__ = (UniqueConstraint("talk_offer_id", "number"), APPEND_ONLY)

    talk_offer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("talk_offer.id"))
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)


class OfferOutcome(Identified, Base):
    """What became of an offer; `chosen` is the number of the time that was accepted."""

    __tablename__ = "offer_outcome"
    __table_args__ = (UniqueConstraint("talk_offer_id"), APPEND_ONLY)

    talk_offer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("talk_offer.id"))
    kind: Mapped[OfferEnd] = mapped_column(words(OfferEnd))
    chosen: Mapped[int | None]
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


class TalkNote(Identified, Base):
    """What was said in a talk, in one party's words; it never changes the plan."""

    __tablename__ = "talk_note"
    __table_args__ = (UniqueConstraint("talk_offer_id"), APPEND_ONLY)

    talk_offer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("talk_offer.id"))
    party: Mapped[Party] = mapped_column(words(Party))
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    offer: Mapped[TalkOffer] = relationship(back_populates="note")
    reply: Mapped["NoteReply | None"] = relationship(lazy="joined")


class NoteReply(Identified, Base):
    """The other party found the note a fair account, or says beside it what differs."""

    __tablename__ = "note_reply"
    __table_args__ = (UniqueConstraint("talk_note_id"), APPEND_ONLY)

    talk_note_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("talk_note.id"))
    is_fair: Mapped[bool]
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]

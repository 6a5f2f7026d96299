"""Named queries over posted cards that are kept up to date. Session first, never commits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from bot.delivery import store
from bot.delivery.messenger import Posted
from bot.delivery.rules import State, Surface
from bot.delivery.tables import Body, LiveCard, Message

#: What stays one message for a whole day.
_LASTING = (Surface.CHANNEL, Surface.EVENING_CARD)


@dataclass(frozen=True)
class PostedCard:
    """A card in a channel or a direct message: what it shows, and until when (by the database's clock) it rests."""

    message_id: str
    kind: str
    day: date
    recipient: str
    person_id: int | None
    unit_id: int | None
    posted: Posted
    figure: str
    hold_until: datetime | None

    @property
    def person_unit_id(self) -> int | None:
        """What tells apart the cards that one person gets; all cards of a channel follow one another."""
        return None if self.person_id is None else self.unit_id


def posted_cards(session: Session, kinds: Collection[str], *, since: date) -> list[PostedCard]:
    """The cards of these kinds that stand in Slack and can still change, in the order in which they fell due."""
    query = (
        select(
            col(Message.id),
            col(Message.kind),
            col(Message.service_date),
            col(Message.recipient),
            col(Message.person_id),
            col(Message.unit_id),
            col(Message.channel),
            col(Message.ts),
            func.coalesce(col(LiveCard.figure), ""),
            col(LiveCard.hold_until),
        )
        .outerjoin(LiveCard, col(LiveCard.message_id) == col(Message.id))
        .where(
            col(Message.kind).in_(kinds),
            col(Message.service_date) >= since,
            col(Message.surface).in_(_LASTING),
            col(Message.state) == State.SENT,
            func.coalesce(col(LiveCard.fault), "") == "",
        )
        .order_by(col(Message.due_at), col(Message.id))
    )
    return [
        PostedCard(message_id, kind, day, recipient, person_id, unit_id, Posted(channel, ts), figure, hold_until)
        for message_id, kind, day, recipient, person_id, unit_id, channel, ts, figure, hold_until in session.execute(
            query
        )
    ]


def body_of(session: Session, message_id: str) -> Body:
    """The words with which a message was posted."""
    return session.get_one(Body, session.get_one(Message, message_id).body_id)


def card_of(session: Session, person_id: int, posted: Posted) -> str | None:
    """The message of a person that stands at a place in Slack."""
    here = (col(Message.channel) == posted.channel) & (col(Message.ts) == posted.ts)
    return session.scalars(select(col(Message.id)).where(col(Message.person_id) == person_id, here)).first()


def keep(session: Session, message_id: str, rest_seconds: float, *, figure: str | None = None, fault: str = "") -> None:
    """Note what a card shows now (without a figure, what it showed before), and let it rest."""
    row = {"hold_until": store.database_now(session) + timedelta(seconds=rest_seconds), "fault": fault}
    changed = row if figure is None else {**row, "figure": figure}
    insert = store.insert_into(session, LiveCard).values(message_id=message_id, figure=figure or "", **row)
    store.run(session, insert.on_conflict_do_update(index_elements=["message_id"], set_=changed))


def remember(session: Session, figures: Collection[tuple[str, str]]) -> None:
    """Note what cards show from the beginning: message ids with their figures."""
    if figures:
        rows = [{"message_id": message_id, "figure": figure, "fault": ""} for message_id, figure in figures]
        store.run(session, store.insert_into(session, LiveCard).values(rows).on_conflict_do_nothing())

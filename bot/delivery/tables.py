"""What is due, what shall be sent, and what became of it. Keys read as sentences; ids are opaque."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from bot.database import Row, words
from bot.delivery.rules import State, Surface


class Occurrence(Row, table=True):
    """One thing that fell due: a kind on a service date for an audience. Its row is the proof that it was planned."""

    __tablename__ = "occurrence"
    __table_args__ = (UniqueConstraint("kind", "service_date", "audience"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    service_date: date = Field(index=True)
    audience: str
    due_at: datetime
    not_after: datetime
    planned_at: datetime
    skip_reason: str = ""


class Body(Row, table=True):
    """A rendered message, shared by everyone who gets the same words. `blocks` is JSON."""

    __tablename__ = "body"

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True)
    text: str
    blocks: str


_PENDING = text("state = 'pending'")
_OPEN = text("state IN ('claimed', 'doubtful')")


class Message(Row, table=True):
    """One message to one recipient (a channel id or a Slack user id).

    `due_at` and `not_after` are business time. `hold_until` is the database's: nobody touches the message before it
    (a lease while claimed, a wait otherwise). `channel` and `ts` say where it was aimed at and where it stands.
    """

    __tablename__ = "message"
    __table_args__ = (
        # The sender asks for the next pending one, and for those whose lease or wait is over.
        Index("ix_message_pending", "rank", "due_at", "id", sqlite_where=_PENDING, postgresql_where=_PENDING),
        Index("ix_message_open", "hold_until", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_message_person_id_service_date", "person_id", "service_date"),
    )

    id: str = Field(primary_key=True)
    key: str = Field(unique=True)
    occurrence_id: int = Field(foreign_key="occurrence.id", index=True)
    kind: str
    service_date: date = Field(index=True)
    surface: Surface = Field(sa_type=words(Surface))
    rank: int = 0
    recipient: str
    label: str = ""
    person_id: int | None = Field(default=None, foreign_key="person.id")
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    body_id: int = Field(foreign_key="body.id")
    due_at: datetime
    not_after: datetime
    state: State = Field(default=State.PENDING, sa_type=words(State))
    reason: str = ""
    epoch: int = 0
    attempts: int = 0
    hold_until: datetime | None = None
    settled_at: datetime | None = None
    merged_into: str | None = Field(default=None, foreign_key="message.id", index=True)
    channel: str = ""
    ts: str = ""


class LiveCard(Row, table=True):
    """What a posted card shows now that its feature wants to keep up to date: a short text, empty as it was posted.

    `hold_until` is the database's: the card is left alone until then. `fault` is Slack's word for why it can never
    change again.
    """

    __tablename__ = "live_card"

    message_id: str = Field(primary_key=True, foreign_key="message.id")
    figure: str = ""
    hold_until: datetime | None = None
    fault: str = ""


class Attempt(Row, table=True):
    """One try to post one message: when, and Slack's word for how it ended."""

    __tablename__ = "attempt"

    id: int | None = Field(default=None, primary_key=True)
    message_id: str = Field(foreign_key="message.id", index=True)
    epoch: int
    started_at: datetime
    outcome: str


class SenderLease(Row, table=True):
    """The single row (id 1) that says which process sends now. Its times are the database's."""

    __tablename__ = "sender_lease"

    id: int = Field(default=1, primary_key=True)
    holder: str = ""
    epoch: int = 0
    leased_until: datetime | None = None


class OptOut(Row, table=True):
    """A person does not want to receive a kind of message any more (「今後は受け取らない」)."""

    __tablename__ = "opt_out"
    __table_args__ = (UniqueConstraint("person_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    kind: str
    since: datetime

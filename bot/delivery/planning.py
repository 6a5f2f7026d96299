"""Plan: what fell due becomes an occurrence, and its messages enter the outbox, in one transaction (design 6.1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import SelectBase, String, case, literal, update
from sqlmodel import Session, col, select

from bot.blockkit import Block
from bot.city import service as city
from bot.delivery import live_store, store
from bot.delivery.rules import Due, Skip, State, Surface
from bot.delivery.tables import Body, Message, Occurrence

#: Channels go out first: 460 posts reach 12,000 people (design 6).
CHANNELS_FIRST, PEOPLE_AFTER = 0, 1
#: SQLite takes 32,766 values in one statement, and a message has twenty.
_CHUNK = 1000

T = TypeVar("T")


@dataclass(frozen=True)
class Begun:
    """An occurrence that this transaction planned first and that is still in time."""

    id: int
    due: Due


@dataclass(frozen=True)
class ChannelPost:
    """A post for a unit's channel; `label` is the unit's name, for the rehearsal's header.

    `kind` names the message where it is another one than usual for its occurrence. `figure` is what a live card shows
    already as it is posted (`bot.delivery.live`).
    """

    begun: Begun
    channel: str
    unit_id: int
    label: str
    body_id: int
    kind: str = ""
    figure: str = ""


@dataclass(frozen=True)
class DirectPost:
    """A direct message to one person about a unit. Its audience names both; `figure` as in `ChannelPost`.

    Where many share an occurrence, `token` tells them apart. With `skip` it is not sent: the ledger keeps why.
    """

    begun: Begun
    slack_user_id: str
    person_id: int
    unit_id: int
    body_id: int
    surface: Surface
    figure: str = ""
    token: str = ""
    skip: Skip | None = None


def begin(session: Session, dues: Collection[Due], *, now: datetime) -> list[Begun]:
    """Record what fell due at or before `now` and was never planned; returns what still has to be said.

    Two processes may try at once: the UNIQUE key lets one win. What is too late or stopped is recorded with its reason.
    """
    is_stopped = city.operation(session).stopped_at is not None
    fresh = unplanned(session, dues, now=now)
    begun = []
    for due in fresh:
        reason = Skip.STOPPED if is_stopped else _lateness(due, now)
        row_id = _record(session, due, reason, now)
        if row_id is not None and not reason:
            begun.append(Begun(row_id, due))
    return begun


def unplanned(session: Session, dues: Collection[Due], *, now: datetime) -> list[Due]:
    """Those that fell due within the last 48 hours and have no occurrence yet."""
    recent = [due for due in dues if due.is_in_window(now)]
    if not recent:
        return []
    since = min(due.service_date for due in recent)
    known = store.known_audiences(session, since=since, kinds={due.kind for due in recent})
    return [due for due in recent if (due.kind, due.service_date, due.audience) not in known]


def _lateness(due: Due, now: datetime) -> str:
    return Skip.TOO_LATE if due.is_too_late(now) else ""


def _record(session: Session, due: Due, reason: str, now: datetime) -> int | None:
    row = {
        "kind": due.kind,
        "service_date": due.service_date,
        "audience": due.audience,
        "due_at": due.due_at,
        "not_after": due.not_after,
        "planned_at": now,
        "skip_reason": reason,
    }
    insert = store.insert_into(session, Occurrence).values(**row).on_conflict_do_nothing()
    found: int | None = session.connection().scalar(insert.returning(col(Occurrence.id)))
    return found


def store_body(session: Session, text: str, blocks: Sequence[Block]) -> int:
    """Keep a rendered message once, however many get it; returns its id."""
    return store_bodies(session, [(text, blocks)])[0]


def store_bodies(session: Session, bodies: Collection[tuple[str, Sequence[Block]]]) -> list[int]:
    """Keep many rendered messages (text and blocks) with two statements for a thousand; returns their ids in order."""
    rows = [_body_row(text, blocks) for text, blocks in bodies]
    ids: dict[str, int] = {}
    for some in _chunks(list({row["digest"]: row for row in rows}.values())):
        store.run(session, store.insert_into(session, Body).values(some).on_conflict_do_nothing())
        digests = [row["digest"] for row in some]
        ids |= {one.digest: one.id or 0 for one in session.exec(select(Body).where(col(Body.digest).in_(digests)))}
    return [ids[row["digest"]] for row in rows]


def _body_row(text: str, blocks: Sequence[Block]) -> dict[str, str]:
    document = json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))
    return {"digest": hashlib.sha256(f"{text}\0{document}".encode()).hexdigest(), "text": text, "blocks": document}


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))


def post_to_channels(session: Session, posts: Sequence[ChannelPost]) -> int:
    """Put one message for each post into the outbox; returns how many are new."""
    if not posts:
        return 0
    return _post(session, posts, [_channel_row(post) for post in posts])


def post_to_person(session: Session, post: DirectPost) -> int:
    """Put one direct message into the outbox; returns 0 where it is there already."""
    return _post(session, [post], [_direct_row(post)])


def post_to_each(session: Session, posts: Sequence[DirectPost], *, now: datetime) -> int:
    """Put a message of one's own for each of many people into the outbox; returns how many are new."""
    rows = [{**_direct_row(post), **_settled(post, now)} for post in posts]
    return sum(
        store.run(session, store.insert_into(session, Message).values(some).on_conflict_do_nothing())
        for some in _chunks(rows)
    )


def recipients_of(session: Session, kind: str, day: date) -> frozenset[int]:
    """The ids of those to whom a message of a kind went on a day, or still goes: not of those who got none."""
    which = (col(Message.kind) == kind, col(Message.service_date) == day, col(Message.state) != State.SKIPPED)
    return frozenset(one for one in session.exec(select(Message.person_id).where(*which)) if one is not None)


def _settled(post: DirectPost, now: datetime) -> dict[str, Any]:
    if post.skip is None:
        return {"settled_at": None}
    return {"state": State.SKIPPED, "reason": post.skip, "settled_at": now}


def _post(session: Session, posts: Sequence[ChannelPost | DirectPost], rows: Sequence[dict[str, Any]]) -> int:
    count = store.run(session, store.insert_into(session, Message).values(rows).on_conflict_do_nothing())
    live_store.remember(
        session, [(row["id"], post.figure) for row, post in zip(rows, posts, strict=True) if post.figure]
    )
    return count


def _channel_row(post: ChannelPost) -> dict[str, Any]:
    return {
        **_of_one(post),
        "kind": post.kind or post.begun.due.kind,
        "surface": Surface.CHANNEL,
        "rank": CHANNELS_FIRST,
        "recipient": post.channel,
        "label": post.label,
    }


def _direct_row(post: DirectPost) -> dict[str, Any]:
    return {
        **_of_one(post),
        **({"key": f"{post.begun.due.key}/person:{post.token}"} if post.token else {}),
        "surface": post.surface,
        "rank": PEOPLE_AFTER,
        "recipient": post.slack_user_id,
        "person_id": post.person_id,
    }


def _of_one(post: ChannelPost | DirectPost) -> dict[str, Any]:
    key = f"{post.begun.due.key}/{post.begun.due.audience}"
    return {
        **_common(post.begun),
        "id": uuid4().hex,
        "key": key,
        "unit_id": post.unit_id,
        "body_id": post.body_id,
    }


def _common(begun: Begun) -> dict[str, Any]:
    due = begun.due
    return {
        "occurrence_id": begun.id,
        "kind": due.kind,
        "service_date": due.service_date,
        "due_at": due.due_at,
        "not_after": due.not_after,
        "label": "",
        "state": State.PENDING,
        "reason": "",
        "epoch": 0,
        "attempts": 0,
        "channel": "",
        "ts": "",
    }


def post_to_people(
    session: Session,
    begun: Begun,
    people: SelectBase,
    bodies: Mapping[str, int],
    *,
    surface: Surface,
    is_one_of_several: bool = False,
) -> int:
    """Put a message for each person into the outbox with one INSERT … SELECT; returns how many are new.

    `people` has the columns `person_id`, `token`, `slack_user_id`, `unit_id` and `locale`; `bodies` maps a locale to
    the body in that language, `""` to the one for everybody else. `is_one_of_several`: on one day somebody may be in
    several audiences of this kind, and gets a message for each.
    """
    due = begun.due
    who = people.subquery()
    table = Message.__table__  # type: ignore[attr-defined]
    others = [(who.c.locale == locale, literal(body)) for locale, body in bodies.items() if locale]
    body = case(*others, else_=literal(bodies[""])) if others else literal(bodies[""])
    given = {
        name: literal(value, table.c[name].type)
        for name, value in {**_common(begun), "surface": surface, "rank": PEOPLE_AFTER}.items()
    }
    columns = {
        **given,
        "id": store.opaque_id(session),
        "key": literal(f"{due.key}/{f'{due.audience}/' if is_one_of_several else ''}person:", String) + who.c.token,
        "recipient": who.c.slack_user_id,
        "person_id": who.c.person_id,
        "unit_id": who.c.unit_id,
        "body_id": body,
    }
    # SQLite cannot tell ON CONFLICT from a join's ON without a WHERE.
    source = select(*(value.label(name) for name, value in columns.items())).where(who.c.person_id.is_not(None))
    insert = store.insert_into(session, Message).from_select(list(columns), source)
    return store.run(session, insert.on_conflict_do_nothing())


def supersede(session: Session, begun: Sequence[Begun], *, earlier_kind: str, now: datetime) -> int:
    """Skip what an earlier post of the same day and audience still had to say; returns how many messages."""
    changed = 0
    for one in begun:
        same = select(Occurrence.id).where(
            Occurrence.kind == earlier_kind,
            Occurrence.service_date == one.due.service_date,
            Occurrence.audience == one.due.audience,
        )
        unsent = col(Message.occurrence_id).in_(same) & (col(Message.state) == State.PENDING)
        skipped = {"state": State.SKIPPED, "reason": Skip.SUPERSEDED, "settled_at": now}
        changed += store.run(session, update(Message).where(unsent).values(**skipped))
    return changed

"""Cards that change after they were posted (design 6, "Live tallies"): which of them show something old.

Nothing is written when somebody answers. A feature says what its cards should show; that is held against what they do
show, so that the last change of all comes through whatever was missed in between. No feature is known here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from bot.city import service as city
from bot.city.operation import Reach
from bot.delivery import live_store, store
from bot.delivery.claiming import Facts, Terms
from bot.delivery.live_store import PostedCard
from bot.delivery.messenger import Posted
from bot.delivery.tables import Message
from bot.delivery.wording import Words
from bot.texts import Translator

#: A card of yesterday may still have its last change before it.
_LOOK_BACK = timedelta(days=1)
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Live:
    """How a feature keeps its posts in channels up to date.

    `figures` tells what each channel's card of a day should show, as a short text; a channel that is not there shows
    what was posted. `draw` puts such a text into the words of a card, whatever they show now.
    """

    figures: Callable[[Session, date], Mapping[str, str]]
    draw: Callable[[Words, str, Translator], Words]

    def wanted(self, session: Session, day: date) -> Callable[[PostedCard], str]:
        """What each card of a day should show."""
        figures = self.figures(session, day)
        return lambda card: figures.get(card.recipient, "")

    def words(self, session: Session, card: Outdated, terms: Terms) -> Words:
        """The words with which a card was posted, with its figure in them."""
        body = live_store.body_of(session, card.message_id)
        return self.draw(Words(body.text, json.loads(body.blocks)), card.figure, terms.texts.of(None))


@dataclass(frozen=True)
class LiveDirect:
    """How a feature keeps direct messages about units up to date: each is drawn anew from the rows of its feature.

    `versions` tells by unit id which version of a day's cards is the newest, as a short text; a card of a unit that is
    not there stays as it is. `draw` makes the card of a unit, day and person.
    """

    versions: Callable[[Session, date], Mapping[int, str]]
    draw: Callable[[Session, Facts, Terms], Words]

    def wanted(self, session: Session, day: date) -> Callable[[PostedCard], str]:
        """Which version each card of a day should show."""
        versions = self.versions(session, day)
        return lambda card: versions.get(card.unit_id or 0, card.figure)

    def words(self, session: Session, card: Outdated, terms: Terms) -> Words:
        """The card as it is now."""
        message = session.get_one(Message, card.message_id)
        facts = Facts(message.kind, message.service_date, message.unit_id, message.person_id)
        return self.draw(session, facts, terms)


Kept = Live | LiveDirect


@dataclass(frozen=True)
class Rhythm:
    """How often cards change: `per_minute` in all (Slack's limit), each once in `gap_seconds` at most.

    A look goes for what changed in the last `look_seconds`, and takes `at_once` cards at most: figures are fresh.
    """

    per_minute: int = 50
    gap_seconds: float = 10.0
    look_seconds: float = 2.0
    at_once: int = 5


@dataclass(frozen=True)
class Outdated:
    """A card that stands in Slack and should show `figure`, which it does not."""

    message_id: str
    kind: str
    posted: Posted
    figure: str


def outdated(session: Session, live: Mapping[str, Kept], *, today: date, most: int) -> list[Outdated]:
    """The cards whose turn it is, at most so many. Only reads.

    A fair queue: the longest unchanged first; but where a channel has several cards of a day, all earlier ones come
    after everybody's newest.
    """
    if _is_quiet(session):
        return []
    posted = live_store.posted_cards(session, live, since=today - _LOOK_BACK)
    newest = {(one.recipient, one.day, one.person_unit_id): one.message_id for one in posted}
    told, aside = store.database_now(session), city.policy_on(session, today).personnel.channel
    waiting = [
        (
            one.message_id not in newest.values(),
            one.hold_until or _NEVER,
            Outdated(one.message_id, one.kind, one.posted, figure),
        )
        for one, figure in _with_figures(session, live, posted)
        if figure != one.figure and (one.hold_until or _NEVER) <= told and not _is_aside(one, aside)
    ]
    return [card for *_, card in sorted(waiting, key=lambda turn: turn[:2])[:most]]


def _with_figures(
    session: Session, live: Mapping[str, Kept], posted: Iterable[PostedCard]
) -> Iterator[tuple[PostedCard, str]]:
    """Each card with what it should show; a feature is asked once for a day."""
    asked: dict[tuple[Kept, date], Callable[[PostedCard], str]] = {}
    for one in posted:
        kept = live[one.kind]
        if (kept, one.day) not in asked:
            asked[kept, one.day] = kept.wanted(session, one.day)
        yield one, asked[kept, one.day](one)


def words_now(session: Session, terms: Terms, live: Mapping[str, Kept], card: Outdated) -> Words | None:
    """What the card has to say, for the one sender; None for every other process, and once all is stopped."""
    told = store.database_now(session)
    lease_end = told + timedelta(seconds=terms.lease.sender)
    if not store.hold_sender_lease(session, holder=terms.holder, until=lease_end, now=told) or _is_quiet(session):
        return None
    return live[card.kind].words(session, card, terms)


def settle_shown(session: Session, card: Outdated, *, rest_seconds: float) -> None:
    """The card shows its figure; it rests before it changes again."""
    live_store.keep(session, card.message_id, rest_seconds, figure=card.figure)


def settle_pressed(session: Session, person_id: int, posted: Posted, figure: str) -> None:
    """Somebody pressed, and the answer to that put `figure` on their card. What is newer comes as soon as it may."""
    message_id = live_store.card_of(session, person_id, posted)
    if message_id is not None:
        live_store.keep(session, message_id, 0.0, figure=figure)


def settle_not_shown(session: Session, card: Outdated, *, wait_seconds: float, fault: str = "") -> None:
    """The card did not change: its turn comes again after a wait, or never after a `fault` that lasts."""
    live_store.keep(session, card.message_id, wait_seconds, fault=fault)


def _is_quiet(session: Session) -> bool:
    """In a rehearsal cards stay as they were posted; a stop stops everything."""
    operation = city.operation(session)
    return operation.is_stopped or operation.reach is Reach.REHEARSAL


def _is_aside(one: PostedCard, personnel_channel: str) -> bool:
    """Whether it was posted in rehearsal, under a header, to the personnel section instead of its own channel."""
    return bool(personnel_channel) and one.posted.channel == personnel_channel != one.recipient

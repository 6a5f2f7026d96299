"""Use cases: weeks later staff say with one tap what became of their unit's action; counted as answers are (design 7).

Whoever dies in between has done a whole step or nothing: an action is `ended` until the files hold no traces of who
had their say, and then `told`.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from functools import cache, partial

from pydantic import SecretStr
from sqlmodel import Session

from bot.database import Database
from bot.errors import OldButton, Refused
from bot.group_commit import Recorder
from bot.pulse import action_store
from bot.pulse.improvement import OPEN_DAYS, Action, GivenOpinion, nearest, shown_of
from bot.pulse.tokens import Seal

_KEY_BYTES = 32


class Heard(Enum):
    """What became of an opinion."""

    COUNTED = "counted"
    ALREADY = "already"
    OVER = "over"
    NOT_ASKED = "not asked"

    def require(self) -> None:
        """Raises, with a kind sentence, where nothing is counted; the second press of the same person is no error."""
        if self is Heard.OVER:
            raise OldButton("This question is over. Thank you all the same.")
        if self is Heard.NOT_ASKED:
            raise Refused("This question is for the staff of another unit, so nothing was counted.")


@cache
def recorder(secret: SecretStr) -> Recorder[GivenOpinion, Heard]:
    """`record` with the secret of this process: always the same function, as `Presses.record` wants it."""
    return partial(record, secret=secret)


def record(session: Session, given: Sequence[GivenOpinion], *, secret: SecretStr) -> list[Heard]:
    """Count many opinions at once; for each, what became of it. What was counted once never changes."""
    asked = action_store.asked(session)
    seals = _seals(session, {one.action_id for one in given} & {one.id for one in asked}, secret)
    tokens = [_token(one, asked, seals) for one in given]
    # The first of several opinions of a person counts, so it comes last into the table.
    said = {
        token: (one.action_id, one.opinion)
        for one, token in reversed(list(zip(given, tokens, strict=True)))
        if isinstance(token, str)
    }
    fresh = action_store.count(session, said)
    return [_heard(token, fresh) for token in tokens]


def has_said(session: Session, action: Action, person_id: int, *, secret: SecretStr) -> bool:
    """Whether somebody has had their say on an action, not what: for their own eyes."""
    seal = _seals(session, [action.id], secret).get(action.id)
    return seal is not None and bool(action_store.used(session, [seal.token(person_id, action.id)]))


def begin_due(session: Session, today: date, *, secret: SecretStr) -> int:
    """Ask about the actions whose time has come; returns how many. After an outage staff have as long as usual."""
    begun = 0
    for action in action_store.alive(session):
        if action.asks_on <= today:
            key = secrets.token_bytes(_KEY_BYTES)
            ends_on = today + timedelta(days=OPEN_DAYS)
            begun += action_store.begin_asking(session, action.id, ends_on, key, Seal(secret, key).check())
    return begun


def is_anything_due(session: Session, today: date) -> bool:
    """Whether something is to be asked, or is over. Only reads."""
    return bool(action_store.ended(session)) or any(
        one.ends_on < today or (not one.is_asked(today) and one.asks_on <= today) for one in action_store.alive(session)
    )


def end_due(database: Database, today: date) -> int:
    """End what is over, and leave nothing readable of who had their say; returns how many actions are told now.

    For a thread that may wait: the files are written anew.
    """
    database.write(_end, today)
    left = database.read(action_store.ended)
    if not left or not database.rewrite(*action_store.TABLES):
        return 0
    database.write(action_store.tell)
    return left


def _end(session: Session, today: date) -> None:
    over = action_store.over(session, today)
    numbers = action_store.numbers(session, over)
    action_store.end(session, {one: shown_of(numbers.get(one, {})) for one in over})


def _seals(session: Session, action_ids: Collection[int], secret: SecretStr) -> dict[int, Seal]:
    found = {}
    for action_id, keys in action_store.keys(session, action_ids).items():
        seal = Seal(secret, keys.key)
        seal.require(keys.check)
        found[action_id] = seal
    return found


def _token(given: GivenOpinion, asked: Sequence[Action], seals: Mapping[int, Seal]) -> str | Heard:
    action = next((one for one in asked if one.id == given.action_id), None)
    if action is None or action.id not in seals:
        return Heard.OVER
    mine = nearest(asked, given.unit_path)
    if mine is None or mine.id != action.id:
        return Heard.NOT_ASKED
    return seals[action.id].token(given.person_id, action.id)


def _heard(token: str | Heard, fresh: set[str]) -> Heard:
    if isinstance(token, Heard):
        return token
    if token not in fresh:
        return Heard.ALREADY
    fresh.remove(token)
    return Heard.COUNTED

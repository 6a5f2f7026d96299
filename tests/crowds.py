"""Thousands of staff at once, written into the tables as they are: all alike, in sections of the same size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import insert
from sqlmodel import Session

from bot.database import Database, Row
from bot.people.kinds import EmploymentKind, PostKind, Status, UnitKind
from bot.people.tables import Employment, Person, Post, Unit, UnitSpan
from tests.people import DAYTIME, FOREVER, LONG_AGO

_SINCE = {"valid_from": LONG_AGO, "valid_to": FOREVER}
_EMPLOYED: dict[str, object] = {
    "kind": EmploymentKind.REGULAR,
    "status": Status.ACTIVE,
    "start_minute": DAYTIME.start_minute,
    "end_minute": DAYTIME.end_minute,
    "weekdays": DAYTIME.weekdays,
    "minutes_per_day": DAYTIME.minutes_per_day,
}


def account_of(number: int) -> str:
    """The Slack id of the person with this number (from 1)."""
    return f"U{number:010}"


def section_of(number: int, sections: int) -> int:
    """The number (from 1) of the section in which this person works."""
    return number % sections + 1


def hire(database: Database, *, people: int, sections: int, channels: Sequence[str] = ()) -> None:
    """Staff with Slack and the same hours; the sections have these channels in turn, or none."""
    database.write(_hire, people, sections, channels)


def _hire(session: Session, people: int, sections: int, channels: Sequence[str]) -> None:
    numbers, units = range(1, people + 1), range(1, sections + 1)
    _write(session, Unit, ({"id": n, "code": f"{n:04}"} for n in units))
    _write(session, UnitSpan, (_span(n, channels[n - 1] if channels else "") for n in units))
    _write(session, Person, (_person(n) for n in numbers))
    _write(session, Employment, ({"person_id": n, **_EMPLOYED, **_SINCE} for n in numbers))
    _write(session, Post, (_post(n, section_of(n, sections)) for n in numbers))


def _span(number: int, channel: str) -> dict[str, object]:
    return {"unit_id": number, "name": f"{number}", "kind": UnitKind.SECTION, "channel": channel, **_SINCE}


def _post(number: int, unit_id: int) -> dict[str, object]:
    return {"person_id": number, "unit_id": unit_id, "kind": PostKind.MAIN, **_SINCE}


def _person(number: int) -> dict[str, object]:
    return {
        "id": number,
        "token": f"{number * 2_654_435_761 % 2**32:032x}",
        "staff_number": f"{number:06}",
        "name": f"{number}",
        "slack_user_id": account_of(number),
        "has_active_slack": True,
    }


def _write(session: Session, table: type[Row], rows: Iterator[dict[str, object]]) -> None:
    session.connection().execute(insert(table), list(rows))

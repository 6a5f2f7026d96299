"""Named queries of the roster import: everything in a fixed number of statements, however many people there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel import Session, col

from bot.database import Row
from bot.people.kinds import UnitKind
from bot.people.picture import UnitState
from bot.people.roster import EmploymentFact, HeadKey, PersonFact, PostKey
from bot.people.roster_plan import Plan, Stored
from bot.people.rules import Hours
from bot.people.spans import Changes, Span
from bot.people.tables import Employment, Headship, Person, Post, Unit, UnitSpan

K = TypeVar("K")
V = TypeVar("V")
Values = dict[str, Any]
Spanned = type[UnitSpan] | type[Employment] | type[Post] | type[Headship]

_CHUNK = 1000


def load(session: Session, effective: date) -> Stored:
    """What is stored as of a day and after it."""
    people = session.execute(
        select(col(Person.id), col(Person.staff_number), col(Person.name), col(Person.kana), col(Person.email))
    ).all()
    return Stored(
        person_ids={number: person_id for person_id, number, *_ in people},
        people={number: PersonFact(number, name, kana, email) for _, number, name, kana, email in people},
        unit_ids=_unit_ids(session),
        units=_unit_spans(session, effective),
        employments=_employments(session, effective),
        posts=_posts(session, effective),
        heads=_heads(session, effective),
    )


def _unit_ids(session: Session) -> dict[str, int]:
    return {code: unit_id for code, unit_id in session.execute(select(col(Unit.code), col(Unit.id))) if unit_id}


def _person_ids(session: Session) -> dict[str, int]:
    rows = session.execute(select(col(Person.staff_number), col(Person.id)))
    return {number: person_id for number, person_id in rows if person_id}


def _unit_spans(session: Session, day: date) -> list[Span[str, UnitState]]:
    codes = {unit_id: code for code, unit_id in _unit_ids(session).items()}
    spans = session.scalars(select(UnitSpan).where(col(UnitSpan.valid_to) >= day))
    return [_span(span, codes[span.unit_id], _unit_state(span, codes)) for span in spans]


def _unit_state(span: UnitSpan, codes: Mapping[int, str]) -> UnitState:
    return UnitState(
        name=span.name,
        parent_code=None if span.parent_id is None else codes[span.parent_id],
        kind=UnitKind(span.kind),
        channel=span.channel,
        limit_profile=span.limit_profile,
        works_shifts=span.works_shifts,
    )


def _employments(session: Session, day: date) -> list[Span[str, EmploymentFact]]:
    rows = session.execute(
        select(col(Person.staff_number), Employment)
        .join(Employment, col(Employment.person_id) == col(Person.id))
        .where(col(Employment.valid_to) >= day)
    )
    return [_span(row, number, EmploymentFact(row.kind, row.status, _hours(row))) for number, row in rows]


def _hours(row: Employment) -> Hours:
    return Hours(row.start_minute, row.end_minute, row.weekdays, row.minutes_per_day)


def _posts(session: Session, day: date) -> list[Span[PostKey, str]]:
    rows = session.execute(
        select(col(Person.staff_number), col(Unit.code), Post)
        .join(Post, col(Post.person_id) == col(Person.id))
        .join(Unit, col(Unit.id) == col(Post.unit_id))
        .where(col(Post.valid_to) >= day)
    )
    return [_span(row, (number, code, row.kind), row.title) for number, code, row in rows]


def _heads(session: Session, day: date) -> list[Span[HeadKey, None]]:
    rows = session.execute(
        select(col(Person.staff_number), col(Unit.code), Headship)
        .join(Headship, col(Headship.person_id) == col(Person.id))
        .join(Unit, col(Unit.id) == col(Headship.unit_id))
        .where(col(Headship.valid_to) >= day)
    )
    return [_span(row, (code, row.kind, number), None) for number, code, row in rows]


def _span(row: UnitSpan | Employment | Post | Headship, key: K, value: V) -> Span[K, V]:
    return Span(row.id or 0, key, value, row.valid_from, row.valid_to)


def write(session: Session, plan: Plan, tell: Callable[[int], None]) -> None:
    """Write a plan; `tell` hears how many rows were written, batch by batch."""
    _insert(session, Unit, ({"code": code} for code in plan.new_units), tell)
    _insert(session, Person, (_new_person(fact) for fact in plan.new_people), tell)
    unit_ids, person_ids = _unit_ids(session), _person_ids(session)
    changed = ({"row_id": person_ids[fact.staff_number], **_person_values(fact)} for fact in plan.changed_people)
    _update(session, Person, changed, tell)

    def unit_row(code: str, state: UnitState) -> Values:
        return {"unit_id": unit_ids[code], **_unit_values(state, unit_ids)}

    def employment_row(number: str, fact: EmploymentFact) -> Values:
        return {"person_id": person_ids[number], **_employment_values(fact)}

    def post_row(key: PostKey, title: str) -> Values:
        return {"person_id": person_ids[key[0]], "unit_id": unit_ids[key[1]], "kind": key[2], "title": title}

    def head_row(key: HeadKey, _: None) -> Values:
        return {"unit_id": unit_ids[key[0]], "kind": key[1], "person_id": person_ids[key[2]]}

    _write_spans(session, UnitSpan, plan.units, unit_row, plan.effective, tell)
    _write_spans(session, Employment, plan.employments, employment_row, plan.effective, tell)
    _write_spans(session, Post, plan.posts, post_row, plan.effective, tell)
    _write_spans(session, Headship, plan.heads, head_row, plan.effective, tell)
    session.expire_all()  # what was loaded to compare is older than what was written past it


def _new_person(fact: PersonFact) -> Values:
    # Nothing about the person may be guessed from the token: it stands in keys and in Slack.
    return {"token": uuid4().hex, "has_active_slack": False, **_person_values(fact)}


def _person_values(fact: PersonFact) -> Values:
    return {"staff_number": fact.staff_number, "name": fact.name, "kana": fact.kana, "email": fact.email}


def _unit_values(state: UnitState, unit_ids: Mapping[str, int]) -> Values:
    return {
        "name": state.name,
        "parent_id": None if state.parent_code is None else unit_ids[state.parent_code],
        "kind": state.kind,
        "channel": state.channel,
        "limit_profile": state.limit_profile,
        "works_shifts": state.works_shifts,
    }


def _employment_values(fact: EmploymentFact) -> Values:
    return {
        "kind": fact.kind,
        "status": fact.status,
        "start_minute": fact.hours.start_minute,
        "end_minute": fact.hours.end_minute,
        "weekdays": fact.hours.weekdays,
        "minutes_per_day": fact.hours.minutes_per_day,
    }


def _write_spans(
    session: Session,
    table: Spanned,
    changes: Changes[K, V],
    row_of: Callable[[K, V], Values],
    effective: date,
    tell: Callable[[int], None],
) -> None:
    if withdrawn := [{"row_id": span.id} for span in changes.withdrawn]:
        session.connection().execute(delete(table).where(col(table.id) == bindparam("row_id")), withdrawn)
    last_day = effective - timedelta(days=1)
    _update(session, table, ({"row_id": span.id, "valid_to": last_day} for span in changes.ended), tell)
    corrected = ({"row_id": span.id, **row_of(span.key, value)} for span, value in changes.corrected)
    _update(session, table, corrected, tell)
    begun = ({**row_of(one.key, one.value), "valid_from": effective, "valid_to": one.last} for one in changes.begun)
    _insert(session, table, begun, tell)


def _update(
    session: Session, table: type[Person] | Spanned, rows: Iterable[Values], tell: Callable[[int], None]
) -> None:
    """Set the columns that the rows name, each in the row whose id is `row_id`."""
    statement = update(table).where(col(table.id) == bindparam("row_id"))
    for chunk in _chunks(rows):
        session.connection().execute(statement, chunk)
        tell(len(chunk))


def _insert(session: Session, table: type[Row], rows: Iterable[Values], tell: Callable[[int], None]) -> None:
    for chunk in _chunks(rows):
        session.connection().execute(insert(table), chunk)
        tell(len(chunk))


def _chunks(rows: Iterable[Values]) -> Iterator[list[Values]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk

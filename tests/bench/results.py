"""The result of the newest survey in a city of 460 units: its cost must not grow with the years of pulses before it."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlmodel import Session

from bot.database import Database
from bot.people.kinds import RoleName
from bot.pulse import viewing
from bot.pulse.rules import SurveyKind, SurveyState
from bot.pulse.tables import Survey, SurveyPlace, SurveyQuestion, SurveyResult
from tests import crowds
from tests.bench.databases import databases, maintain
from tests.bench.figures import Figure
from tests.delivering import decide
from tests.people import holds, staff

PEOPLE, UNITS = 12_000, 460
YEARS, WEEKS = 5, 52
#: Others work on this machine: many short looks, after some that warm up, and the median of them.
WARM_UP, ROUNDS = 3, 31
LAST = date(2026, 11, 25)
CODES = ("S1", "E1", "W1", "B1")
_TOKYO = ZoneInfo("Asia/Tokyo")
_OFFICER = staff(1, roles=holds(RoleName.PERSONNEL))


def measure() -> Iterator[Figure]:
    """Both databases. A city with one year of weekly pulses and one with five take turns."""
    with databases() as young, databases() as old:
        for kind in young:
            _settle(young[kind], 1)
            _settle(old[kind], YEARS)
            yield from _compare(kind, young[kind], old[kind])


def _settle(database: Database, years: int) -> None:
    decide(database)
    crowds.hire(database, people=PEOPLE, sections=UNITS)
    for week in range(years * WEEKS, 0, -1):
        database.write(_store_wave, years * WEEKS - week + 1, LAST - timedelta(weeks=week - 1))
    maintain(database)


def _compare(kind: str, young: Database, old: Database) -> list[Figure]:
    newest = {
        database: database.read(viewing.result_page, _OFFICER, today=LAST).report.subject.id
        for database in (young, old)
    }
    looks: Sequence[tuple[str, Callable[[Database], object]]] = (
        ("the result page", lambda database: database.read(viewing.result_page, _OFFICER, today=LAST)),
        (
            "a page of its list of units",
            lambda database: database.read(viewing.unit_list, _OFFICER, newest[database], page=3, today=LAST),
        ),
    )
    figures = []
    for what, look in looks:
        rounds = [[_milliseconds(look, database) for database in (young, old)] for _ in range(WARM_UP + ROUNDS)]
        alone, among = map(median, zip(*rounds[WARM_UP:], strict=True))
        name = f"{what}, {UNITS} units, {YEARS} years of weekly pulses, {kind}"
        figures.append(Figure(name, among, "ms", alone, "one year", "≤ 1.2"))
    return figures


def _milliseconds(look: Callable[[Database], object], database: Database) -> float:
    gc.collect()  # or one of the two cities, taking turns, would always pay for both
    begin = perf_counter()
    look(database)
    return (perf_counter() - begin) * 1000


def _store_wave(session: Session, number: int, day: date) -> None:
    """What the close of a wave leaves: what may be shown of each unit and question."""
    opened = datetime(day.year, day.month, day.day, 10, tzinfo=_TOKYO)
    survey = {"kind": SurveyKind.PULSE, "instrument": "kaeru", "scope": "[]", "is_sample": False, "opened_on": day}
    times = {"opens_at": opened, "closes_at": opened + timedelta(days=5), "state": SurveyState.CLOSED}
    _insert(session, Survey, [{"id": number, **survey, **times, "least_answers": 5, "least_texts": 20}])
    highest = {"S1": 4}
    questions = [
        {"survey_id": number, "place": place, "code": code, "lowest": 1, "highest": highest.get(code, 5)}
        for place, code in enumerate(CODES, 1)
    ]
    _insert(session, SurveyQuestion, questions)
    units = range(1, UNITS + 1)
    _insert(session, SurveyPlace, [{"survey_id": number, "unit_id": one, "bucket": one, "people": 26} for one in units])
    _insert(session, SurveyResult, [_result(number, unit, place) for unit in (0, *units) for place in range(5)])


def _result(number: int, unit: int, place: int) -> dict[str, object]:
    """Eighteen of twenty-six take part; of each question's answers, a sum that differs from unit to unit."""
    shown = {"survey_id": number, "unit_id": unit, "place": place, "answers": 18 if place else 26}
    if not place:
        return {**shown, "total": 18, "favourable": 18, "numbers": ""}
    return {
        **shown,
        "total": 40 + (unit * 7 + place + number) % 12,
        "favourable": 9,
        "numbers": json.dumps([3, 6, 6, 3]),
    }


def _insert(session: Session, table: type[object], rows: Sequence[dict[str, object]]) -> None:
    session.connection().execute(insert(table), list(rows))

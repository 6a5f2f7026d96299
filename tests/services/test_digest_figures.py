"""Every figure of a digest, recomputed from the rows by `tests/digest_oracle.py`, which knows nothing of Kaeru."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from sqlalchemy import event
from sqlmodel import Session

from bot.attendance.rules import Share
from bot.database import Database, Row
from bot.digest.figures import figures, of_the_week
from bot.digest.pages import MonthRates, UnitPage
from bot.digest.readers import Part, reader_on, readers_on
from bot.leave.tables import LeaveBalance
from bot.meetings.kinds import Outcome
from bot.meetings.tables import WorkplaceMeeting
from bot.one_on_one.tables import OneOnOnePair, OneOnOneTalk
from bot.people import service as people
from bot.people.kinds import UnitKind
from bot.pulse.rules import SurveyKind, SurveyState
from bot.pulse.tables import Survey, SurveyQuestion, SurveyResult
from tests import digest_oracle
from tests.clocking import day_of, take
from tests.digesting import DAY, NOW, TUESDAY, Digesting

MONTHS = [date(2026, month, 1) for month in range(6, 12)]
OCTOBER = date(2026, 10, 1)
CAUSES = ("sudden", "planning", "event")


@pytest.fixture(params=[1, 2])
def city(database: Database, request: pytest.FixtureRequest) -> Digesting:
    """A city of which everything is known, by chance."""
    city, dice = Digesting(database), Random(request.param)
    city.clock(date(2026, 9, 1), date(2026, 10, 31), seed=request.param)
    people = [(one, city.pay) for one in city.clerks] + [(one, city.finance) for one in city.others]
    for day in (date(2026, 10, 28), date(2026, 11, 4), date(2026, 11, 11), date(2026, 11, 12), date(2026, 11, 18)):
        for person_id, unit_id in dice.sample(people, 9):
            city.report(person_id, unit_id, day, dice.choice(CAUSES))
    for person_id, _ in dice.sample(people, 6):
        city.leave(person_id, *dice.sample([TUESDAY + after * DAY for after in range(9)], 2))
    database.write(lambda session: session.add_all(_rows(city, dice)))
    database.write(lambda session: _survey(session, city, dice))
    database.write(lambda session: _talks(session, city, dice))
    return city


def _rows(city: Digesting, dice: Random) -> Iterable[Row]:
    for person_id in (*city.clerks[:5], *city.others):
        minutes = {"granted": 20 * 465, "carried_over": 0, "taken": dice.randrange(12 * 465)}
        yield LeaveBalance(person_id=person_id, account="annual", leave_year=2026, as_of=date(2026, 10, 31), **minutes)
    for unit_id, outcome in ((city.pay, Outcome.HELD), (city.finance, dice.choice(list(Outcome)))):
        yield WorkplaceMeeting(unit_id=unit_id, month=OCTOBER, outcome=outcome, day=date(2026, 10, 20), noted_at=NOW)


def _survey(session: Session, city: Digesting, dice: Random) -> None:
    survey = Survey(
        kind=SurveyKind.PULSE,
        instrument="kaeru",
        scope="[]",
        is_sample=False,
        opened_on=date(2026, 11, 4),
        opens_at=NOW,
        closes_at=NOW,
        state=SurveyState.CLOSED,
        least_answers=5,
        least_texts=20,
    )
    session.add(survey)
    session.flush()
    survey_id = survey.id or 0
    for place, code in enumerate(("E1", "E2"), 1):
        session.add(SurveyQuestion(survey_id=survey_id, place=place, code=code, lowest=1, highest=5))
        for unit_id in (0, city.department, city.section, city.pay):
            answers = dice.randint(5, 9)
            total = sum(dice.randint(1, 5) for _ in range(answers))
            result = SurveyResult(survey_id=survey_id, unit_id=unit_id, place=place, answers=answers, total=total)
            session.add(result)


def _talks(session: Session, city: Digesting, dice: Random) -> None:
    for member_id in city.clerks:
        pair = OneOnOnePair(
            unit_id=city.pay,
            head_id=city.pay_head,
            member_id=member_id,
            opened_on=date(2026, 7, 1),
            starts_from=date(2026, 7, 1),
        )
        session.add(pair)
        session.flush()
        days = sorted(dice.sample([date(2026, month, 10) for month in range(7, 12)], dice.randint(0, 3)))
        for place, day in enumerate(days, 1):
            session.add(OneOnOneTalk(pair_id=pair.id or 0, place=place, held_on=day, minutes=30))


def page_of(city: Digesting, unit_id: int, reader: int, *, is_direct: bool) -> UnitPage:
    found = city.database.read(figures, TUESDAY, of_the_week(TUESDAY))
    return found.page(Part(unit_id, is_direct), reader)


def share(part: int, whole: int) -> Share | None:
    return Share(part, whole) if whole else None


def test_every_figure_of_a_unit_is_what_the_rows_add_up_to(city: Digesting) -> None:
    rows = city.database.read(lambda session: digest_oracle.read(session.connection()))
    found = city.database.read(figures, TUESDAY, of_the_week(TUESDAY))
    readers = {city.pay: city.pay_head, city.section: city.chief, city.finance: city.treasurer}

    for unit_id, reader in readers.items():
        page = found.page(Part(unit_id, is_direct=True), reader)
        rates = [MonthRates(month, *(share(*one) for one in rows.month_rates(unit_id, month))) for month in MONTHS]
        assert list(page.months) == rates
        stays = rows.stays(unit_id, TUESDAY - 28 * DAY, TUESDAY - DAY)
        assert page.stays is not None
        assert (page.stays.count, page.stays.by_cause) == (stays.total(), dict(stays))
        assert Counter({one.day: one.count for one in page.away}) == rows.away(unit_id, TUESDAY)
        assert all(one.count == len(one.names) for one in page.away)
        assert page.pace is not None
        assert (page.pace.people, page.pace.taken) == rows.leave(unit_id)
        assert (page.pace.goal, page.pace.by_today) == (
            Fraction(16),
            Fraction(16 * (TUESDAY - date(2026, 1, 1)).days, 365),
        )
        assert (page.score.index if page.score else None) == rows.score(unit_id)
        held, due = rows.talks(reader, date(2026, 8, 1), date(2026, 10, 31))
        assert ((page.talks.held, page.talks.due) if page.talks else (0, 0)) == (held, due)
        assert page.meetings is not None
        assert (page.meetings.held, page.meetings.expected) == rows.meetings(unit_id, OCTOBER)


def test_every_figure_of_a_department_is_what_the_rows_add_up_to(city: Digesting) -> None:
    rows = city.database.read(lambda session: digest_oracle.read(session.connection()))

    page = page_of(city, city.department, city.director, is_direct=False)

    unit_id = city.department
    assert list(page.months) == [
        MonthRates(month, *(share(*one) for one in rows.month_rates(unit_id, month))) for month in MONTHS
    ]
    assert page.stays is not None
    assert page.stays.by_cause == dict(rows.stays(unit_id, TUESDAY - 28 * DAY, TUESDAY - DAY))
    assert Counter({one.day: one.count for one in page.away}) == rows.away(unit_id, TUESDAY)
    assert not any(one.names for one in page.away)
    assert page.pace is not None
    assert (page.pace.people, page.pace.taken) == rows.leave(unit_id)
    assert page.score is not None
    assert (page.score.index, page.score.everybody) == (rows.score(unit_id), rows.score(0))
    for change in page.changes:
        child = city.section if change.unit_name == "人事課" else city.finance
        (now, of_now), (then, of_then) = (rows.month_rates(child, month)[0] for month in (OCTOBER, date(2026, 9, 1)))
        points = Fraction(100 * now, of_now) - Fraction(100 * then, of_then)
        assert abs(points - Fraction(change.points)) <= Fraction(1, 10)


def test_a_digest_asked_for_tells_what_the_pass_over_the_city_tells(city: Digesting) -> None:
    everybody = city.database.read(figures, TUESDAY, of_the_week(TUESDAY))
    tree = city.database.read(people.tree_on, TUESDAY)
    readers = city.database.read(readers_on, TUESDAY, tree)

    for person_id, reader in readers.items():
        alone = city.database.read(figures, TUESDAY, of_the_week(TUESDAY), only=reader)
        assert city.database.read(reader_on, TUESDAY, tree, city.staff(person_id)) == reader
        for part in reader.parts:
            assert alone.page(part, person_id) == replace(everybody.page(part, person_id), changes=())


def test_a_department_reads_no_rate_of_a_few_people(database: Database) -> None:
    city = Digesting(database)
    archive = city.office.unit("文書館", city.department)
    few = [city.office.person(archive) for _ in range(3)]
    take(database, (day_of(one, date(2026, 10, day), "17:20") for one in few for day in range(5, 10)))

    above, own = (page_of(city, archive, city.director, is_direct=one) for one in (False, True))

    assert (above.newest, own.newest and own.newest.all_days) == (None, Share(15, 15))


def test_more_units_bring_no_more_queries(database: Database) -> None:
    city = Digesting(database)
    city.clock(date(2026, 10, 1), date(2026, 10, 31))
    before = _queries(city)

    for number in range(20):
        unit = city.office.unit(f"新{number}課", city.department, kind=UnitKind.SECTION)
        city.office.head(city.office.person(unit), unit)
        city.report(city.office.person(unit), unit, date(2026, 11, 18))

    assert _queries(city) <= before + 3


def _queries(city: Digesting) -> int:
    """How many statements it takes to read everything for everybody."""
    counted = Counter[str]()

    def work(session: Session) -> None:
        connection = session.connection()

        def count(*_: object) -> None:
            counted["queries"] += 1

        event.listen(connection, "before_cursor_execute", count)
        figures(session, TUESDAY, of_the_week(TUESDAY))
        event.remove(connection, "before_cursor_execute", count)

    city.database.read(work)
    return counted["queries"]


def test_a_week_is_seven_days_and_four_weeks_back() -> None:
    span = of_the_week(TUESDAY)

    assert (span.ahead[0], span.ahead[-1]) == (TUESDAY, TUESDAY + timedelta(days=6))
    assert (span.stays_from, span.until, span.talks_from) == (date(2026, 10, 27), date(2026, 11, 23), date(2026, 8, 1))

"""What the city decided, from when it holds, and the trail that it leaves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from bot.city import service as city
from bot.city.operation import Operation, Reach
from bot.city.reading import policy_from
from bot.city.rules import CityPolicy
from bot.city.service import SINCE_EVER, PolicySpan
from bot.city.tables import AuditRow
from bot.database import Database
from bot.errors import SetupFault

NOW = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
FROM_APRIL = date(2027, 4, 1)


def paying_on(day: int) -> CityPolicy:
    return policy_from({"payday": {"day": day}})


def decide(database: Database, policy: CityPolicy, effective_from: date) -> None:
    database.write(city.decide_policy, policy, effective_from=effective_from, actor="command-line", now=NOW)


def trail(session: Session) -> list[tuple[str, str]]:
    rows = session.exec(select(AuditRow).order_by(col(AuditRow.id)))
    return [(row.action, row.detail) for row in rows]


def test_a_city_without_a_policy_is_told_to_run_init(database: Database) -> None:
    with pytest.raises(SetupFault, match="Run kaeru init first"):
        database.read(city.policy_on, TODAY)


def test_the_first_policy_holds_for_past_days_too(database: Database) -> None:
    decide(database, paying_on(20), SINCE_EVER)

    assert database.read(city.policy_on, date(2020, 1, 1)) == paying_on(20)


def test_a_policy_for_the_future_is_not_in_force_before_its_day(database: Database) -> None:
    decide(database, paying_on(20), SINCE_EVER)
    decide(database, paying_on(16), FROM_APRIL)

    assert database.read(city.policy_on, FROM_APRIL - timedelta(days=1)) == paying_on(20)
    assert database.read(city.policy_on, FROM_APRIL) == paying_on(16)
    assert database.read(city.next_decision, after=TODAY) == FROM_APRIL


def test_the_latest_decision_for_a_day_wins_and_the_one_for_a_later_day_stays(database: Database) -> None:
    decide(database, paying_on(20), SINCE_EVER)
    decide(database, paying_on(16), FROM_APRIL)
    decide(database, paying_on(22), TODAY)
    decide(database, paying_on(25), TODAY)

    assert database.read(city.policies_between, date(2026, 11, 1), date(2027, 4, 30)) == (
        PolicySpan(date(2026, 11, 1), TODAY - timedelta(days=1), paying_on(20)),
        PolicySpan(TODAY, FROM_APRIL - timedelta(days=1), paying_on(25)),
        PolicySpan(FROM_APRIL, date(2027, 4, 30), paying_on(16)),
    )


def test_a_policy_comes_back_from_the_database_as_it_went_in(database: Database) -> None:
    policy = policy_from(
        {
            "name": "ひばり野市",
            "calendar": {"extra_holidays": [{"date": "07-01", "name": "市制施行記念日"}, {"date": "2027-02-15"}]},
            "hours": {"units": {"0512": {"start": "10:00", "end": "18:45"}}},
        }
    )

    decide(database, policy, SINCE_EVER)

    assert database.read(city.policy_on, TODAY) == policy


def test_a_new_installation_is_a_rehearsal_and_is_not_stopped(database: Database) -> None:
    assert database.read(city.operation) == Operation(Reach.REHEARSAL, stopped_at=None)


def test_a_stop_is_kept_with_its_instant_until_the_start(database: Database) -> None:
    later = NOW + timedelta(hours=1)

    stopped = database.write(city.mark_stopped, actor="p1", now=NOW)
    again = database.write(city.mark_stopped, actor="p2", now=later)
    meanwhile = database.read(city.operation)
    started = database.write(city.mark_started, actor="p1", now=later)
    not_again = database.write(city.mark_started, actor="p1", now=later)

    assert (stopped, again, started, not_again) == (True, False, True, False)
    assert (meanwhile.is_stopped, meanwhile.stopped_at) == (True, NOW)
    assert not database.read(city.operation).is_stopped
    assert database.read(trail) == [("stopped", ""), ("started", "")]


def test_a_stop_survives_a_change_of_reach(database: Database) -> None:
    database.write(city.mark_stopped, actor="p1", now=NOW)

    database.write(city.change_reach, Reach.CITY, actor="command-line", now=NOW)

    assert database.read(city.operation) == Operation(Reach.CITY, stopped_at=NOW)
    assert database.read(trail)[-1] == ("reach.changed", "rehearsal → city")

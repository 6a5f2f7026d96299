"""An office whose heads and members hold 1on1s, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import event
from sqlmodel import Session, col, select

from bot.city import service as city
from bot.city.rules import CityPolicy
from bot.database import Database
from bot.leave.kinds import Part
from bot.leave.tables import LeaveDay, LeavePlan
from bot.one_on_one import pairing
from bot.one_on_one.kinds import FOREVER, TalkId
from bot.one_on_one.pairs import Changes
from bot.one_on_one.tables import OneOnOnePair, OneOnOneTalk
from bot.people import service as people
from bot.people.kinds import UnitKind
from bot.people.rules import Staff
from tests.people import Office

#: A Monday; the talks of a pair that begins on it are due by 18 December.
MONDAY = date(2026, 11, 9)
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 9, 1, 0, tzinfo=UTC)


@dataclass
class Talking:
    """A department with a section of two teams: pay (a head and two clerks) and training (vacant, one trainer)."""

    database: Database
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        office = self.office = Office(self.database)
        self.department = office.unit("総務部", kind=UnitKind.DEPARTMENT)
        self.section = office.unit("人事課", self.department)
        self.pay = office.unit("給与係", self.section, kind=UnitKind.TEAM)
        self.training = office.unit("研修係", self.section, kind=UnitKind.TEAM)
        self.director = office.person(self.department, name="部長 一郎")
        self.head = office.person(self.section, name="課長 二郎")
        self.pay_head = office.person(self.pay, name="係長 三郎")
        self.clerk = office.person(self.pay, name="青木 花子")
        self.other = office.person(self.pay, name="井上 次郎")
        self.trainer = office.person(self.training, name="上田 月子")
        for person_id, unit_id in ((self.director, self.department), (self.head, self.section)):
            office.head(person_id, unit_id)
        office.head(self.pay_head, self.pay)
        self.decide()

    def decide(self, **one_on_ones: Any) -> None:
        """The city's policy about 1on1s, from the beginning of time."""

        def decide(session: Session) -> None:
            policy = CityPolicy.model_validate({"one_on_ones": one_on_ones})
            city.decide_policy(session, policy, effective_from=city.SINCE_EVER, actor="test", now=NOW)

        self.database.write(decide)

    def keep(self, day: date = MONDAY) -> Changes:
        return self.database.write(pairing.keep_pairs, day)

    def me(self, person_id: int, day: date = MONDAY) -> Staff:
        found = self.database.read(people.staff_by_id, person_id, day=day)
        assert found is not None
        return found

    def pair(self, head_id: int, member_id: int) -> OneOnOnePair:
        """The open pair of two people."""
        which = (OneOnOnePair.head_id == head_id, OneOnOnePair.member_id == member_id)
        query = select(OneOnOnePair).where(*which, OneOnOnePair.closed_on == FOREVER)
        return self.database.read(lambda session: session.exec(query).one())

    def next_talk(self, head_id: int, member_id: int) -> TalkId:
        pair = self.pair(head_id, member_id)
        return TalkId(pair.id or 0, pair.held_count + 1)

    def open_pairs(self) -> set[tuple[int, int]]:
        query = select(OneOnOnePair).where(OneOnOnePair.closed_on == FOREVER)
        return {(one.head_id, one.member_id) for one in self.database.read(lambda session: session.exec(query).all())}

    def talks(self) -> list[OneOnOneTalk]:
        query = select(OneOnOneTalk).order_by(col(OneOnOneTalk.id))
        return self.database.read(lambda session: list(session.exec(query)))

    def leave(self, person_id: int, first: date, days: int) -> None:
        """Whole days of planned leave, one after another."""

        def plan(session: Session) -> None:
            row = LeavePlan(
                key=f"leave-{person_id}-{first}",
                person_id=person_id,
                kind="annual",
                first_day=first,
                last_day=first + (days - 1) * DAY,
                first_part=Part.WHOLE,
                last_part=Part.WHOLE,
                planned_at=NOW,
            )
            session.add(row)
            session.flush()
            for step in range(days):
                session.add(_leave_day(row.id or 0, person_id, first + step * DAY))

        self.database.write(plan)


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Every statement that is asked of the database meanwhile."""
    asked: list[str] = []

    def note(*told: Any) -> None:
        asked.append(str(told[2]))

    event.listen(database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(database.engine, "before_cursor_execute", note)


def _leave_day(plan_id: int, person_id: int, day: date) -> LeaveDay:
    return LeaveDay(
        plan_id=plan_id,
        person_id=person_id,
        day=day,
        kind="annual",
        part=Part.WHOLE,
        is_hours=False,
        start_minute=510,
        end_minute=1035,
        minutes=465,
        workday_minutes=465,
    )

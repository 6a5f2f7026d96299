"""A bureau whose heads read 今週のまとめ: people, clock-outs, overtime reports and leave, for tests of the digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

from sqlmodel import Session, col, select

from bot.city import service as city
from bot.city.rules import CityPolicy
from bot.database import Database
from bot.delivery.tables import Body, Message
from bot.digest import weekly
from bot.digest.digest_blocks import WEEKLY
from bot.leave.kinds import Part
from bot.leave.tables import LeaveDay, LeavePlan
from bot.overtime.tables import OvertimeReport
from bot.people import service as people
from bot.people.kinds import UnitKind
from bot.people.rules import Staff
from bot.texts import Texts
from tests.clocking import day_of, take
from tests.delivering import JST, decide, jst
from tests.people import Office

#: Monday is a holiday, so the week begins on Tuesday.
TUESDAY = date(2026, 11, 24)
TEN = jst(10, day=TUESDAY)
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TEXTS = Texts()


@dataclass
class Digesting:
    """総務部 with 人事課 (給与係 below it) and 財政課; every head reads a digest."""

    database: Database
    policy: CityPolicy = field(default_factory=CityPolicy)
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        decide(self.database, self.policy)
        office = self.office = Office(self.database)
        self.department = office.unit("総務部", kind=UnitKind.DEPARTMENT)
        self.section = office.unit("人事課", self.department)
        self.pay = office.unit("給与係", self.section, kind=UnitKind.TEAM)
        self.finance = office.unit("財政課", self.department)
        self.director = office.person(self.department, name="部長 一郎")
        self.chief = office.person(self.section, name="課長 二郎")
        self.pay_head = office.person(self.pay, name="係長 三郎")
        self.treasurer = office.person(self.finance, name="財政 四郎")
        for person_id, unit_id in (
            (self.director, self.department),
            (self.chief, self.section),
            (self.pay_head, self.pay),
            (self.treasurer, self.finance),
        ):
            office.head(person_id, unit_id)
        self.clerks = [office.person(self.pay, name=f"給与 {number}") for number in range(1, 7)]
        self.others = [office.person(self.finance, name=f"主計 {number}") for number in range(1, 7)]

    def staff(self, person_id: int, day: date = TUESDAY) -> Staff:
        found = self.database.read(people.staff_by_id, person_id, day=day)
        assert found is not None
        return found

    def clock(self, first: date, last: date, *, seed: int = 1) -> None:
        """Everybody clocks out on each weekday of a span, some of them late."""
        dice = Random(seed)
        days = [first + after * DAY for after in range((last - first).days + 1)]
        everybody = [*self.clerks, *self.others, self.pay_head, self.treasurer]
        take(
            self.database,
            (
                day_of(person_id, day, dice.choice(("17:20", "17:40", "19:00", "20:30")))
                for day in days
                if day.weekday() < 5
                for person_id in everybody
            ),
        )

    def report(self, person_id: int, unit_id: int, day: date, cause: str = "sudden") -> int:
        """Somebody reported overtime, and nobody decided about it yet."""

        def add(session: Session) -> int:
            row = OvertimeReport(
                person_id=person_id,
                unit_id=unit_id,
                service_date=day,
                cause=cause,
                planned_end_minute=1110,
                is_same_day=False,
                is_special=False,
                reported_at=jst(9, day=day),
            )
            session.add(row)
            session.flush()
            return row.id or 0

        return self.database.write(add)

    def leave(self, person_id: int, *days: date) -> None:
        """Whole days of annual leave, planned."""

        def plan(session: Session) -> None:
            row = LeavePlan(
                key=f"{person_id}-{days[0]}",
                person_id=person_id,
                kind="annual",
                first_day=days[0],
                last_day=days[-1],
                planned_at=NOW,
            )
            session.add(row)
            session.flush()
            session.add_all(
                LeaveDay(
                    plan_id=row.id or 0,
                    person_id=person_id,
                    kind="annual",
                    day=day,
                    part=Part.WHOLE,
                    is_hours=False,
                    start_minute=510,
                    end_minute=1035,
                    minutes=465,
                    workday_minutes=465,
                )
                for day in days
            )

        self.database.write(plan)

    def plan(self, now: datetime = TEN) -> int:
        """The clock comes by; returns how many rows it wrote."""
        due = self.database.read(weekly.due_digests, now=now, zone=JST)
        return self.database.write(weekly.plan_digests, due, now=now, zone=JST, texts=TEXTS)

    def messages(self) -> dict[int, tuple[str, str]]:
        """By person: what became of their digest, and its words."""
        return dict(self.database.read(lambda session: list(_messages(session))))

    def words(self, person_id: int) -> str:
        return self.messages()[person_id][1]


def _messages(session: Session) -> Iterator[tuple[int, tuple[str, str]]]:
    query = select(Message, Body.text).join(Body, col(Body.id) == Message.body_id).where(Message.kind == WEEKLY)
    for message, words in session.exec(query):
        yield message.person_id or 0, (f"{message.state.value} {message.reason}".strip(), words)


def decide_again(database: Database, policy: CityPolicy, since: date) -> None:
    """Another policy from a day on."""
    database.write(city.decide_policy, policy, effective_from=since, actor="test", now=NOW)

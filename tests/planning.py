"""An office whose people plan leave, for the tests of planned leave: one line or one value at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from sqlmodel import Session, col, select

from bot.city.rules import CityPolicy
from bot.database import Database
from bot.leave import service
from bot.leave.kinds import Wish
from bot.leave.leave_days import LeaveDay
from bot.leave.plans import Asked, Planned, Preview, Proposal
from bot.leave.tables import LeaveBalance
from bot.leave.tables import LeaveDay as LeaveDayRow
from bot.people import service as people
from bot.people.rules import Staff
from tests.delivering import decide, jst
from tests.leaving import A_DAY
from tests.people import Office

THURSDAY = date(2026, 11, 19)


@dataclass
class Planners:
    """The section 給与係: Aoki and Baba (its head), and Chiba next door; all work from 8:30 to 17:15."""

    database: Database
    office: Office
    section: int
    next_door: int
    aoki: int
    baba: int
    chiba: int
    today: date = THURSDAY

    def staff(self, person_id: int) -> Staff:
        found = self.database.read(people.staff_by_token, f"token-{person_id:06d}", day=self.today)
        assert found is not None
        return found

    def said(self, text: str, who: int | None = None) -> Preview | Asked:
        return self.database.read(service.understand, self.staff(who or self.aoki), text, today=self.today)

    def preview(self, wish: Wish, kind: str = "annual", who: int | None = None) -> Preview:
        me = self.staff(who or self.aoki)
        return self.database.read(service.preview, me, Proposal("preview", kind, wish), today=self.today)

    def plan(self, wish: Wish, kind: str = "annual", *, who: int | None = None, key: str = "") -> Planned:
        proposal, me = Proposal(key or uuid4().hex, kind, wish), self.staff(who or self.aoki)
        return self.database.write(service.plan, me, proposal, today=self.today, now=jst(9, day=self.today))

    def change(self, old: str, wish: Wish, kind: str = "annual", *, key: str = "") -> Planned:
        proposal, me = Proposal(key or uuid4().hex, kind, wish), self.staff(self.aoki)
        return self.database.write(service.change, me, old, proposal, today=self.today, now=jst(10, day=self.today))

    def cancel(self, key: str, who: int | None = None) -> None:
        me = self.staff(who or self.aoki)
        self.database.write(service.cancel, me, key, today=self.today, now=jst(11, day=self.today))

    def wishes(self, who: int | None = None) -> list[Wish]:
        mine = self.database.read(service.my_plans, self.staff(who or self.aoki), today=self.today)
        return [one.plan.wish for one in mine.plans]

    def days(self) -> list[LeaveDay]:
        """Everything that is stored, as the engine's values."""
        query = select(LeaveDayRow).order_by(col(LeaveDayRow.day), col(LeaveDayRow.start_minute))
        rows = self.database.read(lambda session: list(session.exec(query)))
        return [
            LeaveDay(one.day, one.part, one.is_hours, one.start_minute, one.end_minute, one.minutes) for one in rows
        ]

    def imported(
        self, *, granted: int, taken: int = 0, carried_over: int = 0, year: int = 2026, account: str = "annual"
    ) -> None:
        """Aoki's leave of an account, in minutes, as the attendance system knew it a week ago."""

        def add(session: Session) -> None:
            session.add(
                LeaveBalance(
                    person_id=self.aoki,
                    account=account,
                    leave_year=year,
                    granted=granted,
                    carried_over=carried_over,
                    taken=taken,
                    as_of=date(2026, 11, 12),
                )
            )

        self.database.write(add)

    def on(self, today: date) -> Planners:
        """The same people on another day."""
        return replace(self, today=today)


def planners(database: Database, policy: CityPolicy | None = None) -> Planners:
    decide(database, policy)
    office = Office(database)
    section, next_door = office.unit("給与係", code="kyuyo"), office.unit("厚生係", code="kosei")
    aoki, baba = office.person(section, name="青木 花"), office.person(section, name="馬場 翔")
    office.head(baba, section)
    return Planners(database, office, section, next_door, aoki, baba, office.person(next_door, name="千葉 学"))


__all__ = ["A_DAY", "THURSDAY", "Planners", "planners"]

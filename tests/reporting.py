"""An office whose people report overtime: for tests of everything that follows from a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.city import service as city
from bot.city.rules import CityPolicy
from bot.database import Database
from bot.overtime import service
from bot.overtime.drafts import Draft, Told
from bot.overtime.kinds import ReportState
from bot.overtime.rules import Part, UnsuitableReport, Wish
from bot.overtime.tables import OvertimeReport
from bot.people import service as people
from bot.people.rules import Staff
from bot.people.tables import Person
from bot.texts import Texts
from tests.delivering import JST, WEDNESDAY, decide, jst
from tests.people import Office

THURSDAY, FRIDAY, MONDAY = date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30)
HALF_PAST_SIX = 1110
TEXTS = Texts()
WISH = Wish(WEDNESDAY, "sudden", HALF_PAST_SIX, "窓口の案件", FRIDAY)


@dataclass
class Reporting:
    """給与係 with a head, in a city with the usual policy; `aoki` and `baba` work there."""

    database: Database
    office: Office = field(init=False)
    unit: int = field(init=False)
    head: int = field(init=False)
    aoki: int = field(init=False)
    baba: int = field(init=False)

    def __post_init__(self) -> None:
        decide(self.database)
        self.office = Office(self.database)
        self.unit = self.office.unit("給与係", code="kyuyo")
        self.head, self.aoki, self.baba = (self.office.person(self.unit) for _ in range(3))
        self.office.head(self.head, self.unit)

    def staff(self, person_id: int, day: date = WEDNESDAY) -> Staff:
        found = self.database.read(people.staff_by_token, f"token-{person_id:06d}", day=day)
        assert found is not None
        return found

    def report(self, person_id: int | None = None, wish: Wish = WISH, *, now: datetime | None = None) -> Told:
        """Somebody (Aoki, unless named) reports, at nine unless said otherwise."""
        moment = now or jst(9)
        me = self.staff(person_id or self.aoki, moment.date())
        return self.database.write(service.report, me, wish, now=moment, zone=JST, texts=TEXTS)

    def flaws(self, wish: Wish, person_id: int | None = None, *, now: datetime | None = None) -> list[Part]:
        """What is wrong with a report."""
        try:
            self.report(person_id, wish, now=now)
        except UnsuitableReport as refused:
            return [flaw.part for flaw in refused.flaws]
        return []

    def withdraw(self, report_id: int, person_id: int | None = None, *, now: datetime | None = None) -> Told:
        me, moment = self.staff(person_id or self.aoki), now or jst(10)
        return self.database.write(service.withdraw, me, report_id, now=moment, zone=JST)

    def draft(self, person_id: int | None = None, *, day: date | None = None, now: datetime | None = None) -> Draft:
        moment = now or jst(9)
        me = self.staff(person_id or self.aoki, moment.date())
        return self.database.read(service.draft, me, now=moment, zone=JST, day=day)

    def decide(self, **sections: Any) -> None:
        """Let the city decide these sections of its policy."""
        policy = CityPolicy().model_copy(update=sections)
        self.database.write(city.decide_policy, policy, effective_from=WEDNESDAY, actor="test", now=jst(0))

    def settle_state(self, report_id: int, state: ReportState) -> None:
        """Let somebody have decided so about a report."""

        def work(session: Session) -> None:
            row = session.get_one(OvertimeReport, report_id)
            row.state, row.decided_at, row.decided_by = state, jst(9, 30), self.head
            session.add(row)

        self.database.write(work)

    def stored(self) -> list[OvertimeReport]:
        """Every report, by its number."""
        query = select(OvertimeReport).order_by(col(OvertimeReport.id))
        return self.database.read(lambda session: list(session.exec(query)))

    def connect(self, person_id: int, slack_user_id: str) -> None:
        """Let somebody be this Slack user."""

        def work(session: Session) -> None:
            person = session.get_one(Person, person_id)
            person.slack_user_id = slack_user_id
            session.add(person)

        self.database.write(work)

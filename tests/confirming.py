"""A section whose people have reported overtime, with everybody who may confirm it: for tests of the evening card."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select, update

from bot.city.rules import CityPolicy
from bot.database import Database
from bot.delivery.opt_outs import OptOutPress, record_opt_outs
from bot.overtime import confirming, decisions
from bot.overtime import confirming_store as store
from bot.overtime.decisions import Decided
from bot.overtime.evening_card import EVENING_CARD, Press
from bot.overtime.kinds import Report
from bot.overtime.tables import ConfirmationAsked, OvertimeReport
from bot.people import service as people
from bot.people.kinds import HeadKind, UnitKind
from bot.people.rules import Staff
from bot.people.tables import Headship
from bot.texts import Texts
from tests.delivering import JST, WEDNESDAY, decide, jst
from tests.people import Office

TEXTS = Texts()


@dataclass
class Evening:
    """給与課 of 人事部 in 総務局: 青木 and 馬場 work there, under a chief, a deputy chief and a director."""

    database: Database
    policy: CityPolicy = field(default_factory=CityPolicy)
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        decide(self.database, self.policy)
        office = self.office = Office(self.database)
        self.bureau = office.unit("総務局", kind=UnitKind.BUREAU)
        self.department = office.unit("人事部", self.bureau, kind=UnitKind.DEPARTMENT)
        self.section = office.unit("給与課", self.department, code="kyuyo")
        self.aoki, self.baba = (office.person(self.section, name=name) for name in ("青木 花", "馬場 翔"))
        self.chief, self.deputy = (office.person(self.section, name=name) for name in ("千葉 学", "土井 実"))
        self.director = office.person(self.department, name="江口 恵")
        office.head(self.chief, self.section)
        office.head(self.deputy, self.section, HeadKind.DEPUTY)
        office.head(self.director, self.department)

    def team(self, name: str) -> tuple[int, int]:
        """A 係 of 給与課, and its head."""
        team = self.office.unit(name, self.section, kind=UnitKind.TEAM)
        leader = self.office.person(team)
        self.office.head(leader, team)
        return team, leader

    def reported(self, person_id: int, *, day: date = WEDNESDAY, at: datetime | None = None, **more: Any) -> int:
        """A report of somebody that nobody has decided about, made at nine; other names are columns."""
        given = {"cause": "sudden", "planned_end_minute": 1170, "is_same_day": False, "is_special": False, **more}
        unit_id = given.pop("unit_id", self.section)
        row = OvertimeReport(
            person_id=person_id, unit_id=unit_id, service_date=day, reported_at=at or jst(9, day=day), **given
        )

        def add(session: Session) -> int:
            session.add(row)
            session.flush()
            return row.id or 0

        return self.database.write(add)

    def changed(self, report_id: int, **values: Any) -> None:
        """The person has changed something; the version grows."""

        def change(session: Session) -> None:
            row = session.get_one(OvertimeReport, report_id)
            row.version += 1
            for name, value in values.items():
                setattr(row, name, value)
            session.add(row)

        self.database.write(change)

    def refuses_cards(self, person_id: int) -> None:
        """「今後は受け取らない」."""
        self.database.write(record_opt_outs, [OptOutPress(person_id, EVENING_CARD, jst(9))])

    def leads_no_more(self, person_id: int, *, after: date) -> None:
        """A head's last day was `after`."""
        theirs = update(Headship).where(col(Headship.person_id) == person_id)
        self.database.write(lambda session: session.execute(theirs.values(valid_to=after)))

    def ask(self, now: datetime) -> int:
        """What the clock does every minute; returns how many are asked."""
        units = self.database.read(confirming.units_to_ask_for, now=now, zone=JST)
        return sum(
            self.database.write(confirming.ask_for_unit, unit_id, now=now, zone=JST, texts=TEXTS) for unit_id in units
        )

    def asked(self) -> list[tuple[int, int]]:
        """Who was asked, with their place in the row, by unit and place."""
        table = ConfirmationAsked
        query = select(table).order_by(col(table.unit_id), col(table.rank))
        rows = self.database.read(lambda session: list(session.exec(query)))
        return [(row.person_id, row.rank) for row in rows]

    def staff(self, person_id: int, day: date = WEDNESDAY) -> Staff:
        found = self.database.read(people.staff_by_token, f"token-{person_id:06d}", day=day)
        assert found is not None
        return found

    def confirm(self, by: int, report_id: int, *, version: int = 1, now: datetime | None = None) -> Decided:
        return self._decide(decisions.confirm, by, Press(report_id, version), now or jst(16, 12))

    def send_back(self, by: int, report_id: int, *, version: int = 1, now: datetime | None = None) -> Decided:
        return self._decide(decisions.send_back, by, Press(report_id, version), now or jst(16, 12))

    def _decide(self, work: Any, by: int, press: Press, now: datetime) -> Decided:
        me = self.staff(by, now.astimezone(JST).date())
        decided: Decided = self.database.write(work, me, press, now=now, zone=JST, texts=TEXTS)
        return decided

    def report(self, report_id: int) -> Report:
        found = self.database.read(store.report, report_id)
        assert found is not None
        return found

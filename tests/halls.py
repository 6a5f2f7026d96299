"""A city hall with everything on, and people in it who live from day to day: for tests of what they get in weeks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from sqlmodel import Session, select

from bot.city.fields import Weekday
from bot.core import Core
from bot.leave import service as leave
from bot.leave.plans import Proposal
from bot.no_overtime import days, meetings
from bot.no_overtime.answers import Answer
from bot.no_overtime.replies import Reply, record_replies
from bot.no_overtime.rules import RuleKind, UnitRule
from bot.overtime import decisions, service
from bot.overtime.evening_card import Press
from bot.overtime.kinds import ReportState
from bot.overtime.rules import Wish
from bot.overtime.tables import OvertimeReport
from bot.people import service as people
from bot.people.kinds import HeadKind, UnitKind
from bot.people.rules import Hours, Staff
from bot.playground import Workspace
from bot.pulse import pulsing
from schedules import next_due, tick
from schedules.sender import Sender
from tests.delivering import JST, jst, move
from tests.leaving import span
from tests.people import Office

OPENS = date(2026, 12, 1)
PAYDAY = date(2026, 12, 21)
#: 9:00 to 16:00 on Monday, Tuesday, Thursday and Friday (X10).
PART_TIME = Hours(540, 960, 0b0011011, 375)
LEAVE_OF_THE_CLERK = {date(2026, 12, 10), date(2026, 12, 11)}
LEAVE_OF_THE_HEAD = {date(2026, 12, 16)}
NINE_PM = 21 * 60
TAX, COUNTER, DEPOT = "税務課", "市民課", "清掃事務所"
CHANNELS = {TAX: "C1", COUNTER: "C2"}
#: The weekday of a unit's no-overtime day; Monday is 0.
WEEKDAYS = {TAX: 2, COUNTER: 3, DEPOT: 2}


def is_no_overtime_day(unit: str, day: date) -> bool:
    """Told from the wall calendar: the last Wednesday of the year is closed."""
    return day == PAYDAY or (day.weekday() == WEEKDAYS[unit] and not date(2026, 12, 29) <= day <= date(2027, 1, 3))


@dataclass
class Hall:
    """税務課 (a head of twelve with a deputy), the counter 市民課 with its Thursdays, and 清掃事務所 without a channel.

    Everybody answers; the same few report overtime each time, with a day instead; heads confirm and send back.
    """

    core: Core
    sender: Sender
    workspace: Workspace
    office: Office
    units: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        office = self.office
        bureau = office.unit("総務局", kind=UnitKind.BUREAU)
        tax = office.unit(TAX, bureau, channel=CHANNELS[TAX])
        counter = office.unit(COUNTER, bureau, channel=CHANNELS[COUNTER])
        depot = office.unit(DEPOT, bureau, channel="")
        for unit_id, name, size in ((tax, TAX, 13), (counter, COUNTER, 8), (depot, DEPOT, 5)):
            self.units[name] = [office.person(unit_id) for _ in range(size)]
            office.head(self.units[name][0], unit_id)
        office.head(self.units[TAX][1], tax, HeadKind.DEPUTY)
        self.part_timer = office.person(depot, hours=PART_TIME)
        self.units[DEPOT].append(self.part_timer)
        self.head, self.clerk = self.units[TAX][0], self.units[COUNTER][1]
        self._switch_everything_on()
        self._take_leave(self.clerk, LEAVE_OF_THE_CLERK)
        self._take_leave(self.head, LEAVE_OF_THE_HEAD)
        self._join()

    def _switch_everything_on(self) -> None:
        """The counter's own day, evening meetings, and the pulse."""
        database, now = self.core.database, jst(9, day=OPENS)
        thursdays = UnitRule(RuleKind.INSTEAD, frozenset({Weekday.THURSDAY}))
        database.write(days.decide_unit_rule, COUNTER, thursdays, actor="test", now=now)
        for name in CHANNELS:
            database.write(meetings.set_evening_meeting, name, is_on=True, starting=OPENS, actor="test", now=now)
        database.write(pulsing.begin_pulse, pulsing.OWN_QUESTIONS, actor="test", now=now, zone=JST)

    def _take_leave(self, person_id: int, off: set[date]) -> None:
        proposal = Proposal(uuid4().hex, "annual", span(str(min(off)), str(max(off))))
        me = self.staff(person_id, OPENS)
        self.core.database.write(leave.plan, me, proposal, today=OPENS, now=jst(9, day=OPENS))

    def _join(self) -> None:
        for person_id in (one for unit in self.units.values() for one in unit):
            self.workspace.add_user(f"U{person_id:06d}", name=f"{person_id}", real_name=f"{person_id}")
        for name, channel in CHANNELS.items():
            self.workspace.add_channel(name, id=channel, members=[f"U{one:06d}" for one in self.units[name]])

    def staff(self, person_id: int, day: date) -> Staff:
        found = self.core.database.read(people.staff_by_token, f"token-{person_id:06d}", day=day)
        assert found is not None
        return found

    @property
    def protagonists(self) -> dict[str, int]:
        """Three people by who they are."""
        return {
            "part-timer, 9:00-16:00 on four days": self.part_timer,
            "clerk at the 8:30 counter": self.clerk,
            "head of twelve": self.head,
        }

    async def play_to(self, instant: datetime) -> None:
        """Stop at everything that falls due, and send it."""
        while (due := await next_due(self.core, self.core.clock.now(), instant - self.core.clock.now())) is not None:
            await self._stop_at(due)
        await self._stop_at(instant)

    async def _stop_at(self, instant: datetime) -> None:
        move(self.core, instant)
        await tick(self.core, instant)
        await self.sender.drain()

    async def live(self, day: date) -> None:
        """Go on to a day: whoever is there answers and reports in the morning, and heads decide before the end."""
        await self.play_to(jst(9, 30, day))
        staying = {self.part_timer, self.clerk, self.head, *self.units[TAX][2:5]}
        for unit, members in self.units.items():
            there = [one for one in members if is_no_overtime_day(unit, day) and day not in self._days_off(one)]
            self.core.database.write(record_replies, [_reply(one, day) for one in there])
            for person_id in staying.intersection(there):
                self._report(person_id, day)
        await self.play_to(jst(10, day=day))
        self._decide(day)
        await self.play_to(jst(23, 30, day))

    def _report(self, person_id: int, day: date) -> None:
        """Overtime until nine, with the first day instead that is offered; nothing on a day off."""
        me, now, database = self.staff(person_id, day), jst(9, 30, day), self.core.database
        if not me.hours.covers(day):
            return
        draft = database.read(service.draft, me, now=now, zone=JST, day=day)
        wish = Wish(day, "sudden", NINE_PM, "窓口の案件", next(iter(draft.days_instead), None))
        database.write(service.report, me, wish, now=now, zone=JST, texts=self.core.texts)

    def _decide(self, day: date) -> None:
        """The deputy decides for 税務課 while its head is away; every other report comes back."""
        for number, (report_id, version, unit_head) in enumerate(self._waiting(day)):
            work = decisions.send_back if number % 2 else decisions.confirm
            press, now = Press(report_id, version), jst(10, day=day)
            self.core.database.write(work, self.staff(unit_head, day), press, now=now, zone=JST, texts=self.core.texts)

    def _waiting(self, day: date) -> Iterator[tuple[int, int, int]]:
        def waiting(session: Session) -> Sequence[OvertimeReport]:
            wanted = (OvertimeReport.service_date == day, OvertimeReport.state == ReportState.REPORTED)
            return session.exec(select(OvertimeReport).where(*wanted)).all()

        for row in self.core.database.read(waiting):
            (unit,) = [unit for unit in self.units.values() if row.person_id in unit]
            head = unit[1] if day in self._days_off(unit[0]) else unit[0]
            if row.person_id != unit[0]:
                yield row.id or 0, row.version, head

    def _days_off(self, person_id: int) -> set[date]:
        return {self.clerk: LEAVE_OF_THE_CLERK, self.head: LEAVE_OF_THE_HEAD}.get(person_id, set())


def _reply(person_id: int, day: date) -> Reply:
    return Reply(person_id, day, Answer.OVERTIME if person_id % 5 == 0 else Answer.ON_TIME, jst(9, 30, day))

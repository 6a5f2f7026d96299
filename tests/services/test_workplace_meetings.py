"""The monthly meeting of a workplace (E07): who is asked about it, who may decide, and how often it is held."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest
from sqlmodel import Session, select

from bot.city.reports import Meetings
from bot.city.rules import CityPolicy
from bot.database import Database
from bot.errors import NotAllowed, OldButton
from bot.meetings import blocks, mornings, service
from bot.meetings.blocks import Overview, Which
from bot.meetings.kinds import Meeting, MorningRule, Outcome
from bot.meetings.rules import Holding, Need, Part, UnsuitableMeeting
from bot.meetings.tables import WorkplaceMeeting
from bot.people import service as people
from bot.people.kinds import HeadKind, Status, UnitKind
from bot.people.rules import Staff
from bot.people.tables import Headship
from bot.texts import Texts
from tests.delivering import WEDNESDAY, decide, jst
from tests.people import Office

NOVEMBER = date(2026, 11, 1)
FRIDAY = date(2026, 11, 27)
JAPANESE = Texts().of("ja")


@dataclass
class Section:
    """人事課 with 給与係 (a head and two) and 厚生係 (a head and one) under a section head."""

    database: Database
    policy: CityPolicy = field(default_factory=CityPolicy)
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        decide(self.database, self.policy)
        self.office = Office(self.database)
        self.section = self.office.unit("人事課", code="jinji")
        self.pay = self.office.unit("給与係", self.section, kind=UnitKind.TEAM, code="kyuyo")
        self.welfare = self.office.unit("厚生係", self.section, kind=UnitKind.TEAM, code="kosei")
        self.chief = self.office.person(self.section)
        self.pay_head, self.clerk, self.deputy = (self.office.person(self.pay) for _ in range(3))
        self.welfare_head, _ = (self.office.person(self.welfare) for _ in range(2))
        self.office.head(self.chief, self.section)
        self.office.head(self.pay_head, self.pay)
        self.office.head(self.welfare_head, self.welfare)

    def staff(self, person_id: int, day: date = WEDNESDAY) -> Staff:
        found = self.database.read(people.staff_by_token, f"token-{person_id:06d}", day=day)
        assert found is not None
        return found

    def lines(self, person_id: int, day: date = WEDNESDAY) -> list[str]:
        found = self.database.read(service.waiting, day, self.staff(person_id, day)).get(person_id, ())
        assert found == self.database.read(service.waiting, day).get(person_id, ())
        return [blocks.line(JAPANESE, one).text for one in found]

    def set_day(self, person_id: int, day: date = FRIDAY, *, unit: int | None = None) -> Meeting:
        me, which = self.staff(person_id), Which(unit or self.pay, NOVEMBER)
        return self.database.write(service.set_day, me, which, day, 900, today=WEDNESDAY, now=jst(9))

    def hold(self, person_id: int, count: int = 3, *, unit: int | None = None, month: date = NOVEMBER) -> Meeting:
        me, which = self.staff(person_id), Which(unit or self.pay, month)
        return self.database.write(service.note_held, me, which, count, today=WEDNESDAY, now=jst(9))

    def skip(self, person_id: int) -> Meeting:
        me, which = self.staff(person_id), Which(self.pay, NOVEMBER)
        return self.database.write(service.note_not_held, me, which, today=WEDNESDAY, now=jst(9))

    def rows(self) -> list[tuple[int, Outcome, date | None, int | None]]:
        rows = self.database.read(lambda session: session.exec(select(WorkplaceMeeting)).all())
        return [(row.unit_id, row.outcome, row.day, row.attendance) for row in rows]

    def overview(self, person_id: int) -> Overview:
        return self.database.read(service.overview, self.staff(person_id), WEDNESDAY)


@pytest.fixture
def section(database: Database) -> Section:
    return Section(database)


def test_each_head_reads_about_their_own_unit(section: Section) -> None:
    assert section.lines(section.pay_head) == ["給与係：今月の職場ミーティングの日時が、まだ決まっていません。"]
    assert section.lines(section.chief) == section.lines(section.clerk) == []


def test_where_nobody_leads_whoever_acts_is_asked_and_else_the_head_above(section: Section) -> None:
    section.database.write(lambda session: _leave(session, section.pay_head))
    above = section.lines(section.chief)
    section.office.head(section.deputy, section.pay, HeadKind.ACTING)

    assert above == ["給与係：今月の職場ミーティングの日時が、まだ決まっていません。"]
    assert section.lines(section.deputy) == above
    assert section.lines(section.chief) == section.lines(section.pay_head) == []


def _leave(session: Session, person_id: int) -> None:
    row = session.exec(select(Headship).where(Headship.person_id == person_id)).one()
    session.delete(row)


def test_what_waits_is_known_for_all_heads_at_once(section: Section) -> None:
    waiting = section.database.read(service.waiting, WEDNESDAY)

    assert {who: [(one.unit_id, one.need) for one in found] for who, found in waiting.items()} == {
        section.pay_head: [(section.pay, Need.DAY)],
        section.welfare_head: [(section.welfare, Need.DAY)],
    }


def test_a_day_that_is_set_waits_no_more_and_then_for_its_outcome(section: Section) -> None:
    section.set_day(section.pay_head)

    assert section.lines(section.pay_head) == []
    assert section.lines(section.pay_head, date(2026, 11, 30)) == [
        "給与係：11月27日（金）の職場ミーティングは実施しましたか。"
    ]


def test_the_same_day_twice_is_one_and_a_new_day_takes_its_place(section: Section) -> None:
    section.set_day(section.pay_head)
    section.set_day(section.pay_head)
    section.set_day(section.chief, date(2026, 11, 30))

    assert section.rows() == [(section.pay, Outcome.SET, date(2026, 11, 30), None)]


def test_held_with_how_many_and_the_last_word_counts(section: Section) -> None:
    section.set_day(section.pay_head)
    section.hold(section.pay_head, 3)
    section.hold(section.pay_head, 2)

    assert section.rows() == [(section.pay, Outcome.HELD, WEDNESDAY, 2)]
    with pytest.raises(OldButton):
        section.set_day(section.pay_head)


def test_a_head_who_skips_a_month_may_change_their_mind(section: Section) -> None:
    section.skip(section.pay_head)
    skipped = section.lines(section.pay_head)
    section.set_day(section.pay_head)

    assert skipped == []
    assert section.rows() == [(section.pay, Outcome.SET, FRIDAY, None)]


def test_only_whoever_answers_for_the_unit_decides(section: Section) -> None:
    for nobody in (section.clerk, section.welfare_head):
        for refused in (section.set_day, section.hold, section.skip):
            with pytest.raises(NotAllowed):
                refused(nobody)

    assert section.rows() == []


def test_a_former_head_decides_nothing_any_more(section: Section) -> None:
    section.database.write(lambda session: _leave(session, section.pay_head))

    with pytest.raises(NotAllowed):
        section.set_day(section.pay_head)


def test_a_day_of_another_month_and_a_month_long_over_are_refused(section: Section) -> None:
    with pytest.raises(UnsuitableMeeting) as refused:
        section.set_day(section.pay_head, date(2026, 12, 1))
    with pytest.raises(OldButton):
        section.hold(section.pay_head, month=date(2026, 9, 1))

    assert refused.value.part is Part.DAY


def test_nothing_waits_in_a_special_mode_nor_where_the_city_has_no_such_meetings(database: Database) -> None:
    section = Section(database)
    section.office.special_mode(section.pay, WEDNESDAY, WEDNESDAY)
    silent = section.lines(section.pay_head), section.lines(section.welfare_head)
    decide(database, CityPolicy(meetings=Meetings(is_on=False)))

    assert [len(found) for found in silent] == [0, 1]
    assert section.lines(section.welfare_head) == []


def test_the_window_tells_a_head_of_their_unit_and_how_meetings_were_held(section: Section) -> None:
    section.hold(section.pay_head, month=date(2026, 10, 1))

    mine, above = section.overview(section.pay_head), section.overview(section.chief)

    assert [(one.unit_name, one.meeting) for one in mine.mine] == [("給与係", None)]
    october = date(2026, 10, 1)
    assert [(one.unit_name, one.months[october]) for one in mine.holding] == [("給与係", Holding(1, 1))]
    assert [(one.unit_name, one.months[october]) for one in above.holding] == [("人事課", Holding(1, 2))]
    assert above.mine == ()


def test_the_personnel_section_sees_how_all_meetings_are_held_and_a_clerk_none(section: Section) -> None:
    elsewhere = section.office.unit("税務課")
    officer = section.office.person(elsewhere)
    section.office.person(elsewhere)
    section.office.duties(personnel=[officer])

    assert [one.unit_name for one in section.overview(officer).holding] == ["人事課", "税務課"]
    with pytest.raises(NotAllowed):
        section.overview(section.clerk)


def test_months_are_counted_by_the_units_and_people_of_their_time(section: Section) -> None:
    section.office.unit("新設係", section.section, kind=UnitKind.TEAM, since=WEDNESDAY)
    away = section.office.unit("休止係", section.section, kind=UnitKind.TEAM)
    for _ in range(2):
        section.office.person(away, status=Status.CHILDCARE)

    october = section.database.read(service.held_in, date(2026, 10, 1))

    assert october[section.section] == Holding(0, 2)
    assert away not in october


def test_morning_meetings_are_held_of_the_working_days_on_which_they_were_to_be(section: Section) -> None:
    head, clerk = section.staff(section.pay_head), section.staff(section.clerk)
    rule = MorningRule(0b00101, 515)
    section.database.write(mornings.decide_as_head, head, "kyuyo", rule, today=date(2026, 11, 16), now=jst(9))
    section.database.write(mornings.note_held, clerk, section.pay, WEDNESDAY, was_held=True, today=WEDNESDAY)

    found = section.database.read(mornings.mornings_between, NOVEMBER, WEDNESDAY)

    assert found == {section.pay: Holding(1, 3)}  # 16, 18 and 25 November; the 23rd is a holiday


def test_only_the_people_of_the_unit_tell_about_its_morning(section: Section) -> None:
    head, neighbour = section.staff(section.pay_head), section.staff(section.welfare_head)
    section.database.write(
        mornings.decide_as_head, head, "kyuyo", MorningRule(0b11111, 515), today=WEDNESDAY, now=jst(9)
    )

    with pytest.raises(NotAllowed):
        section.database.write(mornings.note_held, neighbour, section.pay, WEDNESDAY, was_held=True, today=WEDNESDAY)
    with pytest.raises(NotAllowed):
        section.database.write(
            mornings.decide_as_head, neighbour, "kyuyo", MorningRule(0, 515), today=WEDNESDAY, now=jst(9)
        )

"""Surveys by the clock: waves open by policy, busy units get theirs later, only the machine knows whom to remind."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from sqlmodel import text

from bot.city.operation import Reach
from bot.city.rules import CityPolicy
from bot.city.surveys import Surveys
from bot.database import Database
from bot.delivery.claiming import Facts
from bot.errors import NotAllowed, Refused
from bot.people.kinds import RoleName
from bot.pulse import asking, closing, counting, inviting, keeping, overview, pulsing, running, starting, timing
from bot.pulse.answers import SurveyAnswer
from bot.pulse.outlook import Planned, SurveyWish
from bot.pulse.question_blocks import INVITATION, REMINDER
from bot.pulse.running import Means
from bot.texts import Texts
from tests.delivering import JST, WEDNESDAY, decide, jst, outbox
from tests.people import Office, holds, staff
from tests.surveying import SECRET

TUESDAY = date(2026, 12, 8)
MEANS = Means(JST, SECRET, Texts())


def policy(**surveys: Any) -> CityPolicy:
    return CityPolicy(surveys=Surveys.model_validate(surveys))


@dataclass
class Hall:
    """A city hall: 税務課 and 人事課 below 総務部, 15 people each, and what the clock does there."""

    database: Database
    policy: CityPolicy = field(default_factory=CityPolicy)
    reach: Reach = Reach.CITY
    people: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        decide(self.database, self.policy, reach=self.reach)
        self.office = Office(self.database)
        self.somu = self.office.unit("総務部", code="somu")
        for name in ("zeimu", "jinji"):
            unit = self.office.unit(name, self.somu, code=name)
            self.people[name] = [self.office.person(unit) for _ in range(15)]

    @property
    def everybody(self) -> list[int]:
        return [*self.people["zeimu"], *self.people["jinji"]]

    def begin_pulse(self, day: date = WEDNESDAY) -> date:
        return self.database.write(pulsing.begin_pulse, "kaeru", actor="test", now=jst(9, day=day), zone=JST)

    def clock(self, now: datetime) -> list[int]:
        """What a tick opens."""
        opened = self.database.write(pulsing.open_waves, MEANS, now=now)
        for number in self.database.read(starting.due_plans, now=now, zone=JST):
            survey_id = self.database.write(starting.open_plan, number, MEANS, now=now)
            opened += [survey_id] if survey_id else []
        return opened

    def remind(self, now: datetime) -> int:
        return sum(
            self.database.write(inviting.remind, due, now=now, zone=JST, secret=SECRET, texts=MEANS.texts)
            for due in self.database.read(inviting.due_reminders, now=now, zone=JST)
        )

    def answer(self, survey_id: int, people: Collection[int], now: datetime) -> None:
        """These people answer the first question."""
        sheet = self.database.read(asking.sheets_of, [survey_id])[survey_id]
        answers = [SurveyAnswer(survey_id, person, sheet.codes[0], now, 4) for person in people]
        recorded = self.database.write(counting.record_answers, answers, secret=SECRET)
        assert [one.outcome for one in recorded] == ["counted"] * len(answers)

    def reminder_days(self) -> list[date]:
        return [
            date.fromisoformat(day)
            for (days,) in self.all("SELECT reminders_on FROM survey_run")
            for day in json.loads(days)
        ]

    def is_still_wanted(self, kind: str, person: int, now: datetime, secret: SecretStr = SECRET) -> bool:
        """The last check of a person's message of this kind."""
        (message,) = [one for one in outbox(self.database) if (one.kind, one.person_id) == (kind, person)]
        facts = Facts(kind, message.service_date, message.unit_id, person, message.key)
        return self.database.read(inviting.still_wanted, facts, now, secret=secret)

    def asked(self, survey_id: int) -> set[int]:
        rows = self.all("SELECT person_id FROM survey_invitation WHERE survey_id = :id", id=survey_id)
        return {row[0] for row in rows}

    def items(self, survey_id: int) -> list[str]:
        rows = self.all("SELECT code FROM survey_question WHERE survey_id = :id ORDER BY place", id=survey_id)
        return [row[0] for row in rows]

    def written_to(self, kind: str) -> set[int | None]:
        return {one.person_id for one in outbox(self.database) if one.kind == kind}

    def plan(self, wish: SurveyWish, now: datetime | None = None, *, bureau: str = "") -> Planned:
        return self.database.write(starting.plan, wish, bureau=bureau, actor="test", now=now or jst(9), zone=JST)

    def all(self, statement: str, **values: Any) -> list[Any]:
        return self.database.read(lambda session: list(session.execute(text(statement), values).all()))


def test_the_pulse_asks_everybody_on_the_second_tuesday_and_every_wave_has_other_questions(database: Database) -> None:
    hall = Hall(database)

    first_day = hall.begin_pulse()
    too_early = hall.clock(jst(9, 59, day=TUESDAY))
    first = hall.clock(jst(10, day=TUESDAY))
    again = hall.clock(jst(10, 1, day=TUESDAY))
    closing.close_surveys(database, now=jst(18, day=date(2026, 12, 14)))
    second = hall.clock(jst(10, day=date(2027, 1, 12)))

    assert (first_day, too_early, again) == (TUESDAY, [], [])
    assert (hall.asked(first[0]), hall.asked(second[0])) == (set(), set(hall.everybody))
    assert hall.items(first[0]) == ["E1", "W1", "B1", "S1"]
    assert hall.items(second[0]) == ["W2", "B2", "G1", "S1"]
    assert len(hall.written_to(INVITATION)) == 30


def test_after_an_outage_a_wave_opens_on_the_next_day_that_is_worked(database: Database) -> None:
    hall = Hall(database)
    hall.begin_pulse()

    evening, saturday = hall.clock(jst(17, day=TUESDAY)), hall.clock(jst(10, day=date(2026, 12, 12)))
    monday = hall.clock(jst(10, day=date(2026, 12, 14)))

    assert (evening, saturday, len(monday)) == ([], [], 1)


def test_a_busy_unit_gets_the_same_wave_when_its_season_is_over(database: Database) -> None:
    busy = {"units": {"zeimu": [{"first": "12-01", "last": "12-18"}]}}
    hall = Hall(database, policy(busy=busy))
    hall.begin_pulse()

    (first,) = hall.clock(jst(10, day=TUESDAY))
    between = hall.clock(jst(10, day=date(2026, 12, 18)))
    (late,) = hall.clock(jst(10, day=date(2026, 12, 21)))
    together = hall.clock(jst(10, day=date(2027, 1, 12)))

    assert hall.asked(first) == set(hall.people["jinji"])
    assert (between, hall.asked(late)) == ([], set(hall.people["zeimu"]))
    assert hall.items(first) == hall.items(late)
    assert [hall.asked(one) for one in together] == [set(hall.everybody)]


def test_in_rehearsal_nobody_is_asked_and_a_pilot_asks_its_units(database: Database) -> None:
    pilot = CityPolicy.model_validate({"pilot": {"units": ["jinji"]}})
    hall = Hall(database, pilot, Reach.REHEARSAL)
    hall.begin_pulse()

    rehearsal = hall.clock(jst(10, day=TUESDAY))
    decide(database, pilot, reach=Reach.PILOT)
    (in_pilot,) = hall.clock(jst(10, 5, day=TUESDAY))

    assert rehearsal == []
    assert hall.asked(in_pilot) == set(hall.people["jinji"])


def test_only_whoever_has_not_answered_is_reminded_and_the_close_leaves_no_trace_of_it(database: Database) -> None:
    hall = Hall(database)
    hall.begin_pulse()
    (survey,) = hall.clock(jst(10, day=TUESDAY))
    hall.answer(survey, hall.people["jinji"], jst(11, day=TUESDAY))

    days = [TUESDAY + timedelta(days=number) for number in range(1, 4)]
    reminded = [hall.remind(jst(10, 0, day=day)) for day in days]
    again = hall.remind(jst(10, 1, day=days[1]))
    silent = hall.written_to(REMINDER)
    closing.close_surveys(database, now=jst(18, day=date(2026, 12, 14)))

    assert (reminded, again) == ([0, 15, 0], 0)
    assert silent == set(hall.people["zeimu"])
    assert outbox(database) == []
    assert hall.all("SELECT * FROM survey_invitation") == hall.all("SELECT * FROM survey_token") == []
    assert hall.all("SELECT * FROM occurrence WHERE audience LIKE 'survey%'") == []


def test_an_invitation_is_wanted_only_while_its_survey_is_open(database: Database) -> None:
    hall = Hall(database)
    hall.begin_pulse()
    hall.clock(jst(10, day=TUESDAY))
    someone = hall.everybody[0]

    still = [hall.is_still_wanted(INVITATION, someone, jst(hour, day=date(2026, 12, 14))) for hour in (16, 17)]

    assert still == [True, False]


def test_whoever_answers_after_a_reminder_was_planned_does_not_get_it(database: Database) -> None:
    hall = Hall(database)
    hall.begin_pulse()
    (survey,) = hall.clock(jst(10, day=TUESDAY))
    reminds = TUESDAY + timedelta(days=2)
    hall.remind(jst(10, day=reminds))
    eager, silent = hall.people["jinji"][:2]

    hall.answer(survey, [eager], jst(10, 1, day=reminds))

    wanted = [hall.is_still_wanted(REMINDER, one, jst(10, 2, day=reminds)) for one in (eager, silent)]
    other = SecretStr("another secret: " * 4)
    unknown = [hall.is_still_wanted(kind, silent, jst(10, 2, day=reminds), other) for kind in (INVITATION, REMINDER)]
    assert wanted == [False, True]
    assert unknown == [True, False]


def test_two_surveys_of_one_day_invite_and_remind_apart(database: Database) -> None:
    hall = Hall(database)
    hall.plan(SurveyWish("work_style", ("zeimu",)))
    hall.plan(SurveyWish("uk_engagement", ("zeimu",)))
    first, _ = hall.clock(jst(10))
    someone, reminds = hall.people["zeimu"][0], max(hall.reminder_days())
    hall.answer(first, [someone], jst(11))

    hall.remind(jst(10, day=reminds))

    mine = [one.kind for one in outbox(database) if one.person_id == someone]
    assert sorted(mine) == [INVITATION, INVITATION, REMINDER]
    assert hall.is_still_wanted(REMINDER, someone, jst(11, day=reminds))


def test_the_survey_budget_of_a_unit_counts_reminders_that_nobody_may_know_of(database: Database) -> None:
    hall = Hall(database)
    hall.plan(SurveyWish("work_style", ("zeimu",)))
    hall.clock(jst(10))
    hall.plan(SurveyWish("uk_engagement", ("zeimu",), opens_on=date(2026, 12, 10)))
    hall.clock(jst(10, day=date(2026, 12, 10)))
    hall.begin_pulse(date(2026, 12, 14))

    with pytest.raises(Refused, match="asked so often"):
        hall.plan(SurveyWish("kaeru", ("zeimu",), opens_on=date(2026, 12, 16)), jst(9, day=date(2026, 12, 14)))


def test_questions_that_staff_were_just_asked_are_refused(database: Database) -> None:
    hall = Hall(database)
    hall.plan(SurveyWish("work_style", ("zeimu",)))
    hall.clock(jst(10))

    with pytest.raises(Refused, match="within four weeks"):
        hall.plan(SurveyWish("work_style", ("somu",), opens_on=date(2026, 12, 14)))
    elsewhere = hall.plan(SurveyWish("work_style", ("jinji",), opens_on=date(2026, 12, 14)))

    assert elsewhere.opens_on == date(2026, 12, 14)


def test_what_a_planned_questionnaire_will_ask_nobody_else_asks_within_four_weeks(database: Database) -> None:
    hall = Hall(database)
    hall.plan(SurveyWish("kaeru", ("zeimu",), opens_on=date(2026, 12, 16)), bureau="somu")

    with pytest.raises(Refused, match="within four weeks"):
        hall.plan(SurveyWish("kaeru", ("somu",), opens_on=date(2026, 12, 21)), bureau="somu")
    hall.begin_pulse()
    (wave,) = hall.clock(jst(10, day=TUESDAY))

    assert hall.items(wave) == ["S1"]


def test_a_full_survey_leaves_out_what_the_pulse_has_just_asked_and_says_so(database: Database) -> None:
    hall = Hall(database)
    hall.begin_pulse()
    hall.clock(jst(10, day=TUESDAY))

    planned = hall.plan(SurveyWish("kaeru", opens_on=date(2026, 12, 16)), jst(9, day=date(2026, 12, 15)))
    (survey,) = hall.clock(jst(10, day=date(2026, 12, 16)))

    assert planned.left_out == ("B1", "E1", "W1")
    assert not {"B1", "E1", "W1"} & set(hall.items(survey))
    assert {"S1", "E2"} <= set(hall.items(survey))


def test_a_survey_by_hand_is_refused_in_the_busy_season_with_the_day_that_would_work(database: Database) -> None:
    hall = Hall(database)

    with pytest.raises(Refused) as refused:
        hall.plan(SurveyWish("work_style", opens_on=date(2027, 3, 16)), jst(9, day=date(2027, 3, 1)))

    assert refused.value.values["free"] == date(2027, 4, 21)


def test_a_random_sample_is_drawn_once_kept_apart_and_left_in_peace_for_three_months(database: Database) -> None:
    hall = Hall(database, policy(sampling={"people": 100, "ask_all_up_to": 0}))
    crowd = hall.office.unit("市民部", code="shimin")
    hall.people["shimin"] = [hall.office.person(crowd) for _ in range(210)]
    hall.plan(SurveyWish("work_style", is_sample=True))
    (first,) = hall.clock(jst(10))
    seed, drawn, population = hall.all("SELECT seed, drawn, population FROM survey_run")[0]
    before = hall.asked(first)

    hall.plan(SurveyWish("uk_engagement", is_sample=True, opens_on=date(2026, 12, 25)), jst(9))
    (second,) = hall.clock(jst(10, day=date(2026, 12, 25)))
    told = database.read(asking.receipt, second, min(hall.asked(second)), now=jst(11), today=WEDNESDAY)
    keeping.forget(database, date(2027, 2, 24))
    kept = len(hall.all("SELECT * FROM survey_draw"))
    keeping.forget(database, date(2027, 2, 25))

    assert int(seed) > 0
    assert (drawn, population, len(before)) == (100, 240, 100)
    assert not before & hall.asked(second)
    assert told.free_from == date(2027, 3, 25)
    assert (kept, len(hall.all("SELECT * FROM survey_draw"))) == (200, 100)


def test_a_bureau_asks_its_own_whole_units_and_nobody_elses(database: Database) -> None:
    hall = Hall(database)
    tree = database.read(running.situation, jst(9), JST).tree
    zeimu, jinji = (tree.by_code(code) for code in ("zeimu", "jinji"))
    assert zeimu is not None
    assert jinji is not None
    clerk = staff(unit_id=zeimu.id, roles=holds(RoleName.GENERAL_AFFAIRS, zeimu.id))

    def plan(me: Any, wish: SurveyWish) -> Any:
        return database.write(starting.plan_as, me, wish, now=jst(9), zone=JST)

    plan(clerk, SurveyWish("work_style", ("zeimu",)))
    (survey,) = hall.clock(jst(10))

    assert hall.asked(survey) == set(hall.people["zeimu"])
    for wish in (
        SurveyWish("uk_engagement", ("jinji",)),
        SurveyWish("uk_engagement", ("somu",)),
        SurveyWish("uk_engagement"),
    ):
        with pytest.raises(Refused):
            plan(clerk, wish)
    with pytest.raises(NotAllowed):
        plan(clerk, SurveyWish("uk_engagement", is_sample=True))
    with pytest.raises(NotAllowed):
        plan(staff(unit_id=zeimu.id), SurveyWish("work_style", ("zeimu",)))


def test_before_the_close_only_the_rate_of_the_whole_survey_is_told_and_only_to_whoever_asks(
    database: Database,
) -> None:
    hall = Hall(database)
    hall.begin_pulse()
    (survey,) = hall.clock(jst(10, day=TUESDAY))
    me = staff(unit_id=hall.somu, roles=holds(RoleName.PERSONNEL))

    def percent() -> int | None:
        shown = database.read(overview.overview_for, me, now=jst(11, day=TUESDAY), zone=JST)
        return shown.lines[0].percent

    hall.answer(survey, hall.everybody[:9], jst(11, day=TUESDAY))
    of_nine = percent()
    hall.answer(survey, hall.everybody[9:14], jst(11, day=TUESDAY))

    assert (of_nine, percent()) == (None, 33)
    with pytest.raises(NotAllowed):
        database.read(overview.overview_for, staff(unit_id=hall.somu), now=jst(11), zone=JST)


def test_the_timetable_knows_what_falls_due_next(database: Database) -> None:
    hall = Hall(database)
    hall.begin_pulse()
    month = timedelta(days=31)
    moments, after = [], jst(9)
    for _ in range(3):
        hall.clock(after)
        due = database.read(timing.next_due, after, zone=JST, within=month)
        assert due is not None
        moments.append((due, database.read(timing.due_at, due, zone=JST)))
        after = due

    assert moments == [
        (jst(10, day=TUESDAY), ["opening"]),
        (jst(10, day=date(2026, 12, 10)), ["reminder"]),
        (jst(17, day=date(2026, 12, 14)), ["close"]),
    ]


def test_ending_the_pulse_lets_no_further_wave_come(database: Database) -> None:
    hall = Hall(database)
    hall.begin_pulse()

    ended = database.write(pulsing.end_pulse, actor="test", now=jst(9), zone=JST)

    assert ended
    assert hall.clock(jst(10, day=TUESDAY)) == []
    with pytest.raises(NotAllowed):
        database.write(pulsing.begin_pulse_as, staff(), now=jst(9), zone=JST)

"""Examples of planned leave: what was understood, a question, the form, and the home tab's list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.blockkit import actions, section
from bot.city.leave import Leave
from bot.leave import form_blocks, kind_blocks, my_blocks, plan_blocks
from bot.leave.balance import Statement
from bot.leave.cover import CoverGap
from bot.leave.form_blocks import Entries, Form, Shape
from bot.leave.goals import Pace
from bot.leave.kinds import Hours, Part, Span
from bot.leave.leave_days import LeaveDay, leave_days
from bot.leave.plans import Absent, Asked, FormFacts, MyLeave, Plan, Planned, Preview, YearEffect
from bot.leave.problems import Field, Problem, Trouble
from bot.leave.sentences.questions import Asks, Question, Understood
from bot.leave.workday import workday
from tests.gallery.frames import Frame, Reader, example_of, message, view
from tests.leaving import STANDARD, half, works

KINDS = Leave().kinds
ANNUAL, SUMMER, SPECIAL = KINDS
USUAL = workday(STANDARD, Leave())
THURSDAY = date(2026, 12, 24)
RANGE = Span(date(2026, 12, 23), date(2026, 12, 25), Part.AFTERNOON, Part.MORNING)
HOURS = Hours(THURSDAY, 600, 120)
STANDS = Statement(entitled=38 * 465 + 45, taken=9 * 465, planned=2 * 465)
PACE = Pace(goal=16 * 465, taken=9 * 465, planned=4 * 465)
AWAY = (
    Absent(2, "馬場 翔", 1, date(2026, 12, 23), Part.WHOLE),
    Absent(3, "<千葉> & 学", 1, THURSDAY, Part.AFTERNOON),
    Absent(4, "カルロス・エドゥアルド・ダ・シルヴァ", 1, THURSDAY, Part.MORNING),
)
EFFECT = YearEffect(2026, STANDS, Statement(STANDS.entitled, STANDS.taken, STANDS.planned + 2 * 465), PACE)
GAPS = (CoverGap("kyuyo", THURSDAY, Part.AFTERNOON, 1, 3),)
FULL = Preview(ANNUAL, RANGE, USUAL, leave_days(RANGE, works()), (EFFECT,), AWAY, GAPS)
PLAIN = Preview(
    SPECIAL, half("2026-12-24", Part.AFTERNOON), USUAL, leave_days(half("2026-12-24", Part.AFTERNOON), works())
)
OTHER = LeaveDay(THURSDAY, Part.AFTERNOON, is_hours=True, start_minute=900, end_minute=1020, minutes=120)
TROUBLED = Preview(
    SUMMER,
    HOURS,
    USUAL,
    troubles=(
        Trouble(Problem.NO_HOURS, Field.MINUTES, {"kind": "summer"}),
        Trouble(Problem.OVERLAP, Field.START, {"other": OTHER}),
    ),
)
FACTS = FormFacts(KINDS, USUAL, 60, remainder=45)


@example_of(plan_blocks.understood)
def understood(reader: Reader) -> Iterator[Frame]:
    yield message(
        "a range over several days, with everything there is to say", plan_blocks.understood(reader.t, FULL, "k")
    )
    yield message("half a day, about which nothing more is known", plan_blocks.understood(reader.t, PLAIN, "k"))
    yield message("what cannot be planned", plan_blocks.understood(reader.t, TROUBLED, "k"))
    other = replace(TROUBLED, instead=(replace(HOURS, minutes=60), replace(HOURS, minutes=180)))
    yield message("hours that nearly can", plan_blocks.understood(reader.t, other, "k"))


@example_of(kind_blocks.kinds_of_leave)
def kinds_of_leave(reader: Reader) -> Iterator[Frame]:
    yield message("the kinds of leave", kind_blocks.kinds_of_leave(reader.t, Leave()))


@example_of(plan_blocks.question)
def question(reader: Reader) -> Iterator[Frame]:
    halves = tuple(Understood(half("2026-12-24", part), "summer") for part in (Part.MORNING, Part.AFTERNOON))
    asked = Asked(Question(Asks.WHICH_HALF, halves), USUAL, KINDS)
    yield message("two readings to choose from", plan_blocks.question(reader.t, asked, "k"))
    unread = Asked(Question(Asks.NOTHING_READ), USUAL, KINDS)
    yield message("nothing read", plan_blocks.question(reader.t, unread, "k"))


@example_of(plan_blocks.planned)
def planned(reader: Reader) -> Iterator[Frame]:
    done = Planned(_plan(1, RANGE), ANNUAL, USUAL)
    yield message("planned", plan_blocks.planned(reader.t, done))
    again = Planned(_plan(1, HOURS), None, USUAL, is_new=False)
    yield message("planned before", plan_blocks.planned(reader.t, again))


@example_of(plan_blocks.planned_view)
def planned_view(reader: Reader) -> Iterator[Frame]:
    done = Planned(_plan(1, RANGE), ANNUAL, USUAL)
    yield view("the last page of the form", plan_blocks.planned_view(reader.t, done, is_change=True))


@example_of(plan_blocks.open_button)
def open_button(reader: Reader) -> Iterator[Frame]:
    yield Frame("the way to the form", "…", [section("…"), actions(plan_blocks.open_button(reader.t))])


@example_of(form_blocks.window)
def window(reader: Reader) -> Iterator[Frame]:
    empty = form_blocks.new_form("k")
    yield view("nothing filled in yet", form_blocks.window(reader.t, empty, FACTS))
    days = Form(Entries(first=RANGE.first, last=RANGE.last, begins=Part.AFTERNOON), "k", "old", Shape.DAYS)
    yield view("a change, with what it would mean", form_blocks.window(reader.t, days, FACTS, FULL))
    hours = Form(Entries(Shape.HOURS, "summer", THURSDAY, start_minute=600, minutes=120), "k", "", Shape.HOURS)
    errors = form_blocks.errors(reader.t, TROUBLED, hours)
    yield view("hours that cannot be", form_blocks.window(reader.t, hours, FACTS, TROUBLED), **errors)


@example_of(my_blocks.my_leave)
def my_leave(reader: Reader) -> Iterator[Frame]:
    today = date(2026, 11, 25)
    full = MyLeave(
        today,
        (Planned(_plan(1, RANGE), ANNUAL, USUAL), Planned(_plan(2, HOURS), SPECIAL, USUAL)),
        KINDS,
        USUAL,
        2026,
        date(2026, 12, 31),
        STANDS,
        2 * 465 + 60,
    )
    yield view(
        "two plans, a balance, some of which is lost", {"type": "home", "blocks": my_blocks.my_leave(reader.t, full)}
    )
    empty = MyLeave(today, (), KINDS, USUAL, 2026, date(2026, 12, 31))
    yield view("nothing planned, nothing imported", {"type": "home", "blocks": my_blocks.my_leave(reader.t, empty)})


def _plan(number: int, wish: Span | Hours) -> Plan:
    return Plan(number, str(number), "annual", wish, leave_days(wish, works()))

"""Examples of leave in the office: the plan table, who is away on the morning card, goals, words, the report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.blockkit import actions, select
from bot.city.leave import LeaveKind, LeaveTable
from bot.delivery.card_parts import with_part
from bot.leave import card_blocks, goal_blocks, kind_blocks, prompt_blocks, report_blocks, table_blocks
from bot.leave.goals import Pace
from bot.leave.kinds import Part
from bot.leave.plan_table import PlanTable, TableCell, TablePerson, TableUnit, days_between
from bot.leave.plans import Absent
from bot.leave.prompts import MyGoal, Prompt, PromptKind
from bot.leave.quarterly import BureauLine, QuarterlyReport
from bot.leave.suggestions import Occasion, Suggestion
from bot.no_overtime import blocks
from bot.no_overtime.blocks import Card
from bot.no_overtime.cards import MORNING
from bot.suppression import WHOLE
from tests.gallery.frames import Frame, Reader, example_of, message, view
from tests.gallery.no_overtime import BOTH, LABELS, LONG_UNIT, WEDNESDAY

DECEMBER = date(2026, 12, 1)
ANNUAL = LeaveKind.model_validate({"code": "annual", "counts_against": "annual"})
HOSTILE = "<!channel> 青木* & `花`"
A_DAY = 465


def person(number: int, cells: dict[date, TableCell]) -> TablePerson:
    name = HOSTILE if number == 1 else f"職員 {number}"
    return TablePerson(number, name, f"{number:06d}", cells, A_DAY, {})


def table(people: int, *, unit: str = "給与係", units: int = 1) -> PlanTable:
    """A December in which every third person is away, each in another way."""
    shapes = (
        TableCell(Part.WHOLE, 0, (ANNUAL,)),
        TableCell(Part.AFTERNOON, 0, (ANNUAL,)),
        TableCell(Part.MORNING),
        TableCell(Part.MORNING, 120, (ANNUAL,)),
    )
    away = {number: DECEMBER + timedelta(days=number % 25) for number in range(1, people + 1, 3)}
    lines = [person(one, {away[one]: shapes[one % 4]} if one in away else {}) for one in range(1, people + 1)]
    working = {DECEMBER + timedelta(days=day) for day in range(28) if (DECEMBER + timedelta(days=day)).weekday() < 5}
    others = tuple(TableUnit(one, f"{one:04}", f"{unit} {one}") for one in range(units))
    days = days_between(DECEMBER, DECEMBER.replace(day=31), working)
    return PlanTable(TableUnit(1, "kyuyo", unit), days, tuple(lines), LeaveTable(), others)


LINE = BureauLine(
    1, "10", "総務局", 320, 318, Decimal("13.2"), Decimal("12.8"), Decimal("66.1"), Decimal("82.5"), 31, 2
)
HIDDEN = BureauLine(3, "30", LONG_UNIT, 8, 8, None, None, None, None, None, None)
REPORT = QuarterlyReport(
    date(2026, 7, 1),
    replace(LINE, unit_id=WHOLE, name="", headcount=328, people=326),
    (LINE, HIDDEN),
    (date(2026, 8, 31), date(2026, 9, 30)),
    has_duty=True,
)
GOAL = MyGoal(2026, 16, A_DAY, 20, Pace(16 * A_DAY, 8 * A_DAY + 195, 2 * A_DAY), (DECEMBER,), date(2026, 10, 31))


@example_of(table_blocks.open_button)
def open_table(reader: Reader) -> Iterator[Frame]:
    t = reader.t
    yield view("to the plan table", {"type": "home", "blocks": [actions(table_blocks.open_button(t))]})


@example_of(table_blocks.table_view)
def tables(reader: Reader) -> Iterator[Frame]:
    t = reader.t
    yield view(
        "a month as a head sees it", table_blocks.table_view(t, replace(table(7), tells_on_card=False, may_export=True))
    )
    yield view("as a list", table_blocks.table_view(t, table(7), is_list=True))
    yield view("45 people, many units", table_blocks.table_view(t, table(45, unit=LONG_UNIT, units=30), page=1))
    yield view("a unit to be searched", table_blocks.table_view(t, replace(table(3, units=120), tells_on_card=True)))
    yield view("a month without plans", table_blocks.table_view(t, table(0), is_list=True))


@example_of(table_blocks.file_words)
def files(reader: Reader) -> Iterator[Frame]:
    yield message("beside the file", table_blocks.file_words(reader.t, table(7, unit=LONG_UNIT)))


@example_of(table_blocks.units_found)
def units(reader: Reader) -> Iterator[Frame]:
    found = table_blocks.units_found(table(1, units=3), "")
    chosen = select(found, action_id="unit", chosen="", placeholder=reader.t("Choose a unit"))
    yield view("units to choose from", {"type": "home", "blocks": [actions(chosen)]})


@example_of(card_blocks.with_away)
def away_on_the_card(reader: Reader) -> Iterator[Frame]:
    names = ("青木 花", HOSTILE, *(f"職員 {one}" for one in range(60)))
    away = [Absent(one, name, 1, WEDNESDAY, list(Part)[one % 3]) for one, name in enumerate(names)]
    card = blocks.card(reader.t, Card(MORNING, BOTH, 1035), label=LABELS[reader.t.code])
    yield message("two are away", card_blocks.with_away(reader.t, card, away[:2]))
    yield message("sixty are away", card_blocks.with_away(reader.t, card, away))


@example_of(kind_blocks.known_kind)
def known_kind_on_the_card(reader: Reader) -> Iterator[Frame]:
    card = blocks.card(reader.t, Card(MORNING, BOTH, 1035), label=LABELS[reader.t.code])
    for about, said in (("in a sentence", HOSTILE), ("in more than a card has room for", f"{HOSTILE}、長い。" * 14)):
        kind = ANNUAL.model_copy(update={"about": {"ja": said}})
        yield message(about, with_part(card, kind_blocks.known_kind(reader.t, kind)))


@example_of(goal_blocks.my_goal)
def goals(reader: Reader) -> Iterator[Frame]:
    t = reader.t
    ways = [table_blocks.open_button(t)]
    bare = MyGoal(2026, 16, A_DAY, 40)
    yield view("half way", {"type": "home", "blocks": goal_blocks.my_goal(t, GOAL, ways)})
    yield view("no imported balance", {"type": "home", "blocks": goal_blocks.my_goal(t, bare, ways)})
    yield view("no goal", {"type": "home", "blocks": goal_blocks.my_goal(t, replace(bare, days=0), ways)})


@example_of(goal_blocks.goal_view)
def goal_windows(reader: Reader) -> Iterator[Frame]:
    yield view("the window", goal_blocks.goal_view(reader.t, GOAL))


@example_of(prompt_blocks.prompt_words)
def prompts(reader: Reader) -> Iterator[Frame]:
    t = reader.t
    days = tuple(Suggestion(DECEMBER + timedelta(days=at), Part.AFTERNOON, one) for at, one in enumerate(Occasion))
    duty = Prompt(PromptKind.PACE, days_to_plan=3, lacks_of_five=2 * A_DAY + 60, day_minutes=A_DAY)
    yield message("a quarter", prompt_blocks.prompt_words(t, Prompt(PromptKind.QUARTER, months=(DECEMBER,))))
    yield message("the goal", prompt_blocks.prompt_words(t, Prompt(PromptKind.PACE, days_to_plan=1)))
    yield message("the goal and the duty", prompt_blocks.prompt_words(t, duty))
    yield message("summer", prompt_blocks.prompt_words(t, Prompt(PromptKind.SUMMER, last_day=date(2026, 9, 30))))
    yield message("days", prompt_blocks.prompt_words(t, Prompt(PromptKind.DAYS, (DECEMBER,), suggestions=days)))


@example_of(report_blocks.draft)
def drafts(reader: Reader) -> Iterator[Frame]:
    yield message("in the channel of the personnel section", report_blocks.draft(reader.t, REPORT.quarter))
    yield message("to an officer", report_blocks.draft(reader.t, REPORT.quarter, is_direct=True))


@example_of(report_blocks.open_button)
def open_report(reader: Reader) -> Iterator[Frame]:
    shown = actions(report_blocks.open_button(reader.t, REPORT.quarter))
    yield view("to the report", {"type": "home", "blocks": [shown]})


@example_of(report_blocks.report_view)
def report_windows(reader: Reader) -> Iterator[Frame]:
    t = reader.t
    many = replace(REPORT, bureaux=tuple(replace(LINE, unit_id=one, name=f"{LONG_UNIT}{one}") for one in range(1, 61)))
    yield view("to be approved", report_blocks.report_view(t, REPORT, channel="C012345"))
    yield view("without a channel", report_blocks.report_view(t, REPORT, channel=""))
    yield view("approved", report_blocks.report_view(t, REPORT, channel="C012345", approved_at="2026-10-20"))
    yield view("sixty bureaux", report_blocks.report_view(t, many, channel="C012345"))


@example_of(report_blocks.report_words)
def reports(reader: Reader) -> Iterator[Frame]:
    yield message("in the channel of all staff", report_blocks.report_words(reader.t, REPORT))
    yield message("before any import", report_blocks.report_words(reader.t, replace(REPORT, as_of=None)))


@example_of(report_blocks.kept_words)
def kept(reader: Reader) -> Iterator[Frame]:
    words = report_blocks.report_words(reader.t, REPORT)
    yield message("as it was approved", report_blocks.kept_words(words.text, report_blocks.as_json(words)))

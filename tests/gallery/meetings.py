"""Examples of meetings: lines of the まとめ, forms, the window of all, parts of the morning card, the agenda."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.blockkit import actions, escape, section
from bot.delivery.card_parts import CardPart, with_part
from bot.delivery.lines import Line
from bot.delivery.wording import Words
from bot.leave.kinds import Part as DayPart
from bot.leave.plans import Absent
from bot.meetings import blocks, card_blocks, morning_blocks
from bot.meetings.blocks import HoldingLine, MeetingForm, Overview, UnitMeeting, Which
from bot.meetings.card_blocks import Agenda, Gathering
from bot.meetings.kinds import Meeting, MorningRule, Outcome
from bot.meetings.rules import Holding, Need, Part, UnsuitableMeeting, Waiting
from bot.people.tree import UnitNode
from tests.gallery.frames import Frame, Reader, example_of, message, view
from tests.gallery.no_overtime import LONG_UNIT, WEDNESDAY

NOVEMBER = date(2026, 11, 1)
FRIDAY = WEDNESDAY + timedelta(days=2)
SET = Meeting(1, NOVEMBER, Outcome.SET, FRIDAY, 900)
HELD = Meeting(2, NOVEMBER, Outcome.HELD, FRIDAY, 900, 7)
NOT_HELD = Meeting(3, NOVEMBER, Outcome.NOT_HELD)
MONTHS = tuple(date(2026, month, 1) for month in (10, 9, 8, 7, 6, 5))


def drawn(about: str, line: Line) -> Frame:
    below = [actions(*line.buttons)] if line.buttons else []
    return message(about, Words(line.text, [section(escape(line.text)), *below]))


@example_of(blocks.line)
def lines(reader: Reader) -> Iterator[Frame]:
    no_day = Waiting(1, LONG_UNIT, NOVEMBER, Need.DAY, NOVEMBER)
    over = Waiting(1, "給与係", NOVEMBER, Need.OUTCOME, WEDNESDAY, WEDNESDAY)
    yield drawn("no day is set", blocks.line(reader.t, no_day))
    yield drawn("the day is over", blocks.line(reader.t, over))


@example_of(blocks.open_button)
def open_buttons(reader: Reader) -> Iterator[Frame]:
    shown = actions(blocks.open_button(reader.t), morning_blocks.open_button(reader.t))
    yield view("on the home tab", {"type": "home", "blocks": [shown]})


@example_of(morning_blocks.open_button)
def open_morning_buttons(reader: Reader) -> Iterator[Frame]:
    yield view("on the home tab", {"type": "home", "blocks": [actions(morning_blocks.open_button(reader.t))]})


@example_of(blocks.day_form)
def day_forms(reader: Reader) -> Iterator[Frame]:
    form = MeetingForm(Which(1, NOVEMBER), LONG_UNIT, 6, 2)
    yield view("nothing set", blocks.day_form(reader.t, form))
    late = UnsuitableMeeting(Part.DAY, "{day} is a day off. Choose a working day.", day=date(2026, 11, 28))
    shown = blocks.day_form(reader.t, MeetingForm(Which(1, NOVEMBER), "給与係", 6, 1, SET))
    yield view("set, with an error", shown, **blocks.errors(reader.t, late))


@example_of(blocks.held_form)
def held_forms(reader: Reader) -> Iterator[Frame]:
    yield view("offers the staff", blocks.held_form(reader.t, MeetingForm(Which(1, NOVEMBER), LONG_UNIT, 6, 2, SET)))
    yield view("told before", blocks.held_form(reader.t, MeetingForm(Which(2, NOVEMBER), "給与係", 9, 2, HELD)))


@example_of(blocks.window)
def windows(reader: Reader) -> Iterator[Frame]:
    mine = tuple(
        UnitMeeting(number, name, meeting)
        for number, (name, meeting) in enumerate(
            [(LONG_UNIT, None), ("給与係", SET), ("厚生係", HELD), ("研修係", NOT_HELD)], 1
        )
    )
    rates = {month: Holding(number % 4, 4) for number, month in enumerate(MONTHS[:-1])}
    held = tuple(HoldingLine(f"{LONG_UNIT} {number}", rates) for number in range(25))
    yield view("a head's own", blocks.window(reader.t, Overview(NOVEMBER, mine, MONTHS, held[:2])))
    yield view("many, second page", blocks.window(reader.t, Overview(NOVEMBER, (), MONTHS, held), page=1))
    yield view("nothing yet", blocks.window(reader.t, Overview(NOVEMBER, (), MONTHS, ())))


def _part(reader: Reader, count: int) -> CardPart:
    mornings = [Gathering(number, f"{LONG_UNIT} {number}", WEDNESDAY, 515) for number in range(1, count + 1)]
    coming = [Gathering(number, f"係 {number}", FRIDAY, 900) for number in range(1, count + 1)]
    found = card_blocks.part(reader.t, mornings, coming)
    assert found is not None
    return found


@example_of(with_part)
@example_of(card_blocks.part)
def parts(reader: Reader) -> Iterator[Frame]:
    words = Words("朝", [section("朝"), section("朝")])
    yield message("one unit", with_part(words, _part(reader, 1)))


@example_of(card_blocks.card)
def cards(reader: Reader) -> Iterator[Frame]:
    for about, count in (("one unit", 1), ("as many as a card takes", 8)):
        yield message(about, card_blocks.card(reader.t, WEDNESDAY, _part(reader, count), "C1"))


@example_of(card_blocks.in_other_languages)
def in_other_languages(reader: Reader) -> Iterator[Frame]:
    said = [(reader.texts.of(code), _part(reader, 1)) for code in ("ja_easy", "en")]
    yield message("below each other", card_blocks.in_other_languages(WEDNESDAY, said))


@example_of(card_blocks.agenda_view)
def agendas(reader: Reader) -> Iterator[Frame]:
    away = tuple(
        Absent(person, f"職員 <{person}>", 1, WEDNESDAY + timedelta(days=day), part)
        for day in range(60)
        for person, part in enumerate(DayPart)
    )
    yield view("nobody away", card_blocks.agenda_view(reader.t, Agenda("給与係", SET, ())))
    yield view("two full months", card_blocks.agenda_view(reader.t, Agenda(LONG_UNIT, SET, away)))


@example_of(morning_blocks.setting_view)
def settings(reader: Reader) -> Iterator[Frame]:
    units = (UnitNode(1, "a", LONG_UNIT), UnitNode(2, "b", "給与係"))
    yield view("none yet", morning_blocks.setting_view(reader.t, units, {}, {}))
    yield view(
        "decided", morning_blocks.setting_view(reader.t, units, {1: MorningRule(0b10101, 515)}, {1: Holding(7, 9)})
    )

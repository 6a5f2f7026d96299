"""Examples of the cards and of the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.blockkit import actions
from bot.no_overtime import blocks, meeting_blocks, reply_blocks, telling
from bot.no_overtime.answers import IN_MEETING, Answer, Cause, Tap
from bot.no_overtime.blocks import Card
from bot.no_overtime.calendar import Kind, SpecialDay, SpecialDays
from bot.no_overtime.cards import CLOSING, MORNING, Theme
from bot.no_overtime.rules import NoOvertimeDay, Occasion, Reason
from bot.people.tree import UnitNode
from tests.gallery.frames import Frame, Reader, example_of, message, view

WEDNESDAY = date(2026, 11, 25)
BOTH = Theme(NoOvertimeDay(WEDNESDAY, (Reason.WEDNESDAY, Reason.PAYDAY)), Occasion.BOTH)
BONUS = Theme(NoOvertimeDay(date(2026, 12, 10), (Reason.BONUS_DAY,), is_strict=True), Occasion.BONUS_DAY)
DISASTER = Theme(NoOvertimeDay(WEDNESDAY, (Reason.WEDNESDAY,)), Occasion.SPECIAL_MODE)
LABELS = {"ja": "定時退庁日", "ja_easy": "早く帰る日", "en": "no-overtime day"}
LONG_UNIT = "企画政策局デジタル戦略推進部情報システム最適化・業務改革推進課基盤整備担当 <R&D>"


def _wednesday(week: int, *more: Reason) -> SpecialDay:
    day = WEDNESDAY + timedelta(weeks=week)
    return SpecialDay(day, is_working=True, kinds=(Kind.NO_OVERTIME_DAY,), reasons=(Reason.WEDNESDAY, *more))


DAYS = (_wednesday(0, Reason.PAYDAY), _wednesday(1), _wednesday(2), _wednesday(3, Reason.UNIT_RULE))
FOUR_WEEKS = SpecialDays(WEDNESDAY, telling.last_day(WEDNESDAY), DAYS, None)


@example_of(blocks.card)
def cards(reader: Reader) -> Iterator[Frame]:
    shown = {
        "morning": Card(MORNING, BOTH, 1035),
        "the afternoon before": Card(MORNING, BOTH, 1035, is_day_before=True),
        "closing": Card(CLOSING, BOTH, 1035),
        "closing, complete day, past midnight": Card(CLOSING, BONUS, 1530),
        "closing, the evening meeting": Card(CLOSING, BOTH, 1035, meeting_unit=1),
        "closing, to one person": Card(CLOSING, BOTH, 960, is_direct=True),
        "morning in a special mode": Card(MORNING, DISASTER, 1035),
        "closing in a special mode": Card(CLOSING, DISASTER, 1035),
    }
    for about, card in shown.items():
        yield message(about, blocks.card(reader.t, card, label=LABELS[reader.t.code]))


@example_of(blocks.other_languages)
def in_other_languages(reader: Reader) -> Iterator[Frame]:
    easy, english = reader.texts.of("ja_easy"), reader.texts.of("en")
    labels = (LABELS["ja_easy"], LABELS["en"])
    yield message("closing", blocks.other_languages(easy, english, Card(CLOSING, BOTH, 1035), labels=labels))


@example_of(telling.calendar_of)
def calendars(reader: Reader) -> Iterator[Frame]:
    label = LABELS[reader.t.code]
    yield message("four weeks", telling.calendar_of(reader.t, FOUR_WEEKS, unit_name=LONG_UNIT, label=label))
    nothing = SpecialDays(WEDNESDAY, telling.last_day(WEDNESDAY), (), None)
    yield message("none", telling.calendar_of(reader.t, nothing, unit_name="消防署", label=label))


@example_of(reply_blocks.thanks)
def thanks(reader: Reader) -> Iterator[Frame]:
    for answer in Answer:
        tap = Tap(answer, WEDNESDAY, 1065)
        yield message(answer.value, reply_blocks.thanks(reader.t, tap, answer))


@example_of(reply_blocks.reply_buttons)
def reply_buttons(reader: Reader) -> Iterator[Frame]:
    chosen = reply_blocks.reply_buttons(reader.t, WEDNESDAY, 1065, chosen=Answer.OVERTIME)
    yield Frame("one is chosen", blocks=[actions(*chosen)])


@example_of(meeting_blocks.thanks)
def thanks_in_a_meeting(reader: Reader) -> Iterator[Frame]:
    for answer in IN_MEETING:
        tap = Tap(answer, WEDNESDAY, 1065, is_in_meeting=True)
        yield message(answer.value, meeting_blocks.thanks(reader.t, tap, answer))
    sudden = Tap(Answer.OVERTIME, WEDNESDAY, 1065, is_in_meeting=True, cause=Cause.SUDDEN)
    yield message("with a cause", meeting_blocks.thanks(reader.t, sudden, Answer.OVERTIME))


@example_of(meeting_blocks.cause_select)
def causes(reader: Reader) -> Iterator[Frame]:
    tap = Tap(Answer.OVERTIME, WEDNESDAY, 1065, is_in_meeting=True, cause=Cause.CONSTANT)
    yield Frame("one is chosen", blocks=[actions(meeting_blocks.cause_select(reader.t, tap))])


@example_of(meeting_blocks.close_button)
def close_buttons(reader: Reader) -> Iterator[Frame]:
    yield Frame("for the host", blocks=[actions(meeting_blocks.close_button(reader.t, 1, WEDNESDAY))])


@example_of(meeting_blocks.with_meeting)
def meetings(reader: Reader) -> Iterator[Frame]:
    posted = blocks.card(reader.t, Card(CLOSING, BOTH, 1035, meeting_unit=1), label=LABELS[reader.t.code])
    figures = {
        "with numbers": "12/3/2 sudden:1 constant:1",
        "over": "12/3/2 sudden:1 over",
        "over, few answers": "over",
    }
    for about, figure in figures.items():
        yield message(about, meeting_blocks.with_meeting(posted, figure, reader.t))


@example_of(meeting_blocks.open_setting_button)
def meeting_buttons(reader: Reader) -> Iterator[Frame]:
    yield Frame("for heads", blocks=[actions(meeting_blocks.open_setting_button(reader.t))])


@example_of(meeting_blocks.setting_view)
def meeting_settings(reader: Reader) -> Iterator[Frame]:
    units = (UnitNode(1, "0101", LONG_UNIT), UnitNode(2, "0102", "給与係"))
    yield view("one holds them", meeting_blocks.setting_view(reader.t, units, frozenset({1})))
    yield view("none does", meeting_blocks.setting_view(reader.t, units, frozenset()))


@example_of(reply_blocks.with_lines)
def lines(reader: Reader) -> Iterator[Frame]:
    words = blocks.card(reader.t, Card(CLOSING, BOTH, 1035), label=LABELS[reader.t.code])
    yield message("two", reply_blocks.with_lines(words, [LONG_UNIT, "R&D <!channel>"]))


@example_of(reply_blocks.my_answer)
def my_answers(reader: Reader) -> Iterator[Frame]:
    for about, answer in (("none yet", None), ("on time", Answer.ON_TIME)):
        blocks = reply_blocks.my_answer(reader.t, WEDNESDAY, 1065, answer)
        yield view(about, {"type": "home", "blocks": blocks})
    closed = reply_blocks.my_answer(reader.t, WEDNESDAY, 1065, Answer.ON_TIME, is_open=False)
    yield view("in the evening", {"type": "home", "blocks": closed})


@example_of(reply_blocks.with_tally)
def tallies(reader: Reader) -> Iterator[Frame]:
    words = blocks.card(reader.t, Card(CLOSING, BOTH, 1035), label=LABELS[reader.t.code])
    shown = reply_blocks.with_tally(reply_blocks.with_tally(words, "5", reader.t), "128", reader.t)
    yield message("with its number", shown)
    yield message("as it was posted", reply_blocks.with_tally(shown, "", reader.t))

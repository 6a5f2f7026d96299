"""Meetings of a month as heads see them: lines of the まとめ with their buttons, the two forms, the window of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from bot.blockkit import (
    Block,
    Element,
    View,
    actions,
    button,
    context,
    datepicker,
    divider,
    escape,
    field,
    header,
    plain,
    section,
    timepicker,
)
from bot.delivery.lines import Line
from bot.errors import OldButton
from bot.meetings.kinds import Meeting, Outcome
from bot.meetings.rules import MOST_ATTENDANCE, Holding, Need, Part, UnsuitableMeeting, Waiting
from bot.meetings.wording import CALLING_OUT, OUTCOMES
from bot.texts import Translator

OPEN = "meetings.open"
OPEN_DAY = "meetings.open_day"
OPEN_HELD = "meetings.open_held"
NOT_HELD = "meetings.not_held"
SET_DAY = "meetings.set_day"
NOTE_HELD = "meetings.note_held"
TURN_BACK = "meetings.back"
TURN_ON = "meetings.on"

_USUAL_MINUTE = 15 * 60
_PAGE = 10


@dataclass(frozen=True)
class Which:
    """The meeting that a button or form is about: of a unit, in a month (its first day)."""

    unit_id: int
    month: date


@dataclass(frozen=True)
class MeetingForm:
    """What the two forms show. `staff` is how many belong to the unit."""

    which: Which
    unit_name: str
    staff: int
    agenda_days: int
    meeting: Meeting | None = None


@dataclass(frozen=True)
class UnitMeeting:
    """A unit that somebody leads, and what is known of its meeting in the month."""

    unit_id: int
    unit_name: str
    meeting: Meeting | None


@dataclass(frozen=True)
class HoldingLine:
    """How the meetings of a unit with everything below it were held, by month."""

    unit_name: str
    months: Mapping[date, Holding]


@dataclass(frozen=True)
class Overview:
    """The window: the units that somebody leads themselves in `month`, and how meetings were held before."""

    month: date
    mine: tuple[UnitMeeting, ...]
    months: tuple[date, ...]
    holding: tuple[HoldingLine, ...]


def open_button(t: Translator) -> Element:
    """For the home tab of heads and of the personnel section."""
    return button(t("Workplace meetings"), action_id=OPEN)


def line(t: Translator, waiting: Waiting) -> Line:
    """What waits, as a line of the まとめ."""
    which = Which(waiting.unit_id, waiting.month)
    if waiting.need is Need.DAY or waiting.day is None:
        words = t("{unit}: no day is set yet for this month's workplace meeting.", unit=waiting.unit_name)
        buttons = (_day_button(t, which, waiting.unit_name), _not_held_button(t, which, waiting.unit_name))
        return Line(words, waiting.since, buttons)
    words = t("{unit}: was the workplace meeting of {date} held?", unit=waiting.unit_name, date=t.day(waiting.day))
    return Line(words, waiting.since, _outcome_buttons(t, which, waiting.unit_name))


def calling_out(t: Translator, today: date) -> str:
    """A word on talking with everybody (E06); the next one comes with the next week."""
    return t(CALLING_OUT[today.toordinal() // 7 % len(CALLING_OUT)])


def _outcome_buttons(t: Translator, which: Which, unit: str) -> tuple[Element, ...]:
    about = t("the workplace meeting of {unit}", unit=unit)
    held = button(t("It was held"), action_id=OPEN_HELD, value=_value(which), about=about)
    return held, _not_held_button(t, which, unit), _day_button(t, which, unit)


def _day_button(t: Translator, which: Which, unit: str) -> Element:
    about = t("the workplace meeting of {unit}", unit=unit)
    return button(t("Set the day"), action_id=OPEN_DAY, value=_value(which), about=about)


def _not_held_button(t: Translator, which: Which, unit: str) -> Element:
    about = t("the workplace meeting of {unit}", unit=unit)
    return button(t("Not held this time"), action_id=NOT_HELD, value=_value(which), about=about)


def _value(which: Which) -> str:
    return f"{which.unit_id}|{which.month}"


def read_which(payload: Mapping[str, Any]) -> Which:
    """The meeting of a button or a form; raises OldButton for anything that is not ours."""
    try:
        unit_id, month = str(payload.get("private_metadata") or payload["value"]).split("|")
        return Which(int(unit_id), date.fromisoformat(month))
    except (KeyError, ValueError):
        raise OldButton("This button belongs to an older card. Please use the newest one.") from None


def day_form(t: Translator, form: MeetingForm) -> View:
    """The window in which a head sets day and time."""
    present = form.meeting
    explained = t.n(
        "{count} working day before it, the morning card of your channel brings the agenda and the leave of the next "
        "two months; whoever wants to talk about something writes below that card.",
        "{count} working days before it, the morning card of your channel brings the agenda and the leave of the next "
        "two months; whoever wants to talk about something writes below that card.",
        form.agenda_days,
    )
    minute = present.minute if present and present.minute is not None else _USUAL_MINUTE
    return _form(
        t,
        form,
        SET_DAY,
        field(Part.DAY, t("Day"), datepicker(present.day if present else None)),
        field("time", t("Time"), timepicker(minute)),
        context(escape(explained)),
    )


def held_form(t: Translator, form: MeetingForm) -> View:
    """The window in which a head tells that the meeting was held, and how many were there."""
    known = form.meeting.attendance if form.meeting else None
    count = {
        "type": "number_input",
        "action_id": "value",
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": str(MOST_ATTENDANCE),
        "initial_value": str(known or max(1, form.staff)),
    }
    small = t("What was said is kept nowhere: only that the meeting was held, and how many were there.")
    return _form(t, form, NOTE_HELD, field(Part.ATTENDANCE, t("How many were there"), count), context(escape(small)))


def _form(t: Translator, form: MeetingForm, callback_id: str, *blocks: Block) -> View:
    title = t("Workplace meeting of {unit}, {month}", unit=form.unit_name, month=t.month(form.which.month))
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(t("Workplace meeting")),
        "submit": plain(t("Keep")),
        "close": plain(t("Close")),
        "private_metadata": _value(form.which),
        "blocks": [section(f"*{escape(title)}*"), *blocks],
    }


def read_day(view: Mapping[str, Any]) -> tuple[date | None, int]:
    """The day and the minute after midnight that were chosen."""
    values = view["state"]["values"]
    day, at = values[Part.DAY]["value"].get("selected_date"), values["time"]["value"].get("selected_time")
    minute = time.fromisoformat(at).hour * 60 + time.fromisoformat(at).minute if at else _USUAL_MINUTE
    return (date.fromisoformat(day) if day else None), minute


def read_attendance(view: Mapping[str, Any]) -> int | None:
    """How many were there, as somebody wrote it; None for what is no whole number."""
    written = str(view["state"]["values"][Part.ATTENDANCE]["value"].get("value") or "")
    return int(written) if written.isdecimal() else None


def errors(t: Translator, error: UnsuitableMeeting) -> dict[str, str]:
    """The sentence below its field."""
    told = {name: t.day(value) if isinstance(value, date) else value for name, value in error.values.items()}
    return {error.part.value: t(error.message, **told)}


def kept(t: Translator, unit_name: str, meeting: Meeting) -> str:
    """What the head reads afterwards."""
    if meeting.outcome is Outcome.HELD:
        return t(
            "Noted: the workplace meeting of {unit} was held. There: {count}.",
            unit=unit_name,
            count=meeting.attendance,
        )
    if meeting.outcome is Outcome.NOT_HELD or meeting.day is None or meeting.minute is None:
        return t("Noted: no workplace meeting of {unit} in {month}.", unit=unit_name, month=t.month(meeting.month))
    return t(
        "Noted: the workplace meeting of {unit} is on {date} at {time}.",
        unit=unit_name,
        date=t.day(meeting.day),
        time=t.minute(meeting.minute),
    )


def window(t: Translator, overview: Overview, *, page: int = 0) -> View:
    """The window of all: what is mine to set and to note, and how meetings were held, page by page."""
    last = max(0, (max(len(overview.mine), len(overview.holding)) - 1) // _PAGE)
    page = min(max(page, 0), last)
    shown = slice(page * _PAGE, (page + 1) * _PAGE)
    parts = (_mine(t, overview, shown), _holding(t, overview, shown), _turns(t, page, last))
    return {
        "type": "modal",
        "callback_id": OPEN,
        "title": plain(t("Workplace meetings")),
        "close": plain(t("Close")),
        "blocks": [block for part in parts for block in part],
    }


def _mine(t: Translator, overview: Overview, shown: slice) -> Iterator[Block]:
    yield header(t.month(overview.month))
    for one in overview.mine[shown]:
        yield section(f"*{escape(one.unit_name)}*\n{escape(_state(t, one.meeting))}")
        which = Which(one.unit_id, overview.month)
        yield actions(*_outcome_buttons(t, which, one.unit_name), block_id=f"unit-{one.unit_id}")
    if not overview.mine:
        yield section(escape(t("You lead no unit that holds a workplace meeting.")))


def _state(t: Translator, meeting: Meeting | None) -> str:
    if meeting is None:
        return t("No day is set yet.")
    words = t(OUTCOMES[meeting.outcome])
    if meeting.outcome is Outcome.HELD:
        return t("{state} ({count} there)", state=words, count=meeting.attendance)
    if meeting.outcome is Outcome.NOT_HELD or meeting.day is None or meeting.minute is None:
        return words
    return t("{state}: {date} {time}", state=words, date=t.day(meeting.day), time=t.minute(meeting.minute))


def _holding(t: Translator, overview: Overview, shown: slice) -> Iterator[Block]:
    if overview.holding[shown]:
        yield divider()
        yield section(t("*Held, of those that were to be held*"))
        yield section("\n".join(f"• {escape(_holding_line(t, one, overview))}" for one in overview.holding[shown]))


def _holding_line(t: Translator, one: HoldingLine, overview: Overview) -> str:
    months = (
        t("{month} {held}", month=t.month(month), held=held_words(one.months.get(month))) for month in overview.months
    )
    return t("{unit}: {months}", unit=one.unit_name, months=t.listing(months))


def held_words(held: Holding | None) -> str:
    """`3/4`; of nothing there is no rate (fixture X27)."""
    return f"{held.held}/{held.expected}" if held and held.expected else "—"


def _turns(t: Translator, page: int, last: int) -> Iterator[Block]:
    if last:
        yield context(escape(t("Page {page} of {pages}", page=page + 1, pages=last + 1)))
        yield actions(*_turn_buttons(t, page, last), block_id="pages")


def _turn_buttons(t: Translator, page: int, last: int) -> Iterator[Element]:
    if page > 0:
        yield button(t("Back to page {page}", page=page), action_id=TURN_BACK, value=str(page - 1))
    if page < last:
        yield button(t("On to page {page}", page=page + 2), action_id=TURN_ON, value=str(page + 1))

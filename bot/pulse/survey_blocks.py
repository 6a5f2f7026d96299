"""The window of `/kaeru survey`: what runs and how many have answered, start a survey, begin and end the pulse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.blockkit import (
    Block,
    Element,
    View,
    actions,
    button,
    choices,
    context,
    datepicker,
    divider,
    escape,
    field,
    option,
    plain,
    section,
)
from bot.errors import OldButton
from bot.pulse.outlook import Coming, Line, Overview, Planned, SurveyWish
from bot.pulse.rules import SurveyKind, SurveyState
from bot.pulse.scores import rounded
from bot.texts import N_, Translator

START = "pulse.start"
BEGIN_PULSE = "pulse.begin_pulse"
END_PULSE = "pulse.end_pulse"
WITHDRAW = "pulse.withdraw"

#: Who is asked, beside the codes of units.
_ALL, _SAMPLE = "*all", "*sample"
_MOST_LINES = 10
_MOST_UNITS = 90
_LARGEST_ID = 2**31 - 1

STATES: Mapping[SurveyState, str] = {
    SurveyState.RUNNING: N_("open until {date} {time}"),
    SurveyState.COUNTED: N_("being closed"),
    SurveyState.CLOSED: N_("closed"),
}


def window(t: Translator, shown: Overview, today: date, zone: ZoneInfo, *, said: str = "") -> View:
    """The window; `said` is what somebody did just now."""
    blocks: list[Block] = [section(f":frog: *{escape(said)}*")] if said else []
    blocks += _list(t, shown, zone)
    if shown.may_ask_all:
        blocks += _pulse(t, shown)
    blocks += [divider(), *_form(t, shown, today)]
    return {
        "type": "modal",
        "callback_id": START,
        "title": plain(t("Surveys")),
        "submit": plain(t("Plan this survey")),
        "close": plain(t("Close")),
        "blocks": blocks,
    }


def line(t: Translator, one: Line, zone: ZoneInfo) -> str:
    """A survey in a line: what it is, until when, how many are asked, how many percent have answered."""
    closes = one.closes_at
    state = t(STATES[one.state], date=t.day(closes.astimezone(zone).date()), time=t.clock(closes, zone))
    pieces = [t.day(one.opened_on), name(t, one), state, t.n("{count} person asked", "{count} people asked", one.asked)]
    if one.drawn and one.population and one.margin_points is not None:
        points = rounded(one.margin_points, 2)
        pieces.append(
            t(
                "drawn by lot from {population}, ±{points} points if all answer",
                population=one.population,
                points=points,
            )
        )
    return t.listing([*pieces, rate(t, one)])


def rate(t: Translator, one: Line) -> str:
    """How many percent have answered; nobody learns of fewer than ten."""
    if one.percent is None:
        is_open = one.state is SurveyState.RUNNING
        return t("fewer than ten answers so far") if is_open else t("fewer than ten answered")
    return t("{percent}% or more have answered", percent=one.percent)


def coming_line(t: Translator, one: Coming) -> str:
    """A planned survey in a line."""
    whom = t("a sample of {count}", count=one.sample_people) if one.sample_people else _where(t, one.scope)
    opens = t("opens on {date}", date=t.full_day(one.opens_on))
    return t.listing([one.instrument.title.of(t.code), whom, opens])


def name(t: Translator, one: Line) -> str:
    """What a survey is called in lists."""
    title = t("Pulse survey") if one.kind is SurveyKind.PULSE else one.instrument.title.of(t.code)
    return t("{survey} ({units})", survey=title, units=_where(t, one.scope)) if one.scope else title


def planned(t: Translator, done: Planned) -> str:
    """What whoever planned a survey is told."""
    said = t("It opens on {date} (number {number}).", date=t.full_day(done.opens_on), number=done.number)
    if not done.left_out:
        return said
    codes = t.listing(done.left_out)
    left_out = t("Left out, for they were asked within four weeks: {codes}.", codes=codes)
    return f"{said} {left_out}"


def pulse_begun(t: Translator, day: date) -> str:
    """What whoever began the pulse is told."""
    return t("The pulse has begun. Its first wave opens on {date}.", date=t.full_day(day))


def pulse_ended(t: Translator, *, is_new: bool) -> str:
    """What whoever ended the pulse is told."""
    if not is_new:
        return t("No pulse runs.")
    return t("No further wave comes. What is open stays open until its close.")


def withdrawn(t: Translator) -> str:
    """What whoever withdrew a planned survey is told."""
    return t("It does not take place.")


def read_number(action: Mapping[str, Any]) -> int:
    """The number of a planned survey; raises OldButton for a button that is not ours."""
    written = str(action.get("value", ""))
    if not (written.isascii() and written.isdigit() and 0 < int(written) <= _LARGEST_ID):
        raise OldButton("This window is old. Please open it again with /kaeru survey.")
    return int(written)


def problem(sentence: str) -> dict[str, str]:
    """A sentence beside the form."""
    return {"whom": sentence}


def read_wish(view: Mapping[str, Any]) -> SurveyWish:
    """What somebody chose; raises OldButton for a window that is not ours."""
    try:
        values = view["state"]["values"]
        instrument = str(values["instrument"]["value"]["selected_option"]["value"])
        whom = str(values["whom"]["value"]["selected_option"]["value"])
        day = values["day"]["value"]["selected_date"]
        opens_on = date.fromisoformat(day) if day else None
    except (KeyError, TypeError, ValueError):
        raise OldButton("This window is old. Please open it again with /kaeru survey.") from None
    scope = () if whom in (_ALL, _SAMPLE) else (whom,)
    return SurveyWish(instrument, scope, is_sample=whom == _SAMPLE, opens_on=opens_on)


def _list(t: Translator, shown: Overview, zone: ZoneInfo) -> Iterator[Block]:
    lines = [line(t, one, zone) for one in shown.lines[:_MOST_LINES]]
    if lines or not shown.coming:
        yield section("\n".join(f"• {escape(one)}" for one in lines or [t("No survey yet.")]))
    for one in shown.coming[:_MOST_LINES]:
        said = coming_line(t, one)
        way = button(t("Withdraw it"), action_id=WITHDRAW, value=str(one.number), about=said)
        yield section(f"• {escape(said)}", accessory=way)
    yield context(t("Before the close nobody sees more than this. Results come with the close."))


def _pulse(t: Translator, shown: Overview) -> Iterator[Block]:
    if shown.is_on_pulse:
        day = t.full_day(shown.next_wave) if shown.next_wave else ""
        yield section(escape(t("The pulse runs. Its next wave opens on {date}.", date=day)))
        way = button(t("End the pulse"), action_id=END_PULSE, value="pulse")
        yield actions({**way, "confirm": _confirm(t, t("End the pulse"), t("No further wave comes. Really end it?"))})
    else:
        yield section(escape(t("No pulse runs. It asks four short questions in every wave, as the city file says.")))
        yield actions(button(t("Begin the pulse"), action_id=BEGIN_PULSE, value="pulse"))


def _confirm(t: Translator, what: str, question: str) -> Element:
    return {"title": plain(what), "text": plain(question), "confirm": plain(what), "deny": plain(t("Keep it"))}


def _form(t: Translator, shown: Overview, today: date) -> Iterator[Block]:
    instruments = [option(one.title.of(t.code), one.code) for one in shown.instruments[:_MOST_UNITS]]
    whom = [option(unit, code) for code, unit in shown.units[:_MOST_UNITS]]
    if shown.may_ask_all:
        whom = [option(t("The whole city"), _ALL), option(t("A random sample of the city"), _SAMPLE), *whom]
    yield field("instrument", t("Questions"), _menu(instruments))
    yield field("whom", t("Who is asked"), _menu(whom))
    hint = t("Without a day it opens as soon as the calendar allows. Today is {date}.", date=t.day(today))
    yield field("day", t("First day"), datepicker(), hint=hint, is_optional=True)


def _menu(options: list[Block]) -> Block:
    return {**choices("static_select", options), "type": "static_select"}


def _where(t: Translator, scope: tuple[str, ...]) -> str:
    return t.listing(scope) if scope else t("the whole city")

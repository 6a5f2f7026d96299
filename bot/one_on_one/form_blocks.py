"""The forms of a head: day and time, minutes, how often; and what is read from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from bot.blockkit import (
    Block,
    Element,
    View,
    context,
    datepicker,
    escape,
    field,
    option,
    plain,
    section,
    select,
    timepicker,
)
from bot.errors import OldButton
from bot.one_on_one.blocks import read_talk, talk_value
from bot.one_on_one.kinds import Cadence, TalkId
from bot.one_on_one.talks import MyTalks, Pair
from bot.one_on_one.wording import CADENCES, names
from bot.texts import Translator

SCHEDULE = "one_on_one.schedule"
HELD = "one_on_one.held"
CADENCE = "one_on_one.cadence"

DAY, TIME, MINUTES, UNIT, OFTEN = "day", "time", "minutes", "unit", "often"
#: In the place of a cadence: as the unit, or the city, does.
USUAL = "usual"

_TEN = 10 * 60
_LENGTHS = (15, 30, 45, 60, 90)


@dataclass(frozen=True)
class Slot:
    """What a window says about a talk: its day, and the minute it begins or the minutes it took."""

    talk: TalkId
    day: date
    minutes: int


def schedule_form(t: Translator, pair: Pair, *, today: date) -> View:
    """日時を決めた: two fields, with what was agreed upon before."""
    fields = [
        section(f"*{escape(pair.member_name)}*"),
        field(DAY, t("Day"), datepicker(pair.planned_on or today)),
        field(TIME, t("Time"), timepicker(_TEN if pair.planned_minute is None else pair.planned_minute)),
        context(escape(t("Talk to each other first, then note it here. Nobody but the two of you sees it."))),
    ]
    return _form(t, SCHEDULE, t("1on1: day and time"), fields, talk_value(pair))


def held_form(t: Translator, pair: Pair, *, today: date, minutes: int) -> View:
    """実施しました: the day and how long, both filled in already."""
    day = pair.planned_on if pair.planned_on and pair.planned_on <= today else today
    lengths = [option(t("{minutes} minutes", minutes=one), str(one)) for one in sorted({*_LENGTHS, minutes})]
    fields = [
        section(f"*{escape(pair.member_name)}*"),
        field(DAY, t("Day"), datepicker(day)),
        field(
            MINUTES, t("How long"), select(lengths, action_id="value", chosen=str(minutes), placeholder=t("Minutes"))
        ),
        context(escape(t("Only the day and the minutes are kept. What was said is not written down."))),
    ]
    return _form(t, HELD, t("1on1: it was held"), fields, talk_value(pair))


def cadence_form(t: Translator, units: Mapping[str, str], mine: MyTalks) -> View:
    """How often the 1on1s of a unit are; `units` are the names of those that one decides for, by id, own ones first."""
    unit_id = next(iter(units), "0")
    often = mine.cadences.of_unit(int(unit_id))
    options = [option(name, code) for code, name in units.items()][:100]
    fields = [
        field(UNIT, t("Unit"), select(options, action_id="value", chosen=unit_id, placeholder=t("Unit"))),
        field(OFTEN, t("How often"), often_menu(t, often, usual=t("As the city does"), action_id="value")),
        context(escape(t("One person can be met more or less often: open them in the list of all your 1on1s."))),
    ]
    return _form(t, CADENCE, t("1on1: how often"), fields, "")


def cadence_decided(t: Translator, often: Cadence) -> str:
    """What a head reads who decided how often."""
    return t("Noted. From now on the 1on1s of the unit are {often}.", often=t(CADENCES[often]))


def read_schedule(view: Mapping[str, Any]) -> Slot:
    """The talk, its day and its minute; raises OldButton for a window that is not ours."""
    return _slot(view, lambda entries: _minute(entries[TIME]["selected_time"]))


def read_held(view: Mapping[str, Any]) -> Slot:
    """The talk, its day and its length; raises OldButton for a window that is not ours."""
    return _slot(view, lambda entries: int(entries[MINUTES]["selected_option"]["value"]))


def read_cadence(view: Mapping[str, Any]) -> tuple[int, Cadence | None]:
    """The id of the unit and how often, None for as usual; raises OldButton for a window that is not ours."""
    try:
        entries = _entries(view)
        unit_id = int(entries[UNIT]["selected_option"]["value"])
        return unit_id, cadence_of(entries[OFTEN]["selected_option"]["value"])
    except (AttributeError, KeyError, TypeError, ValueError):
        raise old_window() from None


def cadence_of(code: str) -> Cadence | None:
    """A cadence by its code; raises ValueError for what is none."""
    return None if code == USUAL else Cadence(code)


def often_menu(t: Translator, chosen: Cadence | None, *, usual: str, action_id: str) -> Element:
    """How often, with `usual` in the first place."""
    options = [option(usual, USUAL), *(option(word, code) for code, word in names(t, CADENCES).items())]
    return select(options, action_id=action_id, chosen=chosen or USUAL, placeholder=t("How often"))


def _form(t: Translator, callback_id: str, title: str, blocks: Sequence[Block], drawn: str) -> View:
    shown = window(t, callback_id, title, blocks)
    return {**shown, "submit": plain(t("Note it")), "private_metadata": drawn}


def window(t: Translator, callback_id: str, title: str, blocks: Sequence[Block]) -> View:
    """A window without a way to send it."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "close": plain(t("Close")),
        "blocks": list(blocks),
    }


def _slot(view: Mapping[str, Any], minutes_of: Callable[[Mapping[str, Any]], int]) -> Slot:
    try:
        entries = _entries(view)
        day = date.fromisoformat(entries[DAY]["selected_date"])
        return Slot(read_talk(view["private_metadata"]), day, minutes_of(entries))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise old_window() from None


def _entries(view: Mapping[str, Any]) -> dict[str, Any]:
    return {block_id: entry for block_id, fields in view["state"]["values"].items() for entry in fields.values()}


def _minute(written: str) -> int:
    moment = time.fromisoformat(written)
    return moment.hour * 60 + moment.minute


def old_window() -> OldButton:
    """For a window that is none of ours, or not any more."""
    return OldButton("This window is from an earlier day. Please open it once more.")

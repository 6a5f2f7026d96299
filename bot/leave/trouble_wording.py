"""One sentence for each problem of a wish for leave, which says what would work. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from bot.city.leave import LeaveKind
from bot.leave.leave_days import LeaveDay
from bot.leave.problems import Problem, Trouble
from bot.leave.wording import amount_in_words, kind_name, part_word, yearly_day
from bot.leave.workday import Workday
from bot.texts import N_, Translator


@dataclass(frozen=True)
class _Said:
    """A trouble on its way into words: its facts, the kind that was wanted, the person's usual day."""

    facts: Mapping[str, Any]
    kind: LeaveKind
    workday: Workday
    t: Translator

    def day(self, name: str) -> str:
        return self.t.full_day(self.facts[name])

    def amount(self, name: str) -> str:
        return amount_in_words(self.facts[name], self.workday.minutes, self.t)

    def clock(self) -> dict[str, str]:
        return {name: self.t.minute(self.facts[name]) for name in ("start", "end")}


def trouble_sentence(trouble: Trouble, kind: LeaveKind, workday: Workday, t: Translator) -> str:
    """What is wrong and what would work; `workday` is the person's usual day."""
    return _SENTENCES[trouble.problem](_Said(trouble.facts, kind, workday, t))


def _backwards(said: _Said) -> str:
    return said.t("The last day lies before the first. Choose {first} or a later day.", first=said.day("first"))


def _not_one_piece(said: _Said) -> str:
    if said.facts["first"] == said.facts["last"]:
        return said.t("That leaves nothing of the day. Choose the morning, the afternoon or the whole day.")
    return said.t(
        "Over several days, leave begins in the morning or at noon, and ends at noon or in the evening. For single "
        "half days, plan each of them by itself."
    )


def _past(said: _Said) -> str:
    return said.t(
        "{day} is over. Choose {earliest} or a later day.", day=said.day("day"), earliest=said.day("earliest")
    )


def _beyond_calendar(said: _Said) -> str:
    return said.t("The holidays are known until {latest}. Choose a day until then.", latest=said.day("latest"))


def _no_time(said: _Said) -> str:
    return said.t("That is no time at all. Choose how long you will be away.")


def _over_24_hours(said: _Said) -> str:
    return said.t("A day has 24 hours. For more than a day, choose days instead of hours.")


def _longer_than_day(said: _Said) -> str:
    hours, minutes = divmod(int(said.facts["most"]), 60)
    words = N_("Your working day has {hours} h {minutes} min. Choose no more than that, or whole days.")
    return said.t(words, hours=hours, minutes=minutes)


def _start_unknown(said: _Said) -> str:
    return said.t("From when? Choose a time between {start} and {end}.", **said.clock())


def _outside_hours(said: _Said) -> str:
    words = N_("You work from {start} to {end}. Choose hours that lie within that time.")
    return said.t(words, **said.clock())


def _no_working_day(said: _Said) -> str:
    if said.facts["first"] == said.facts["last"]:
        words = N_("You do not work on {day}, so you need no leave. Choose a day on which you work.")
        return said.t(words, day=said.day("first"))
    words = N_("You do not work from {first} to {last}, so you need no leave. Choose days on which you work.")
    return said.t(words, first=said.day("first"), last=said.day("last"))


def _out_of_season(said: _Said) -> str:
    return said.t(
        "{kind} can be taken from {first} to {last}, which does not cover {day}. Choose days in that time, or another "
        "kind.",
        kind=kind_name(said.kind, said.t),
        first=yearly_day(said.facts["season_from"], said.t),
        last=yearly_day(said.facts["season_to"], said.t),
        day=said.day("day"),
    )


def _no_half_days(said: _Said) -> str:
    return said.t(
        "{kind} is taken in whole days. Choose whole days, or another kind.", kind=kind_name(said.kind, said.t)
    )


def _no_hours(said: _Said) -> str:
    words = N_("{kind} is not taken by the hour. Choose days, or another kind.")
    return said.t(words, kind=kind_name(said.kind, said.t))


def _not_a_multiple(said: _Said) -> str:
    t, unit, above = said.t, said.facts["unit_minutes"], said.amount("above")
    if said.facts["below"] is None:
        return t("Leave by the hour is taken in steps of {unit} min. Choose {above}.", unit=unit, above=above)
    words = N_("Leave by the hour is taken in steps of {unit} min. Choose {below} or {above}.")
    return t(words, unit=unit, below=said.amount("below"), above=above)


def _overlap(said: _Said) -> str:
    other: LeaveDay = said.facts["other"]
    t = said.t
    part = part_word(other.part, t)
    if other.is_hours:
        part = t("{start} to {end}", start=t.minute(other.start_minute), end=t.minute(other.end_minute))
    return t(
        "You have planned leave then already ({day}, {part}). Change that plan on your Home tab, or choose another "
        "time.",
        day=t.full_day(other.day),
        part=part,
    )


def _over_balance(said: _Said) -> str:
    words = N_("Of {kind} you have {free} left in the leave year {year}, and this takes {wanted}. Choose less.")
    return said.t(
        words,
        kind=kind_name(said.kind, said.t),
        free=said.amount("free"),
        year=said.facts["leave_year"],
        wanted=said.amount("wanted"),
    )


_SENTENCES: Mapping[Problem, Callable[[_Said], str]] = MappingProxyType(
    {
        Problem.BACKWARDS: _backwards,
        Problem.NOT_ONE_PIECE: _not_one_piece,
        Problem.PAST: _past,
        Problem.BEYOND_CALENDAR: _beyond_calendar,
        Problem.NO_TIME: _no_time,
        Problem.OVER_24_HOURS: _over_24_hours,
        Problem.LONGER_THAN_DAY: _longer_than_day,
        Problem.START_UNKNOWN: _start_unknown,
        Problem.OUTSIDE_HOURS: _outside_hours,
        Problem.NO_WORKING_DAY: _no_working_day,
        Problem.OUT_OF_SEASON: _out_of_season,
        Problem.NO_HALF_DAYS: _no_half_days,
        Problem.NO_HOURS: _no_hours,
        Problem.NOT_A_MULTIPLE: _not_a_multiple,
        Problem.OVERLAP: _overlap,
        Problem.OVER_BALANCE: _over_balance,
    }
)

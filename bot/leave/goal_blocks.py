"""Somebody's own goal on their home tab: a bar of text with the same in words, and the window to set it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.blockkit import Block, Element, View, actions, button, context, escape, field, option, plain, section, select
from bot.errors import OldButton
from bot.leave.goals import Pace
from bot.leave.prompts import MyGoal
from bot.leave.wording import amount_in_words
from bot.texts import Translator

OPEN = "leave.goal.open"
SET = "leave.goal.set"

_WIDTH = 16
_DONE, _PLANNED, _OPEN = "\u2588", "\u2592", "\u2591"
_MOST_MONTHS = 3


def my_goal(t: Translator, mine: MyGoal, ways: Sequence[Element]) -> list[Block]:
    """For the home tab, below one's plans, with the ways to other pages on leave beside its own button.

    Without an imported balance it says nothing about a pace.
    """
    return [*_pace(t, mine), actions(_open_button(t, mine), *ways)]


def stored_fact(t: Translator, leave_year: int) -> str:
    """That an own goal is stored, as a line of somebody's home page."""
    return t("Your leave goal for the leave year {year}; only you see it", year=leave_year)


def goal_view(t: Translator, mine: MyGoal) -> View:
    """The window in which somebody sets their goal; never above what they were granted."""
    days = [option(t.n("{count} day", "{count} days", day), str(day)) for day in range(mine.most_days + 1)]
    chosen = select(days, action_id="value", chosen=str(mine.days), placeholder=t("Choose the days"))
    hint = t("Only you see it. 0 is no goal. The city's report tells averages of whole bureaus, never yours.")
    return {
        "type": "modal",
        "callback_id": SET,
        "title": plain(t("My leave goal")),
        "submit": plain(t("Decide")),
        "close": plain(t("Close")),
        "blocks": [field("days", t("Annual leave in the leave year {year}", year=mine.leave_year), chosen, hint=hint)],
    }


def read_days(view: Mapping[str, Any]) -> int:
    """The days that somebody chose; raises OldButton for anything that our window never says."""
    try:
        return int(view["state"]["values"]["days"]["value"]["selected_option"]["value"])
    except (KeyError, TypeError, ValueError):
        raise OldButton("This window is from an earlier day. Please open it once more.") from None


def decided(t: Translator, days: int, year: int) -> str:
    """What somebody reads who set their goal."""
    return t.n(
        "Your goal for the leave year {year}: {count} day. You can change it at any time.",
        "Your goal for the leave year {year}: {count} days. You can change it at any time.",
        days,
        year=year,
    )


def bar(pace: Pace) -> str:
    """A bar of text: what is taken, what is planned, what is open of the goal."""
    done = min(pace.taken * _WIDTH // pace.goal, _WIDTH)
    planned = min((pace.taken + pace.planned) * _WIDTH // pace.goal, _WIDTH) - done
    return _DONE * done + _PLANNED * planned + _OPEN * (_WIDTH - done - planned)


def _pace(t: Translator, mine: MyGoal) -> Iterator[Block]:
    if mine.pace is None:
        return
    taken, planned, goal = (
        amount_in_words(one, mine.day_minutes, t) for one in (mine.pace.taken, mine.pace.planned, mine.pace.goal)
    )
    words = t("{taken} taken and {planned} planned, of {goal}", taken=taken, planned=planned, goal=goal)
    yield section(f"`{bar(mine.pace)}`\n{escape(words)}")
    lines = [t("Taken: as of {day}, from the attendance system.", day=t.day(mine.as_of))] if mine.as_of else []
    if mine.months and mine.pace.lacking:
        months = t.listing(t.month(month) for month in mine.months[:_MOST_MONTHS])
        lines.append(t("No whole day is planned yet in: {months}. One a month does good.", months=months))
    yield context(*(escape(line) for line in lines))


def _open_button(t: Translator, mine: MyGoal) -> Element:
    words = t.n("Goal: {count} day, change", "Goal: {count} days, change", mine.days)
    about = t("my leave of {year}", year=mine.leave_year)
    return button(words if mine.days else t("Set a goal"), action_id=OPEN, about=about)

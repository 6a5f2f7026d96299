"""わたしの予定休暇 on the home tab: what somebody has planned, with the ways to change and to cancel it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.blockkit import Block, Element, actions, button, context, escape, header, section
from bot.errors import OldButton
from bot.leave.plan_blocks import official, open_button
from bot.leave.plans import MyLeave, Planned
from bot.leave.question_wording import wish_in_words
from bot.leave.wording import amount_in_words, kind_name
from bot.texts import Translator

CHANGE = "leave.change"
CANCEL = "leave.cancel"

_MOST_PLANS = 10


def my_leave(t: Translator, mine: MyLeave) -> list[Block]:
    """The section of the home tab: how annual leave stands, every plan from today on, and the way to plan more."""
    return [header(t("My planned leave")), *_stands(t, mine), *_plans(t, mine), actions(open_button(t)), _print(t)]


def read_key(action: Mapping[str, Any]) -> str:
    """The plan that a button changes or cancels; raises OldButton for anything that no button of ours says."""
    if not action.get("value"):
        raise OldButton("This button is from an earlier day. Your home tab has the newest one.")
    return str(action["value"])


def stored_fact(t: Translator, plans: int, balances: int, *, years: int) -> str:
    """What is stored about a person, as a line of their home page."""
    return t.n(
        "{count} plan of leave with its days and kind, and balances from the attendance system ({balances}), for this "
        "leave year and {years} before it. Your unit sees only that you are away; nobody is told a reason",
        "{count} plans of leave with their days and kinds, and balances from the attendance system ({balances}), for "
        "this leave year and {years} before it. Your unit sees only that you are away; nobody is told a reason",
        plans,
        balances=balances,
        years=years,
    )


def _print(t: Translator) -> Block:
    return context(escape(official(t)), escape(t("Or write to me: /kaeru leave 12/24 pm")))


def _stands(t: Translator, mine: MyLeave) -> Iterator[Block]:
    if mine.stands is None:
        return
    day = mine.workday.minutes
    free, planned, taken = (
        amount_in_words(one, day, t) for one in (mine.stands.free, mine.stands.planned, mine.stands.taken)
    )
    lines = [t("Annual leave: {free} left, {planned} planned, {taken} taken.", free=free, planned=planned, taken=taken)]
    if mine.lost:
        lost = amount_in_words(mine.lost, day, t)
        lines.append(t("{amount} of it cannot be carried over after {day}.", amount=lost, day=t.day(mine.year_ends)))
    yield section("\n".join(escape(line) for line in lines))


def _plans(t: Translator, mine: MyLeave) -> Iterator[Block]:
    if not mine.plans:
        yield section(escape(t("You have planned no leave from today on.")))
    for one in mine.plans[:_MOST_PLANS]:
        yield section("\n".join(escape(line) for line in _lines(t, one)))
        yield actions(*_ways(t, one))
    if rest := mine.plans[_MOST_PLANS:]:
        yield context(escape(t.n("{count} later plan", "{count} later plans", len(rest))))


def _lines(t: Translator, one: Planned) -> Iterator[str]:
    yield wish_in_words(one.plan.wish, one.workday, t)
    amount = amount_in_words(one.plan.minutes, one.workday.minutes, t)
    yield t("{kind}, {amount}", kind=kind_name(one.kind, t), amount=amount) if one.kind else amount


def _ways(t: Translator, one: Planned) -> Iterator[Element]:
    about = t("the leave of {wish}", wish=wish_in_words(one.plan.wish, one.workday, t))
    yield button(t("Change"), action_id=CHANGE, value=one.plan.key, about=about)
    yield button(t("Cancel it"), action_id=CANCEL, value=one.plan.key, about=about)

"""The windows in which a head finds all their pairs, and everything about one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.blockkit import Block, View, actions, button, escape, section
from bot.one_on_one.blocks import (
    calendar_button,
    held_button,
    postpone_button,
    read_talk,
    schedule_button,
    silence_button,
)
from bot.one_on_one.form_blocks import cadence_of, often_menu, old_window, window
from bot.one_on_one.kinds import Cadence
from bot.one_on_one.talks import MyTalks, Pair
from bot.one_on_one.wording import CADENCES, when_words, wish_words
from bot.texts import Translator

LIST = "one_on_one.list"
OPEN_PAIR = "one_on_one.open_pair"
PAIR_CADENCE = "one_on_one.pair_cadence"

_MOST_PAIRS = 90
_OFTEN = "one_on_one/often/"


def list_window(t: Translator, mine: MyTalks) -> View:
    """All pairs of a head, each with the way to it."""
    pairs = sorted(mine.as_head, key=lambda one: (one.key.unit_id, one.member_name, one.id))
    blocks = [_row(t, pair) for pair in pairs[:_MOST_PAIRS]]
    shown = blocks or [section(escape(t("You have no 1on1s with people of yours at present.")))]
    return window(t, LIST, t("All my 1on1s"), shown)


def pair_window(t: Translator, pair: Pair, often: Cadence) -> View:
    """One pair: what is known, what can be done, and how often they meet; the others of the unit meet `often`."""
    return window(t, LIST, "1on1", list(_pair(t, pair, often)))


def noted(t: Translator, said: str) -> View:
    """What a window says once it was sent."""
    return window(t, LIST, "1on1", [section(escape(said))])


def read_pair_cadence(action: Mapping[str, Any]) -> tuple[int, Cadence | None]:
    """The pair whose menu was used, and how often; raises OldButton for what no menu of ours says."""
    try:
        pair_id = read_talk(f"{str(action['block_id']).removeprefix(_OFTEN)}:1").pair_id
        return pair_id, cadence_of(action["selected_option"]["value"])
    except (KeyError, TypeError, ValueError):
        raise old_window() from None


def _pair(t: Translator, pair: Pair, often: Cadence) -> Iterator[Block]:
    yield section("\n".join([f"*{escape(pair.member_name)}*", *(escape(line) for line in _known(t, pair))]))
    yield actions(schedule_button(t, pair), held_button(t, pair), postpone_button(t, pair), silence_button(t, pair))
    usual = t("As with the others ({often})", often=t(CADENCES[often]))
    menu = often_menu(t, pair.own_cadence, usual=usual, action_id=PAIR_CADENCE)
    yield actions(menu, block_id=f"{_OFTEN}{pair.id}")
    if pair.planned_on:
        yield actions(calendar_button(t, pair, pair.member_name))


def _known(t: Translator, pair: Pair) -> Iterator[str]:
    yield when_words(t, pair)
    if pair.last_held_on:
        yield t("Last talk: {date}", date=t.day(pair.last_held_on))
    if words := wish_words(t, pair):
        yield words
    if pair.is_stopped:
        yield t("You are not reminded of this one.")


def _row(t: Translator, pair: Pair) -> Block:
    lines = [f"*{escape(pair.member_name)}*", escape(" / ".join(_known(t, pair)))]
    about = t("the 1on1 with {name}", name=pair.member_name)
    way = button(t("Open"), action_id=OPEN_PAIR, value=str(pair.id), about=about)
    return section("\n".join(lines), accessory=way)

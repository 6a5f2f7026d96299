"""1on1s on the home tab: a head's own with those who wait, a member's own with topic, stance and a way to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.blockkit import Block, Element, actions, button, context, escape, header, option, section, select
from bot.delivery.lines import Line
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.one_on_one.blocks import (
    ask_button,
    calendar_button,
    change_button,
    due_line,
    held_button,
    no_more_button,
    read_talk,
    silence_button,
    talk_value,
)
from bot.one_on_one.kinds import Stance, TalkId, Topic
from bot.one_on_one.talks import Afterwards, MyTalks, Pair
from bot.one_on_one.wording import STANCES, STEPS, TOPICS, names, when_words, wish_words
from bot.texts import Translator

OPEN_LIST = "one_on_one.open_list"
OPEN_CADENCE = "one_on_one.open_cadence"
TOPIC = "one_on_one.topic"
STANCE = "one_on_one.stance"
CLARITY = {step: f"one_on_one.clarity_{step}" for step in STEPS}

#: The home tab has room for a hundred blocks in all.
_MOST_COMING = 3
_MOST_HEADS = 2
_MOST_AFTERWARDS = 1
_WISH = "one_on_one/wish/"


def my_talks(t: Translator, mine: MyTalks, *, has_reminders: bool = True) -> list[Block]:
    """For the home tab and for `/kaeru 1on1`: nothing for whoever is part of no pair.

    `has_reminders`: the member has not asked to be asked nothing before talks.
    """
    return [*_as_head(t, mine), *_as_member(t, mine, has_reminders=has_reminders)]


def my_words(t: Translator, mine: MyTalks) -> str:
    """The same in plain words, for where no blocks are shown."""
    lines = [due_line(t, one).text for one in mine.due]
    lines += [f"{pair.member_name}: {when_words(t, pair)}" for pair in mine.coming[:_MOST_COMING]]
    lines += [f"{pair.head_name}: {when_words(t, pair)}" for pair in mine.as_member[:_MOST_HEADS]]
    return "\n".join(lines) or nothing(t)


def topic_message(t: Translator, pairs: Sequence[Pair]) -> Words:
    """For the member, the working day before: with whom they talk, and what it shall be about, if they like."""
    lines, found = [], list[Block]()
    for pair in pairs[:_MOST_HEADS]:
        lines.append(_asks_topic(t, pair))
        found += [section(escape(lines[-1])), actions(*_menus(t, pair), block_id=f"{_WISH}{talk_value(pair)}")]
    note = t("Only your head sees what you choose. After the talk it is deleted.")
    found += [context(escape(note)), actions(no_more_button(t))]
    return Words("\n".join([*lines, note]), found)


def _asks_topic(t: Translator, pair: Pair) -> str:
    assert pair.planned_on is not None
    return t(
        "You talk with {name} on {date} at {time} (1on1). If you like, choose what it shall be about.",
        name=pair.head_name,
        date=t.day(pair.planned_on),
        time=t.minute(pair.planned_minute or 0),
    )


def nothing(t: Translator) -> str:
    """For whoever asks and is part of no pair."""
    return t("You have no 1on1s here at present. They come from the staff list: the heads and their people.")


def read_wish(action: Mapping[str, Any]) -> tuple[TalkId, str]:
    """The talk that a choice is about, and the code that was chosen; raises OldButton for what no menu of ours says."""
    block_id, chosen = str(action.get("block_id", "")), action.get("selected_option")
    if not block_id.startswith(_WISH) or not isinstance(chosen, Mapping):
        raise OldButton("This button is from an earlier day. Your home tab has the newest one.")
    return read_talk(block_id.removeprefix(_WISH)), str(chosen.get("value", ""))


def read_topic(action: Mapping[str, Any]) -> tuple[TalkId, Topic]:
    """The talk and its topic; raises OldButton as `read_wish`."""
    talk, code = read_wish(action)
    return talk, _read(Topic, code)


def read_stance(action: Mapping[str, Any]) -> tuple[TalkId, Stance]:
    """The talk and what is hoped for; raises OldButton as `read_wish`."""
    talk, code = read_wish(action)
    return talk, _read(Stance, code)


def read_step(action: Mapping[str, Any]) -> int:
    """How clear things are, by the button."""
    return next((step for step, action_id in CLARITY.items() if action_id == action.get("action_id")), 0)


def counted(t: Translator, *, is_new: bool) -> str:
    """What somebody reads who tapped how clear things are."""
    if is_new:
        return t("Thank you. It is counted, without your name.")
    return t("This talk is counted already, or too long ago. Thank you.")


def stored_fact(t: Translator, pairs: int, talks: int, *, years: int) -> str:
    """What is stored about a person, as a line of their home page."""
    return t(
        "1on1s: with whom ({pairs}), and of {talks} talks the day and the minutes, for {years} fiscal years. Only the "
        "two of you see them. What you talk about is stored nowhere; what you wish for is deleted after the talk",
        pairs=pairs,
        talks=talks,
        years=years,
    )


def _as_head(t: Translator, mine: MyTalks) -> Iterator[Block]:
    if not mine.as_head:
        return
    yield header(t("My 1on1s with my people"))
    for talk in mine.due:
        yield from _line(due_line(t, talk), silence_button(t, talk.pair))
    for pair in mine.coming[:_MOST_COMING]:
        yield from _coming(t, pair)
    if not mine.due and not mine.coming:
        yield context(escape(t("No 1on1 waits for you just now.")))
    if mine.is_span_wide:
        yield context(escape(_wide(t, len(mine.as_head))))
    yield actions(
        button(t("All my 1on1s ({count})", count=len(mine.as_head)), action_id=OPEN_LIST),
        button(t("How often"), action_id=OPEN_CADENCE, about=t("1on1s of my unit")),
    )


def _line(line: Line, *more: Element) -> Iterator[Block]:
    yield section(escape(line.text))
    yield actions(*line.buttons, *more)


def _coming(t: Translator, pair: Pair) -> Iterator[Block]:
    lines = [f"*{escape(pair.member_name)}*", escape(when_words(t, pair)), escape(wish_words(t, pair))]
    yield section("\n".join(filter(None, lines)))
    yield actions(held_button(t, pair), change_button(t, pair), calendar_button(t, pair, pair.member_name))


def _wide(t: Translator, count: int) -> str:
    return t(
        "You talk with {count} people. Where that is too much, meet less often, or let team heads take some over.",
        count=count,
    )


def _as_member(t: Translator, mine: MyTalks, *, has_reminders: bool) -> Iterator[Block]:
    if mine.as_member or mine.afterwards:
        yield header(t("My 1on1s with my head"))
    for after in mine.afterwards[:_MOST_AFTERWARDS]:
        yield from _afterwards(t, after)
    for pair in mine.as_member[:_MOST_HEADS]:
        yield from _with_head(t, pair)
    if mine.as_member:
        yield context(escape(t("Only your head sees what you choose. After the talk it is deleted.")))
    if mine.as_member and has_reminders:
        yield actions(no_more_button(t), block_id="one_on_one/no_more")


def _with_head(t: Translator, pair: Pair) -> Iterator[Block]:
    said = t("You have asked for a talk") if pair.wish.asked_on else ""
    yield section("\n".join(filter(None, [f"*{escape(pair.head_name)}*", escape(when_words(t, pair)), escape(said)])))
    ways = [] if pair.wish.asked_on or pair.planned_on else [ask_button(t, pair)]
    if pair.planned_on:
        ways.append(calendar_button(t, pair, pair.head_name))
    yield actions(*_menus(t, pair), *ways, block_id=f"{_WISH}{talk_value(pair)}")


def _menus(t: Translator, pair: Pair) -> tuple[Element, Element]:
    topic, stance = pair.wish.topic or "", pair.wish.stance or ""
    return (
        _menu(TOPIC, names(t, TOPICS), topic, t("Choose a topic")),
        _menu(STANCE, names(t, STANCES), stance, t("What you hope for")),
    )


def _menu(action_id: str, words: Mapping[str, str], chosen: str, placeholder: str) -> Element:
    options = [option(word, code) for code, word in words.items()]
    return select(options, action_id=action_id, chosen=chosen, placeholder=placeholder)


def _afterwards(t: Translator, after: Afterwards) -> Iterator[Block]:
    asks = t(
        "You talked with {name} on {date}. How clear are things now?",
        name=after.head_name,
        date=t.day(after.held_on),
    )
    yield section(escape(asks))
    value = f"{after.talk.pair_id}:{after.talk.place}"
    yield actions(*(button(t(word), action_id=CLARITY[step], value=value) for step, word in STEPS.items()))
    yield context(escape(_clarity_print(t)))


def _clarity_print(t: Translator) -> str:
    return t(
        "One tap, if you like. It is only counted, with everybody of your department or bureau, and your head does not "
        "see it. That you tapped is forgotten within a week; until then, whoever watches the files of Kaeru "
        "could join the two."
    )


def _read(kind: type[Topic] | type[Stance], code: str) -> Any:
    try:
        return kind(code)
    except ValueError:
        raise OldButton("This button is from an earlier day. Your home tab has the newest one.") from None

"""The buttons of 1on1s, what they carry, and what is answered to a press; and a due talk as a line of the まとめ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.blockkit import Element, button, escape, section
from bot.delivery.lines import Line
from bot.delivery.opt_out_blocks import OPT_OUT
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.one_on_one.kinds import TOPIC_LINE, TalkId
from bot.one_on_one.talks import DueTalk, Pair
from bot.one_on_one.wording import wish_words
from bot.texts import N_, Translator

OPEN_SCHEDULE = "one_on_one.open_schedule"
OPEN_HELD = "one_on_one.open_held"
POSTPONE = "one_on_one.postpone"
STOP = "one_on_one.stop"
RESUME = "one_on_one.resume"
ASK = "one_on_one.ask"
CALENDAR = "one_on_one.calendar"

#: What a person reads where they can receive lines again that they did not want.
KINDS = {TOPIC_LINE: N_("The question before a 1on1 for your topic")}


def due_line(t: Translator, talk: DueTalk) -> Line:
    """A talk that its head should hear of: one sentence, what the member wishes, and the buttons that settle it."""
    pair = talk.pair
    said = " ".join(filter(None, (_why(t, pair), wish_words(t, pair))))
    return Line(said, talk.since, (schedule_button(t, pair), held_button(t, pair), postpone_button(t, pair)))


def _why(t: Translator, pair: Pair) -> str:
    name = pair.member_name
    if pair.wish.asked_on is not None:
        return t("{name} would like to talk with you (1on1).", name=name)
    if pair.planned_on is not None:
        date_ = t.day(pair.planned_on)
        return t("Your 1on1 with {name} was set for {date}. Did you meet?", name=name, date=date_)
    if pair.last_held_on is None:
        return t("A first 1on1 with {name} is due.", name=name)
    return t("A 1on1 with {name} is due; the last one was on {date}.", name=name, date=t.day(pair.last_held_on))


def schedule_button(t: Translator, pair: Pair) -> Element:
    """日時を決めた: opens the form for day and time."""
    about = t("the 1on1 with {name}", name=pair.member_name)
    return button(t("Day and time are set"), action_id=OPEN_SCHEDULE, value=talk_value(pair), about=about)


def change_button(t: Translator, pair: Pair) -> Element:
    """The same form, for what was agreed upon already."""
    about = t("the 1on1 with {name}", name=pair.member_name)
    return button(t("Change"), action_id=OPEN_SCHEDULE, value=talk_value(pair), about=about)


def held_button(t: Translator, pair: Pair) -> Element:
    """実施しました: opens the form for day and minutes."""
    about = t("the 1on1 with {name}", name=pair.member_name)
    return button(t("It was held"), action_id=OPEN_HELD, value=talk_value(pair), about=about)


def postpone_button(t: Translator, pair: Pair) -> Element:
    """延期する: puts the talk off by a week at once."""
    about = t("the 1on1 with {name}, by a week", name=pair.member_name)
    return button(t("Put off"), action_id=POSTPONE, value=talk_value(pair), about=about)


def silence_button(t: Translator, pair: Pair) -> Element:
    """Whether the head hears of a pair."""
    about = t("the 1on1 with {name}", name=pair.member_name)
    if pair.is_stopped:
        return button(t("Tell me again"), action_id=RESUME, value=str(pair.id), about=about)
    return button(t("Tell me no more"), action_id=STOP, value=str(pair.id), about=about)


def calendar_button(t: Translator, pair: Pair, other: str) -> Element:
    """The day as a file for one's own calendar."""
    about = t("the 1on1 with {name}", name=other)
    return button(t("For my calendar"), action_id=CALENDAR, value=talk_value(pair), about=about)


def ask_button(t: Translator, pair: Pair) -> Element:
    """The member would like to talk."""
    about = t("a 1on1 with {name}", name=pair.head_name)
    return button(t("I would like to talk"), action_id=ASK, value=talk_value(pair), about=about)


def no_more_button(t: Translator) -> Element:
    """The member wants to be asked nothing before a talk any more."""
    return button(
        t("Don't ask me this any more"),
        action_id=OPT_OUT,
        value=TOPIC_LINE,
        about=t(KINDS[TOPIC_LINE]),
    )


def talk_value(pair: Pair) -> str:
    """What a button carries: the pair and the place of its next talk."""
    return f"{pair.id}:{pair.held_count + 1}"


def read_talk(value: object) -> TalkId:
    """The talk that a button or a window is about; raises OldButton for anything that no button of ours says."""
    pair_id, _, place = str(value).partition(":")
    if pair_id.isdecimal() and place.isdecimal() and len(pair_id) + len(place) < _LONGEST:
        return TalkId(int(pair_id), int(place))
    raise OldButton("This button is from an earlier day. Your home tab has the newest one.")


def read_pair(action: Mapping[str, Any]) -> int:
    """The pair that a button is about; raises OldButton as `read_talk`."""
    return read_talk(f"{action.get('value')}:1").pair_id


_LONGEST = 20


def agreed(t: Translator, pair: Pair) -> str:
    """What a head reads who has set a day, or pressed on a talk that is over."""
    if pair.planned_on is None:
        return was_held(t, pair)
    date_, time = t.full_day(pair.planned_on), t.minute(pair.planned_minute or 0)
    return t("Noted: your 1on1 with {name} is on {date}, {time}.", name=pair.member_name, date=date_, time=time)


def was_held(t: Translator, pair: Pair) -> str:
    """What a head reads who has held a talk."""
    if pair.last_held_on is None:
        return t("Nothing is noted of this 1on1 yet.")
    date_ = t.full_day(pair.last_held_on)
    return t("Noted: you and {name} talked on {date}. Thank you.", name=pair.member_name, date=date_)


def put_off(t: Translator, pair: Pair) -> str:
    """What a head reads who put a talk off."""
    if pair.postponed_to is None:
        return was_held(t, pair)
    date_ = t.full_day(pair.postponed_to)
    return t("I will not speak of the 1on1 with {name} before {date}.", name=pair.member_name, date=date_)


def silenced(t: Translator, pair: Pair) -> str:
    """What a head reads who stopped or resumed the words about a pair."""
    if pair.is_stopped:
        return t("I will not remind you of 1on1s with {name} any more. You can still meet.", name=pair.member_name)
    return t("I will remind you of 1on1s with {name} again.", name=pair.member_name)


def asked(t: Translator, pair: Pair) -> str:
    """What a member reads who asked for a talk."""
    return t("{name} finds your wish first in their list. You need not say why.", name=pair.head_name)


def file_words(t: Translator, day: date) -> Words:
    """What stands beside the file for a calendar."""
    words = t("Your 1on1 on {date}, for your calendar.", date=t.full_day(day))
    return Words(words, [section(escape(words))])


def file_comes(t: Translator, day: date) -> str:
    """What somebody reads who asked for the file."""
    return t(
        "The file for {date} comes to you as a direct message. Open it to add it to your calendar.", date=t.day(day)
    )

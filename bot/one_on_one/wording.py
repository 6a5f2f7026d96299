"""The words for how often, what about and what for; nothing here knows who talks with whom."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from bot.one_on_one.held_rate import Share
from bot.one_on_one.kinds import Cadence, Stance, Topic
from bot.one_on_one.talks import Pair
from bot.texts import N_, Translator

K = TypeVar("K", bound=StrEnum)

CADENCES: Mapping[Cadence, str] = {
    Cadence.WEEKLY: N_("every week"),
    Cadence.FORTNIGHTLY: N_("every two weeks"),
    Cadence.MONTHLY: N_("every month"),
    Cadence.QUARTERLY: N_("every three months"),
}
TOPICS: Mapping[Topic, str] = {
    Topic.WORK: N_("The work itself"),
    Topic.LOAD: N_("How much work there is, and who does it"),
    Topic.GROWTH: N_("Learning, and what comes next"),
    Topic.TEAM: N_("Working together"),
    Topic.HOURS: N_("Hours and leave"),
    Topic.ANYTHING: N_("Anything"),
}
STANCES: Mapping[Stance, str] = {
    Stance.ADVICE: N_("I would like advice"),
    Stance.TOGETHER: N_("Let us think together"),
    Stance.LISTEN: N_("Please just listen"),
}
#: How clear things are now, from 1 to 5.
STEPS: Mapping[int, str] = {
    1: N_("1 Not clear yet"),
    2: N_("2 A little clearer"),
    3: N_("3 So-so"),
    4: N_("4 Clear"),
    5: N_("5 Very clear"),
}


def wish_words(t: Translator, pair: Pair) -> str:
    """What the member chose, as one line; empty where nothing is chosen."""
    topic, stance = pair.wish.topic, pair.wish.stance
    chosen = [t(word) for word in (topic and TOPICS[topic], stance and STANCES[stance]) if word]
    return t("Wished for: {words}", words=t.listing(chosen)) if chosen else ""


def when_words(t: Translator, pair: Pair) -> str:
    """When the next talk is, in words that blame nobody."""
    if pair.planned_on is not None:
        minute = t.minute(pair.planned_minute or 0)
        return t("Next talk: {date}, {time}", date=t.day(pair.planned_on), time=minute)
    if pair.postponed_to is not None:
        return t("Put off until {date} or later", date=t.day(pair.postponed_to))
    return t("No day is set yet")


def rate_words(t: Translator, share: Share) -> str:
    """How many met, as others than the pairs may read it."""
    if share.is_or_less:
        return t("{percent}% or less", percent=share.percent)
    if share.is_or_more:
        return t("{percent}% or more", percent=share.percent)
    return t("{percent}%", percent=share.percent)


def names(t: Translator, words: Mapping[K, str]) -> dict[str, str]:
    """The words of a choice by their code."""
    return {code.value: t(word) for code, word in words.items()}

"""The words about planning leave that people get: short, kind, to themselves alone, with the way never to get them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.blockkit import actions, context, escape, section
from bot.delivery.opt_out_blocks import stop_button
from bot.delivery.wording import Words
from bot.leave.plan_blocks import official, open_button
from bot.leave.prompts import Prompt, PromptKind
from bot.leave.suggestions import Occasion, Suggestion
from bot.leave.wording import amount_in_words, part_word
from bot.texts import N_, Translator

#: What a person reads where they can receive a kind of message again.
KINDS: Mapping[str, str] = {
    PromptKind.QUARTER: N_("Word about planning leave, every quarter"),
    PromptKind.PACE: N_("Word about your own leave goal"),
    PromptKind.SUMMER: N_("Word about summer leave in June and September"),
    PromptKind.DAYS: N_("Word about days that lend themselves to leave"),
}

_OCCASIONS = {
    Occasion.BRIDGE: N_("{day}: it lies between days off"),
    Occasion.LONG_WEEKEND: N_("{day}: it makes a long weekend longer"),
    Occasion.PREMIUM_FRIDAY: N_("{day} ({part}): premium Friday"),
    Occasion.NO_OVERTIME_DAY: N_("{day} ({part}): a no-overtime day"),
}


def prompt_words(t: Translator, prompt: Prompt) -> Words:
    """One word in one language."""
    first, *more = _SENTENCES[prompt.kind](t, prompt)
    shown = "\n".join([f":frog: *{escape(first)}*", *map(escape, more)])
    stop = stop_button(t, prompt.kind, name=t(KINDS[prompt.kind]))
    below = [actions(open_button(t), stop), context(escape(official(t)))]
    return Words("\n".join([f":frog: {first}", *more, official(t)]), [section(shown), *below])


def _quarter(t: Translator, prompt: Prompt) -> Iterator[str]:
    yield t("A new quarter: which days would you like to have off?")
    months = t.listing(t.month(month) for month in prompt.months)
    yield t("Nothing is planned yet in: {months}. One day a month does good.", months=months)


def _pace(t: Translator, prompt: Prompt) -> Iterator[str]:
    if prompt.days_to_plan:
        yield t.n(
            "{count} more day reaches your goal. Would you like to plan it?",
            "{count} more days reach your goal. Would you like to plan them?",
            prompt.days_to_plan,
        )
    if prompt.lacks_of_five:
        lacks = amount_in_words(prompt.lacks_of_five, prompt.day_minutes, t)
        yield t(
            "The law gives you five days a year that have to be taken; {amount} of them have no date yet.", amount=lacks
        )


def _summer(t: Translator, prompt: Prompt) -> Iterator[str]:
    yield t("Have you thought about your summer leave?")
    if prompt.last_day:
        yield t("It can be taken until {day}.", day=t.day(prompt.last_day))


def _days(t: Translator, prompt: Prompt) -> Iterator[str]:
    yield t("Would a day off in {month} be nice?", month=t.month(prompt.months[0]))
    yield from (f"• {_occasion(t, one)}" for one in prompt.suggestions)


def _occasion(t: Translator, one: Suggestion) -> str:
    return t(_OCCASIONS[one.occasion], day=t.day(one.day), part=part_word(one.part, t))


_SENTENCES: Mapping[PromptKind, Callable[[Translator, Prompt], Iterator[str]]] = {
    PromptKind.QUARTER: _quarter,
    PromptKind.PACE: _pace,
    PromptKind.SUMMER: _summer,
    PromptKind.DAYS: _days,
}

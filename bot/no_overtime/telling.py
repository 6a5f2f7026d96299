"""What is told about no-overtime days beside the cards: the list of the next ones, and a name for each kind of card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.blockkit import Block, escape, header, section
from bot.delivery.wording import Words
from bot.no_overtime.calendar import SpecialDays
from bot.no_overtime.cards import CLOSING, MORNING
from bot.no_overtime.export import why_it_is
from bot.texts import N_, Translator

WEEKS = 4

#: What a person reads where they can receive a kind of message again.
KINDS: Mapping[str, str] = {
    MORNING: N_("Reminder in the morning of a no-overtime day"),
    CLOSING: N_("Reminder before the end of a no-overtime day"),
}


def last_day(today: date) -> date:
    """The last day of the list that begins today."""
    return today + timedelta(weeks=WEEKS) - timedelta(days=1)


def day_lines(t: Translator, found: SpecialDays) -> list[str]:
    """A line for each no-overtime day with its reasons: 11月25日（水）　水曜日."""
    return [
        t("{date}: {reasons}", date=t.day(day.date), reasons=why_it_is(day, t)) for day in found.days if day.reasons
    ]


def calendar_of(t: Translator, found: SpecialDays, *, unit_name: str, label: str) -> Words:
    """The answer to `/kaeru calendar`; `label` is what the city calls the day."""
    title = t("{unit}: every {label} of the next four weeks", label=label, unit=unit_name)
    lines = day_lines(t, found) or [no_days(t)]
    return Words("\n".join([title, *lines]), [header(title), *_list(lines)])


def no_days(t: Translator) -> str:
    """Said where the list is empty."""
    return t("No such day in the next four weeks.")


def _list(lines: Sequence[str]) -> list[Block]:
    return [section("\n".join(f"• {escape(line)}" for line in lines))]

"""What the morning card says of meetings: the morning meeting of the day, and the agenda of the one that is coming."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.blockkit import Block, Element, View, actions, button, context, divider, escape, header, plain, section
from bot.delivery.card_parts import CardPart, with_part
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.leave.plans import Absent
from bot.leave.wording import part_word
from bot.meetings.kinds import Meeting
from bot.meetings.rules import month_of
from bot.meetings.wording import AGENDA
from bot.texts import Translator

MORNING_HELD = "meetings.morning_held"
MORNING_NOT_HELD = "meetings.morning_not_held"
AGENDA_OPEN = "meetings.agenda"
OTHER_LANGUAGES = "meetings.other_languages"

#: A card says so much of one channel's units; more would be no card any more.
_MOST_UNITS = 6
_MOST_CHARACTERS = 2800
_MOST_SECTIONS = 40


@dataclass(frozen=True)
class Gathering:
    """A meeting that a card tells of: the morning meeting of the day, or a workplace meeting that is coming."""

    unit_id: int
    unit_name: str
    day: date
    minute: int


@dataclass(frozen=True)
class Agenda:
    """The window of the agenda. `away` are the names of the next two months, by day: names and parts of days only."""

    unit_name: str
    meeting: Meeting
    away: tuple[Absent, ...]


def part(t: Translator, mornings: Sequence[Gathering], coming: Sequence[Gathering]) -> CardPart | None:
    """What a channel's card says of meetings; nothing where there are none."""
    mornings, coming = mornings[:_MOST_UNITS], coming[:_MOST_UNITS]
    lines = (*(_morning_line(t, one) for one in mornings), *(_coming_line(t, one) for one in coming))
    buttons = (*(_morning_buttons(t, one) for one in mornings), *((_agenda_button(t, one),) for one in coming))
    return CardPart(lines, buttons) if lines else None


def _morning_line(t: Translator, one: Gathering) -> str:
    return t("{unit}: morning meeting at {time}", unit=one.unit_name, time=t.minute(one.minute))


def _coming_line(t: Translator, one: Gathering) -> str:
    return t(
        "{unit}: workplace meeting on {date} at {time}. What would you like to talk about? Write it below this card.",
        unit=one.unit_name,
        date=t.day(one.day),
        time=t.minute(one.minute),
    )


def _morning_buttons(t: Translator, one: Gathering) -> tuple[Element, Element]:
    value = f"{one.unit_id}|{one.day}"
    about = t("{unit}, morning meeting of {date}", unit=one.unit_name, date=t.day(one.day))
    return (
        button(t("We met"), action_id=MORNING_HELD, value=value, about=about),
        button(t("Not today"), action_id=MORNING_NOT_HELD, value=value, about=about),
    )


def _agenda_button(t: Translator, one: Gathering) -> Element:
    value = f"{one.unit_id}|{month_of(one.day)}"
    return button(t("Agenda and leave of two months"), action_id=AGENDA_OPEN, value=value, about=one.unit_name)


def card(t: Translator, day: date, found: CardPart, channel: str) -> Words:
    """The morning card of a day that is no no-overtime day: today, and what there is of meetings."""
    title = t("Good morning: today is {date}", date=t.day(day))
    line = t("Have a good day; let's see that it ends on time.")
    languages = button(
        t("English / Easy Japanese"),
        action_id=OTHER_LANGUAGES,
        value=f"{channel}|{day}",
        about=t("the morning card of {date}", date=t.day(day)),
    )
    blocks: list[Block] = [header(title), section(escape(line)), actions(languages)]
    return with_part(Words(f"{title}\n{line}", blocks), found)


def in_other_languages(day: date, said: Sequence[tuple[Translator, CardPart]]) -> Words:
    """The same card's words in other languages, one below the other."""
    texts = ["\n".join([t("Good morning: today is {date}", date=t.day(day)), *one.lines]) for t, one in said]
    return Words("\n\n".join(texts), [section(escape(text)) for text in texts])


def read_channel(action: Mapping[str, Any]) -> tuple[str, date]:
    """The channel and the day of a card; raises OldButton for anything that no button of ours says."""
    try:
        channel, day = str(action["value"]).split("|")
        return channel, date.fromisoformat(day)
    except (KeyError, ValueError):
        raise _old() from None


def read_morning(action: Mapping[str, Any]) -> tuple[int, date, bool]:
    """The unit and the day of a morning meeting, and whether it was held; raises OldButton as above."""
    try:
        unit_id, day = str(action["value"]).split("|")
        return int(unit_id), date.fromisoformat(day), action["action_id"] == MORNING_HELD
    except (KeyError, ValueError):
        raise _old() from None


def _old() -> OldButton:
    return OldButton("This button belongs to an older card. Please use the newest one.")


def noted(t: Translator, *, was_held: bool) -> str:
    """What whoever told reads."""
    if was_held:
        return t("Noted: you met this morning. Thank you.")
    return t("Noted: no morning meeting today.")


def agenda_view(t: Translator, agenda: Agenda) -> View:
    """The window: what one may talk about, and who is away in the next two months."""
    meeting = agenda.meeting
    when = t("{date} at {time}", date=t.day(meeting.day), time=t.minute(meeting.minute or 0)) if meeting.day else ""
    ideas = "\n".join(f"• {escape(t(idea))}" for idea in AGENDA)
    return {
        "type": "modal",
        "callback_id": AGENDA_OPEN,
        "title": plain(t("Workplace meeting")),
        "close": plain(t("Close")),
        "blocks": [
            section(f"*{escape(agenda.unit_name)}*\n{escape(when)}"),
            section(ideas),
            divider(),
            *_away(t, agenda.away),
            context(escape(t("Names and days only: nobody is told why somebody is away."))),
        ],
    }


def _away(t: Translator, away: Sequence[Absent]) -> Iterator[Block]:
    if not away:
        yield section(escape(t("Nobody has planned leave for the next two months yet.")))
        return
    paragraphs: list[str] = [""]
    for day in dict.fromkeys(one.day for one in away):
        names = (t("{name} ({part})", name=one.name, part=part_word(one.part, t)) for one in away if one.day == day)
        line = escape(t("{day}: {names}", day=t.day(day), names=t.listing(names)))[:_MOST_CHARACTERS]
        if len(paragraphs[-1]) + len(line) > _MOST_CHARACTERS:
            paragraphs.append("")
        paragraphs[-1] += f"{line}\n"
    yield from (section(words) for words in paragraphs[:_MOST_SECTIONS])

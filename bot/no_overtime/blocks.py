"""How the cards look, and how a card's button says which card it was. No table is touched here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.blockkit import Block, actions, button, context, escape, header, section
from bot.delivery.opt_out_blocks import stop_button
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.no_overtime.answers import MIDNIGHT
from bot.no_overtime.cards import CLOSING, MORNING, Theme
from bot.no_overtime.meeting_blocks import close_button
from bot.no_overtime.reply_blocks import reply_buttons, small_print
from bot.no_overtime.rules import NoOvertimeDay, Occasion, Reason
from bot.no_overtime.wording import CLOSING_LINES, MORNING_LINES, REASONS
from bot.texts import Translator

OTHER_LANGUAGES = "no_overtime.other_languages"

_KINDS = {"morning": MORNING, "closing": CLOSING}


@dataclass(frozen=True)
class Card:
    """Everything that a card's words depend on. `end_minute` is the end of the day of whom it is for, `last_minute`
    until when they may answer. With `meeting_unit` the closing card is that unit's evening meeting.
    """

    kind: str
    theme: Theme
    end_minute: int
    is_day_before: bool = False
    is_direct: bool = False
    last_minute: int = MIDNIGHT
    meeting_unit: int | None = None

    @property
    def is_meeting(self) -> bool:
        """Whether the card is the evening meeting."""
        return self.meeting_unit is not None

    @property
    def day(self) -> date:
        return self.theme.day.date


def card(t: Translator, card: Card, *, label: str) -> Words:
    """The card in one language; `label` is what the city calls the day."""
    title = _title(t, card, label)
    body = "\n".join([_line(t, card), *_ending(t, card)])
    return Words(f"{title}\n{body}", [header(title), section(escape(body)), *_below(t, card)])


def other_languages(easy: Translator, english: Translator, card_: Card, *, labels: tuple[str, str]) -> Words:
    """The same card in easy Japanese and in English, one below the other."""
    parts = [_plain(easy, card_, labels[0]), _plain(english, card_, labels[1])]
    return Words("\n\n".join(parts), [section(escape(part)) for part in parts])


def _plain(t: Translator, card_: Card, label: str) -> str:
    return "\n".join([_title(t, card_, label), _line(t, card_), *_ending(t, card_)])


def _ending(t: Translator, card_: Card) -> list[str]:
    """When the day ends, where the card is about going home."""
    is_told = card_.kind == CLOSING and not card_.theme.is_softened
    return [t("The day ends at {time}.", time=t.minute(card_.end_minute))] if is_told else []


def _title(t: Translator, card_: Card, label: str) -> str:
    if card_.theme.is_softened:
        return t("{date}: disaster, election or council work goes on. Thank you", date=t.day(card_.day))
    reasons = t.listing(t(REASONS[reason]) for reason in card_.theme.day.reasons)
    values = {"date": t.day(card_.day), "label": label, "reasons": reasons}
    if card_.is_meeting:
        return t("Evening meeting: today, {date}, is a {label} ({reasons})", **values)
    if card_.kind == CLOSING:
        return t("Almost time to go home: today, {date}, is a {label} ({reasons})", **values)
    if card_.is_day_before:
        return t("Coming up: {date} is a {label} ({reasons})", **values)
    return t("Good morning: today, {date}, is a {label} ({reasons})", **values)


def _line(t: Translator, card_: Card) -> str:
    if card_.is_meeting:
        return t("Who goes home, who can help, who has to stay? One tap each; whatever can be shared, in the thread.")
    lines = (CLOSING_LINES if card_.kind == CLOSING else MORNING_LINES)[card_.theme.occasion]
    return t(lines[card_.day.toordinal() // 7 % len(lines)])


def _below(t: Translator, card_: Card) -> list[Block]:
    """The buttons and the small print; a card that calls nobody to leave asks nothing either."""
    if card_.theme.is_softened:
        return [context(t("As long as this lasts, nobody is called to leave on time.")), _buttons(t, card_)]
    replies = actions(*reply_buttons(t, card_.day, card_.last_minute, is_in_meeting=card_.is_meeting))
    return [replies, context(_small_print(t, card_), small_print(t)), _buttons(t, card_)]


def _small_print(t: Translator, card_: Card) -> str:
    if card_.theme.day.is_strict:
        return t("A complete no-overtime day: emergencies excepted, everybody leaves on time.")
    return t("Emergencies come first: whoever has to stay, please rest on another day.")


def _which(t: Translator, card_: Card) -> str:
    """What its button is about: it tells the two cards of a day apart."""
    if card_.kind == CLOSING:
        return t("the closing card of {date}", date=t.day(card_.day))
    return t("the morning card of {date}", date=t.day(card_.day))


def _buttons(t: Translator, card_: Card) -> Block:
    languages = button(
        t("English / Easy Japanese"),
        action_id=OTHER_LANGUAGES,
        value=to_value(card_),
        about=_which(t, card_),
    )
    if card_.meeting_unit is not None:
        return actions(close_button(t, card_.meeting_unit, card_.day), languages)
    if not card_.is_direct:
        return actions(languages)
    stop = stop_button(t, card_.kind, name=t("reminders of no-overtime days"))
    return actions(languages, stop)


def to_value(card_: Card) -> str:
    """What a button carries so that the same card can be said again: nothing about a person."""
    theme = card_.theme
    flags = f"{card_.is_day_before:d}{card_.is_direct:d}{theme.day.is_strict:d}"
    kind = card_.kind.rpartition("/")[2]
    reasons = "+".join(theme.day.reasons)
    return f"{kind}|{theme.day.date}|{reasons}|{theme.occasion}|{card_.end_minute}|{flags}"


def from_value(value: str) -> Card:
    """The card that a button belongs to; raises OldButton for anything that no button of ours says."""
    try:
        kind, day, reasons, occasion, end, flags = value.split("|")
        is_day_before, is_direct, is_strict = (flag == "1" for flag in flags)
        told = tuple(Reason(reason) for reason in reasons.split("+"))
        theme = Theme(NoOvertimeDay(date.fromisoformat(day), told, is_strict), Occasion(occasion))
        return Card(_KINDS[kind], theme, int(end), is_day_before, is_direct)
    except (ValueError, KeyError):
        raise OldButton("This button belongs to an older card. Please use the newest one.") from None

"""Use case: what several features add to the one morning card of a channel; none of them knows another."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from bot.delivery.card_parts import CardPart
from bot.meetings import morning_cards
from bot.pulse import choosing
from bot.texts import Translator


def parts_on(session: Session, day: date, t: Translator) -> dict[str, CardPart]:
    """Meetings and agendas of the day, then what units do after a survey, by channel."""
    found = dict(morning_cards.parts_on(session, day, t))
    for channel, part in choosing.parts_on(session, day, t).items():
        first = found.get(channel, CardPart(()))
        found[channel] = CardPart((*first.lines, *part.lines), (*first.buttons, *part.buttons))
    return found

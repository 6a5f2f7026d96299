"""Somebody's 1on1s as they stand on their home tab, and alone in answer to `/kaeru 1on1`."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from bot.delivery import opt_outs
from bot.delivery.wording import Words
from bot.one_on_one import my_blocks, service
from bot.one_on_one.kinds import TOPIC_LINE
from bot.people.rules import Staff
from bot.texts import Translator


def my_page(session: Session, me: Staff, today: date, t: Translator) -> Words:
    """What concerns a person, as words and as blocks; no blocks for whoever is part of no pair."""
    mine = service.my_talks(session, me, today)
    has_reminders = TOPIC_LINE not in opt_outs.opt_outs_of(session, me.person_id)
    return Words(my_blocks.my_words(t, mine), my_blocks.my_talks(t, mine, has_reminders=has_reminders))

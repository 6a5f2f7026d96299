"""A day on which everybody taps: sections with their cards in Slack, taps, and what the cards must show at last.

What is stored is told in plain SQL and counted here: this judges what Kaeru does.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session, text

from bot.blockkit import Element
from bot.clock import SystemClock
from bot.core import Core
from bot.database import Database
from bot.delivery import planning
from bot.delivery.planning import ChannelPost
from bot.delivery.rules import Due
from bot.no_overtime import blocks
from bot.no_overtime.blocks import Card
from bot.no_overtime.cards import CLOSING, Theme
from bot.no_overtime.rules import NoOvertimeDay, Occasion, Reason
from bot.playground import Workspace
from bot.texts import Texts
from schedules.delivery import STILL_WANTED
from schedules.sender import Sender
from tests.crowds import hire, section_of
from tests.delivering import JST, decide

_END_OF_THE_DAY = 17 * 60 + 15


class TappingDay:
    """A no-overtime day a week from now, so that its cards are open for whoever runs on the machine's own clock."""

    def __init__(self, *, people: int, sections: int) -> None:
        self.people, self.sections = people, sections
        self.date: date = (SystemClock().now() + timedelta(days=7)).astimezone(JST).date()
        self.now = datetime.combine(self.date, time(16, 45), JST)
        self.workspace = Workspace(now=lambda: self.now)
        self.channels = [self.workspace.add_channel(f"section-{number}") for number in range(1, sections + 1)]
        theme = Theme(NoOvertimeDay(self.date, (Reason.WEDNESDAY,)), Occasion.WEEKDAY)
        self._words = blocks.card(Texts().of("ja"), Card(CLOSING, theme, _END_OF_THE_DAY), label="定時退庁日")

    def button(self, action_id: str) -> Element:
        """A reply button of the cards."""
        buttons = (element for block in self._words.blocks for element in block.get("elements", ()))
        found: dict[str, Any] = next(one for one in buttons if one.get("action_id") == action_id)
        return found

    def settle(self, database: Database) -> None:
        """Let the people work there, and plan the card of each section."""
        decide(database)
        hire(database, people=self.people, sections=self.sections, channels=[one.id for one in self.channels])
        database.write(self._plan)

    def _plan(self, session: Session) -> None:
        body = planning.store_body(session, self._words.text, self._words.blocks)
        last = self.now + timedelta(minutes=30)
        dues = [Due(CLOSING, self.date, f"channel:{one.id}", self.now, last) for one in self.channels]
        begun = {one.due.audience: one for one in planning.begin(session, dues, now=self.now)}
        posts = [
            ChannelPost(begun[f"channel:{channel.id}"], channel.id, number, "", body)
            for number, channel in enumerate(self.channels, start=1)
        ]
        planning.post_to_channels(session, posts)

    async def post_cards(self, core: Core) -> Sender:
        """Every section has its card."""
        sender = Sender(core, STILL_WANTED)
        await sender.drain()
        return sender

    def stored(self, database: Database) -> dict[int, str]:
        """What is stored: person → answer. Nobody may be there twice."""
        query = text("SELECT person_id, answer FROM no_overtime_reply")
        rows = database.read(lambda session: session.execute(query).all())
        found = {int(person): str(answer) for person, answer in rows}
        assert len(found) == len(rows)
        return found

    def should_show(self, stored: dict[int, str]) -> list[int]:
        """How many go home on time in each section, counted from the table."""
        counts = Counter(section_of(person, self.sections) for person, answer in stored.items() if answer == "on_time")
        return [counts[number] for number in range(1, self.sections + 1)]

    def shown(self) -> list[int]:
        """The number on each section's card; 0 where it shows none."""
        found = (re.search(r"定時で帰る(\d+)人", next(iter(channel.timeline)).text) for channel in self.channels)
        return [int(one[1]) if one else 0 for one in found]

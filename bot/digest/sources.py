"""What may wait for a head, one entry a feature: who gathers it for everybody at once, and how a line of it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sqlmodel import Session

from bot.delivery.lines import Line
from bot.digest.waiting_blocks import reports_line
from bot.meetings import blocks as meetings_blocks
from bot.meetings import service as meetings
from bot.meetings.rules import Waiting
from bot.one_on_one import blocks as one_on_one_blocks
from bot.one_on_one.due import due_lines
from bot.one_on_one.talks import DueTalk
from bot.overtime.awaiting import waiting_for
from bot.overtime.evening_card import Entry
from bot.people.rules import Staff
from bot.reports import blocks as report_blocks
from bot.reports import service as reports
from bot.reports.blocks import Missing, WaitingReport
from bot.texts import Translator

W = TypeVar("W")

#: The lines of a person, by their id, in their language.
LinesOf = Callable[[int, Translator], list[Line]]


@dataclass(frozen=True)
class Source(Generic[W]):
    """`gather` finds by person what waits today, for all at once or for one; `line` says one thing of it."""

    gather: Callable[[Session, date, Staff | None], Mapping[int, Sequence[W]]]
    line: Callable[[Translator, W], Line]

    def lines_of(self, session: Session, today: date, only: Staff | None) -> LinesOf:
        """Ask once for everybody; then each person's lines cost nothing."""
        found = self.gather(session, today, only)

        def lines(person_id: int, t: Translator) -> list[Line]:
            return [self.line(t, one) for one in found.get(person_id, ())]

        return lines


def _reports(session: Session, today: date, only: Staff | None) -> Mapping[int, Sequence[tuple[Entry, ...]]]:  # noqa: ARG001  what waits is little for all
    """All reports that wait for somebody are one thing."""
    return {person_id: (entries,) for person_id, entries in waiting_for(session, today).items()}


def _talks(session: Session, today: date, only: Staff | None) -> Mapping[int, Sequence[DueTalk]]:
    return due_lines(session, today, None if only is None else [only.person_id])


OVERTIME_REPORTS: Source[tuple[Entry, ...]] = Source(_reports, reports_line)
ONE_ON_ONES: Source[DueTalk] = Source(_talks, one_on_one_blocks.due_line)
MEETINGS: Source[Waiting] = Source(meetings.waiting, meetings_blocks.line)
MONTHLY_REPORTS: Source[WaitingReport] = Source(reports.waiting_today, report_blocks.line)
MISSING_REPORTS: Source[Missing] = Source(reports.missing_today, report_blocks.missing_line)


def waiting_lines(session: Session, today: date) -> LinesOf:
    """What waits for each person: the oldest of each feature, in the order of the features, then the rest by age."""
    return _lines_of(session, today, None)


def my_lines(session: Session, me: Staff, today: date, t: Translator) -> list[Line]:
    """The same for one person, asking about nobody else."""
    return _lines_of(session, today, me)(me.person_id, t)


def _lines_of(session: Session, today: date, only: Staff | None) -> LinesOf:
    sources = (OVERTIME_REPORTS, ONE_ON_ONES, MONTHLY_REPORTS, MEETINGS, MISSING_REPORTS)
    asked = [source.lines_of(session, today, only) for source in sources]

    def lines(person_id: int, t: Translator) -> list[Line]:
        found = [sorted(ask(person_id, t), key=lambda one: one.since) for ask in asked]
        rest = sorted((one for each in found for one in each[1:]), key=lambda one: one.since)
        return [*(each[0] for each in found if each), *rest]

    return lines

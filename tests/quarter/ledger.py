"""Explains every row of the delivery ledger by what the other rows and the recorded messages say; the rest is told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from tests.quarter.expected import DIGEST_DAYS, meetings_waiting, reports_open, talks_due
from tests.quarter.playing import Quarter, Sent
from tests.quarter.rows import DAY, JST_AHEAD, Row, Rows, day_of, moment_of, read

DIGEST, DRAFT, OVERDUE, EVENING_CARD = "digest/weekly", "reports/draft", "reports/overdue", "overtime/evening_card"
#: What goes with a survey when it closes, the ledger's rows included.
FORGOTTEN = ("pulse/invitation", "pulse/reminder")
PER_DAY, PER_WEEK = 1, 3
_AFTER_THE_END = 30
#: How the lines of what waits begin, in the two languages of the city's accounts.
LINES = {
    "talk": r"との(初めての)?1on1の時期です|との1on1を予定していました|1on1 with .+ is due|Your 1on1 with .+ was set",
    "ready": r"月次報告の下書きができました|the draft of the monthly report of",
    "reminded": r"月次報告がまだです|the monthly report of .+ is not submitted yet",
    "again": r"月次報告を、人事担当がお待ちしています|still waits for the monthly report",
    "meeting": r"今月の職場ミーティングの日時が、まだ|の職場ミーティングは実施しましたか"
    r"|no day is set yet for this month's workplace|was the workplace meeting of",
}


def _wall_clock(sent: Sent) -> datetime:
    return sent.at.replace(tzinfo=None) - (sent.at.utcoffset() or timedelta()) + JST_AHEAD


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max)


@dataclass(frozen=True)
class Ledger:
    """The ledger of the quarter beside what arrived."""

    rows: Rows
    sent: Sequence[Sent]

    @cached_property
    def occurrences(self) -> Mapping[int, Row]:
        return {row["id"]: row for row in self.rows.tables["occurrence"]}

    @cached_property
    def words(self) -> Mapping[int, str]:
        return {row["id"]: row["text"] for row in self.rows.tables["body"]}

    @cached_property
    def person_of(self) -> Mapping[str, int]:
        """Whose account it is."""
        return {one["slack_user_id"]: who for who, one in self.rows.people.items() if one["slack_user_id"]}

    @cached_property
    def arrivals(self) -> Mapping[int, list[tuple[datetime, tuple[str, ...]]]]:
        """The messages that count in somebody's budget: all but the one evening card, which changes in its place."""
        found: defaultdict[int, list[tuple[datetime, tuple[str, ...]]]] = defaultdict(list)
        for one in self.sent:
            if one.recipient in self.person_of and EVENING_CARD not in one.kinds:
                found[self.person_of[one.recipient]].append((_wall_clock(one), one.kinds))
        return found

    def of_kind(self, kind: str) -> Mapping[date, Mapping[int, Row]]:
        """The rows of a kind by the day on which they fell due, and by person; each stands there once."""
        found: defaultdict[date, dict[int, Row]] = defaultdict(dict)
        for row in self.rows.tables["message"]:
            if row["kind"] == kind:
                day = day_of(self.occurrences[row["occurrence_id"]]["service_date"])
                assert row["person_id"] not in found[day]
                found[day][row["person_id"]] = row
        return found

    def fate(self, row: Row) -> str:
        """What became of a message, in a word."""
        return str(row["reason"] or row["state"])

    def unexplained(self) -> Iterator[str]:
        """The rows that nothing else explains."""
        for row in self.rows.tables["message"]:
            if not self._is_explained(row):
                yield f"{row['key']}: {row['state']} {row['reason']} at {row['settled_at']}"

    def _is_explained(self, row: Row) -> bool:
        if row["state"] == "sent":
            return self._has_arrived(row)
        who, at = row["person_id"], moment_of(row["settled_at"])
        return row["state"] == "skipped" and who is not None and self._may_skip(row, row["reason"], who, at)

    def _has_arrived(self, row: Row) -> bool:
        """It is among what was recorded; and where it came on a later day, there was no earlier one for it."""
        at, due = moment_of(row["settled_at"]), moment_of(self.occurrences[row["occurrence_id"]]["due_at"])
        waited = [due.date() + number * DAY for number in range((at.date() - due.date()).days)]
        return at in self._arrived[row["recipient"], row["kind"]] and all(
            self._had_to_wait(row["person_id"], day, due) for day in waited
        )

    def _had_to_wait(self, who: int, day: date, due: datetime) -> bool:
        """Whether a message that was due could not reach somebody on a day."""
        came_late = day == due.date() and self._is_quiet(who, due)
        return came_late or not self.rows.is_at_work(who, day) or self._is_full(who, _end_of(day))

    @cached_property
    def _arrived(self) -> Mapping[tuple[str, str], set[datetime]]:
        found: defaultdict[tuple[str, str], set[datetime]] = defaultdict(set)
        for one in self.sent:
            for kind in one.kinds:
                found[one.recipient, kind].add(_wall_clock(one))
        return found

    def _may_skip(self, row: Row, reason: str, who: int, at: datetime) -> bool:
        rows, day = self.rows, at.date()
        match reason:
            case "off_duty":
                return not rows.is_at_work(who, day)
            case "opted_out":
                return any(one["person_id"] == who and one["kind"] == row["kind"] for one in rows.tables["opt_out"])
            case "special_mode":
                return rows.is_special(rows.home[who], day)
            case "budget":
                return self._is_full(who, at)
            case "quiet":
                return self._is_quiet(who, at)
            case "no_account":
                return not rows.has_account(who)
            case "passed_on":
                return rows.is_away_all_week(who, day)
            case "said_elsewhere":
                return row["kind"] == DRAFT and "ready" in self._lines_told(who, day)
            case "nothing_to_say":
                return not self.waiting(who, day) and not self._is_anybody_away(who, day)
        return False

    def _lines_told(self, who: int, day: date) -> set[str]:
        digests = self.of_kind(DIGEST).get(day, {})
        return self.lines(digests[who]) if who in digests else set()

    def _is_anybody_away(self, who: int, day: date) -> bool:
        """Whether a member of what somebody leads takes a day off within the week ahead."""
        units = [unit_id for unit_id, some in self.rows.leading.items() if some[0] == who]
        members = {one for unit_id in units for one in self.rows.people_below(unit_id)}
        week = {day + after * DAY for after in range(7)}
        return any(week & self.rows.days_away.get(one, set()) for one in members)

    def _is_full(self, who: int, at: datetime) -> bool:
        """Whether somebody had had enough by then, in the day or in the week."""
        monday = at.date() - at.weekday() * DAY
        today, week = self._forgotten(who, at, monday)
        said = [
            one.date()
            for one, kinds in self.arrivals[who]
            if one <= at and one.date() >= monday and not (week and {*kinds} <= {*FORGOTTEN})
        ]
        return said.count(at.date()) + today >= PER_DAY or len(said) + week >= PER_WEEK

    def _forgotten(self, who: int, at: datetime, monday: date) -> tuple[int, int]:
        """What surveys that closed this week count for everybody whom they asked: on the day, and in the week."""
        closed = [
            one
            for one in self.rows.surveys.get(self.rows.home.get(who, 0), [])
            if monday <= one[0].date() and one[0] <= at
        ]
        reminders = sum(day >= monday for _, days in closed for day in days)
        return sum(when.date() == at.date() for when, _ in closed), len(closed) + reminders

    def _is_quiet(self, who: int, at: datetime) -> bool:
        employed, minute = self.rows.employed[who], at.hour * 60 + at.minute
        return not employed["start_minute"] <= minute <= employed["end_minute"] + _AFTER_THE_END

    def waiting(self, who: int, day: date) -> set[str]:
        """Which lines somebody's digest of a day has to have."""
        talks, reports, meetings = self._waits[day]
        found = {"talk"} if who in talks else set()
        found |= {reports[who]} if who in reports else set()
        return found | ({"meeting"} if who in meetings else set())

    def lines(self, row: Row) -> set[str]:
        """Which lines a digest has."""
        words = self.words[row["body_id"]]
        return {name for name, pattern in LINES.items() if re.search(pattern, words)}

    @cached_property
    def _waits(self) -> Mapping[date, tuple[Collection[int], Mapping[int, str], Collection[int]]]:
        rows = self.rows
        return {
            day: (frozenset(talks_due(rows, day)), reports_open(rows, day), meetings_waiting(rows, day))
            for day in DIGEST_DAYS
        }

    def busiest(self) -> tuple[int, int]:
        """The most messages that anybody got on a day, and in a week."""
        days = Counter((who, at.date()) for who, some in self.arrivals.items() for at, _ in some)
        weeks = Counter((who, at.date() - at.weekday() * DAY) for who, some in self.arrivals.items() for at, _ in some)
        return max(days.values()), max(weeks.values())


def ledger_of(quarter: Quarter) -> Ledger:
    """What stands in the database at the end beside what arrived."""
    with quarter.database.engine.connect() as connection:
        return Ledger(read(connection), quarter.sent)

"""The sentences of the weekly digest: one a figure, whole, without blame and without an order of units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.attendance.rules import Share
from bot.digest.pages import Imports, MonthRates, StaysByCause, Talks, UnitPage, points_between
from bot.one_on_one.wording import rate_words
from bot.overtime.wording import cause_word
from bot.pulse.scores import rounded
from bot.texts import N_, Translator

NONE = "—"

#: One of these stands below each digest, another one every week.
TIPS: Sequence[str] = (
    N_("A word of thanks at the closing meeting costs a minute and is remembered for a week."),
    N_("Leaving first is the kindest way to say that others may leave, too."),
    N_("Is there anybody whom you have not talked with this week? A good morning is enough."),
    N_("Before a busy month: which piece of work could wait until the month after?"),
    N_("A meeting that ends ten minutes early gives everybody ten minutes back."),
    N_("Ask in the morning what today's most important piece of work is. It makes the evening lighter."),
    N_("When you plan your own leave where all can see it, others plan theirs more easily."),
    N_("If one person carries much just now, share one piece of it today."),
)

_MOST_NAMES = 6


def percent(t: Translator, share: Share | None) -> str:
    """A rate with one decimal place; of nobody there is none."""
    found = share.percent if share else None
    return NONE if found is None else t("{percent}%", percent=found)


def signed(points: Decimal) -> str:
    """`+3.2`, or with the sign that offices use for less: `▲1.0`."""
    return f"▲{-points}" if points < 0 else f"+{points}" if points else "±0"


def unit_lines(t: Translator, page: UnitPage, own_causes: Mapping[str, str]) -> Iterator[str]:
    """Everything that is known of a unit, a sentence each."""
    yield from _rates(t, page)
    if page.stays:
        yield _stays(t, page.stays, own_causes)
    yield from _away(t, page)
    yield from _others(t, page)


def _rates(t: Translator, page: UnitPage) -> Iterator[str]:
    newest, before = page.newest, page.before
    if newest is None:
        yield t("On-time rate: {none}", none=NONE)
        return
    values = {"month": t.month(newest.month), "rate": percent(t, newest.all_days)}
    points = points_between(newest.all_days, before.all_days) if before else None
    if points is None:
        yield t("On-time rate, {month}: {rate}", **values)
    else:
        yield t("On-time rate, {month}: {rate} ({points} points to the month before)", points=signed(points), **values)
    if newest.no_overtime:
        yield t("On no-overtime days: {rate}", rate=percent(t, newest.no_overtime))
    if page.reorganised_in:
        yield t("Reorganised in {month}: what lies before cannot be compared.", month=t.month(page.reorganised_in))
    if page.changes:
        shown = (t("{unit} {points}", unit=one.unit_name, points=signed(one.points)) for one in page.changes)
        yield t("Units that changed, in points: {units}", units=t.listing(shown))


def _stays(t: Translator, stays: StaysByCause, own_causes: Mapping[str, str]) -> str:
    told = stays.told_causes
    words = [t("{cause} {count}", cause=cause_word(t, cause, own_causes), count=count) for cause, count in told.items()]
    rest = stays.count - sum(told.values())
    if told and rest:
        words.append(t("other causes {count}", count=rest))
    values = {"first": t.day(stays.first), "last": t.day(stays.last), "count": stays.count}
    if words:
        return t(
            "Overtime reports on no-overtime days, {first}–{last}: {count} ({causes})",
            causes=t.listing(words),
            **values,
        )
    return t("Overtime reports on no-overtime days, {first}–{last}: {count} (too few of one cause to tell)", **values)


def _away(t: Translator, page: UnitPage) -> Iterator[str]:
    days = []
    for one in page.away:
        count = t.n("{count} person", "{count} people", one.count)
        names = [*one.names[:_MOST_NAMES], *(["…"] if len(one.names) > _MOST_NAMES else [])]
        days.append(
            t("{day} {count} ({names})", day=t.day(one.day), count=count, names=t.listing(names))
            if names
            else t("{day} {count}", day=t.day(one.day), count=count)
        )
    if days:
        yield t("Away in the next seven days: {days}", days=t.listing(days))


def _others(t: Translator, page: UnitPage) -> Iterator[str]:
    if page.pace:
        days = {"taken": rounded(page.pace.taken), "goal": rounded(page.pace.goal), "pace": rounded(page.pace.by_today)}
        yield t("Annual leave a person: {taken} days so far; goal {goal}, by today {pace}", **days)
    if page.score:
        values = {"day": t.day(page.score.opened_on), "index": rounded(page.score.index)}
        if page.score.everybody is None:
            yield t("Survey of {day}: index {index}", **values)
        else:
            everybody = rounded(page.score.everybody)
            yield t("Survey of {day}: index {index} (everybody {everybody})", everybody=everybody, **values)
    if page.talks:
        yield from _talks(t, page.talks)
    if page.meetings:
        held = page.meetings
        values = {"month": t.month(held.month), "held": held.held, "expected": held.expected}
        yield t("Workplace meetings, {month}: {held} of {expected} held", **values)


def _talks(t: Translator, talks: Talks) -> Iterator[str]:
    month = t.month(talks.since)
    if talks.due:
        yield t(
            "1on1s since {month}: {held} of {due} pairs that were due met", month=month, held=talks.held, due=talks.due
        )
    if talks.rate and talks.due:
        yield t("1on1s held since {month}, with the units below: {rate}", month=month, rate=rate_words(t, talks.rate))
    elif talks.rate:
        yield t("1on1s held since {month}: {rate}", month=month, rate=rate_words(t, talks.rate))


def fresh(t: Translator, imports: Imports, zone: ZoneInfo) -> str:
    """How new the figures are (B14)."""
    if imports.newest_day is None or imports.imported_at is None:
        return t("No attendance was imported yet, so rates show as “{none}”.", none=NONE)
    values = {"day": t.day(imports.newest_day), "imported": t.day(imports.imported_at.astimezone(zone).date())}
    return t("Attendance up to {day}, imported on {imported}.", **values)


def month_cells(t: Translator, month: MonthRates) -> list[str]:
    """A row of the table of months."""
    return [t.month(month.month), *(percent(t, one) for one in (month.all_days, month.no_overtime, month.late))]

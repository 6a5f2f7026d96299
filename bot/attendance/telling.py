"""What the report on leaving on time calls things, and the sentences that say what its numbers mean."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.attendance.rate import Line
from bot.attendance.rules import SMALLEST_GROUP, Counts, Days
from bot.attendance.service import OnTimeReport, StoredDays
from bot.texts import N_, Translator

DAYS = {
    Days.ALL: N_("all days"),
    Days.WEEKLY: N_("weekly no-overtime days"),
    Days.PAYDAY: N_("paydays"),
    Days.NO_OVERTIME: N_("no-overtime days"),
    Days.BEFORE: N_("the day before"),
    Days.AFTER: N_("the day after"),
    Days.OTHER: N_("other days"),
}


def name_of(line: Line, report: OnTimeReport, t: Translator, *, is_path: bool = False) -> str:
    """A line's unit, with what it was if it is no more, or why it is not counted; without a unit, the city."""
    if line.unit is None:
        return report.city or t("Whole city")
    name = line.path_name if is_path else line.unit.name
    if line.is_former:
        return t("{unit} (before the reorganisation)", unit=name)
    return t("{unit} (shifts: not counted)", unit=name) if line.is_on_shifts else name


def late_label(report: OnTimeReport, t: Translator) -> str:
    """What the share of the late hour is called."""
    return t("left after {time}", time=t.minute(report.policy.late_hour))


def notes(report: OnTimeReport, t: Translator, zone: ZoneInfo) -> Iterator[str]:
    """What the rates mean, whom they leave out, where they come from and how new they are (R-RATE)."""
    yield t(
        "On-time rate: person-days without overtime or with a clock-out at most {grace} minutes after the own end, "
        "divided by person-days on duty. A period is the sum over the sum.",
        grace=report.policy.grace_minutes,
    )
    yield t("The second rate leaves out disaster, election and the like.")
    yield t(
        "“—”: fewer than {smallest} people on duty, what would give such a group away, or nobody.",
        smallest=SMALLEST_GROUP,
    )
    yield _not_counted(report.rates.counted, t)
    yield t("Managers are the heads of sections and of units above them; they stand on a line of their own.")
    if report.without_slack:
        yield t.n(
            "{count} person without Slack counts like everybody.",
            "{count} people without Slack count like everybody.",
            report.without_slack,
        )
    if report.policy.target_percent:
        yield t("The city's aim for no-overtime days: {percent}%.", percent=report.policy.target_percent)
    yield _source(report.rates.counted, t)
    yield fresh(report, t, zone)


def _not_counted(counted: Counts, t: Translator) -> str:
    return t(
        "Not counted, in person-days: shift workers {shifts}, leave all day {away}, trips without a clock-out {trips}, "
        "no record {unrecorded}. The mayor and the like are counted nowhere.",
        shifts=counted.on_shifts,
        away=counted.away,
        trips=counted.on_trip,
        unrecorded=counted.unrecorded,
    )


def _source(counted: Counts, t: Translator) -> str:
    if not counted.on_duty:
        return t("Source: nothing was imported for these days.")
    if not counted.by_orders:
        return t("Source: clock-outs.")
    if not counted.clock_outs:
        return t("Source: overtime orders. Whoever none names is taken to have had no overtime.")
    return t(
        "Source: clock-outs; for {count} person-days overtime orders.",
        count=counted.by_orders,
    )


def fresh(report: OnTimeReport, t: Translator, zone: ZoneInfo) -> str:
    """How new the data is."""
    if report.freshness is None:
        return t("No attendance was imported yet. Use kaeru attendance import.")
    at = report.freshness.imported_at.astimezone(zone)
    return t(
        "The newest day is {day}, imported on {date} at {time}.",
        day=t.full_day(report.freshness.newest_day),
        date=t.full_day(at.date()),
        time=t.clock(at.time()),
    )


def stored_fact(t: Translator, stored: StoredDays, zone: ZoneInfo) -> str:
    """What is stored about a person and how new it is, as a line of their home page."""
    return t.n(
        "Your hours of {count} day from {first} to {last}, as the personnel section imported them, last on {imported}: "
        "for counts of units, never joined to your answers",
        "Your hours of {count} days from {first} to {last}, as the personnel section imported them, last on "
        "{imported}: for counts of units, never joined to your answers",
        stored.count,
        first=t.full_day(stored.first),
        last=t.full_day(stored.last),
        imported=t.full_day(stored.imported_at.astimezone(zone).date()),
    )

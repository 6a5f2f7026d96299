"""The report on leaving on time as sheets of a file and as JSON. Hidden cells are empty, as are those of nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.attendance.columns import Cell as RateCell
from bot.attendance.rate import COLUMNS, TREND, Around, Line
from bot.attendance.rules import Share
from bot.attendance.service import OnTimeReport
from bot.attendance.telling import DAYS, late_label, name_of, notes
from bot.spreadsheet import Cell, Encoding, csv_bytes
from bot.texts import Translator

Row = Sequence[Cell]


def sheets(report: OnTimeReport, t: Translator, zone: ZoneInfo) -> dict[str, Iterable[Row]]:
    """The units, the months, the days around, and what the numbers mean, by title."""
    return {
        t("Units"): _unit_rows(report, t),
        t("Months"): _month_rows(report, t),
        t("Days around"): _around_rows(report, t),
        t("What the numbers mean"): ([note] for note in notes(report, t, zone)),
    }


def as_csv(tables: Mapping[str, Iterable[Row]], encoding: Encoding = Encoding.UTF_8) -> bytes:
    """The sheets one below the other: the first at the top, the others each below their title and an empty line."""
    return csv_bytes(_one_below_the_other(tables), encoding)


def _one_below_the_other(tables: Mapping[str, Iterable[Row]]) -> Iterator[Row]:
    for number, (title, rows) in enumerate(tables.items()):
        yield from ((), (title,)) if number else ()
        yield from rows


def document(report: OnTimeReport) -> dict[str, object]:
    """For JSON; shares are percentages with one decimal place, `null` where they are hidden or of nobody."""
    rates = report.rates
    return {
        "from": report.start.isoformat(),
        "to": report.end.isoformat(),
        "unit": None if report.unit is None else report.unit.code,
        "grace_minutes": report.policy.grace_minutes,
        "target_percent": report.policy.target_percent or None,
        "newest_day": None if report.freshness is None else report.freshness.newest_day.isoformat(),
        "whole": _plain_line(rates.whole),
        "units": [{"code": line.unit.code, **_plain_line(line)} for line in rates.lines if line.unit],
        "managers": _plain_line(rates.managers),
        "months": [
            {"month": f"{month.first_day:%Y-%m}", **{days.value: _plain(month.rates[days]) for days in TREND}}
            for month in rates.months
        ],
        "around": [_plain_around(one) for one in rates.around],
        "source": {"clock_outs": rates.counted.clock_outs, "orders": rates.counted.by_orders},
        "not_counted": {
            "shifts": rates.counted.on_shifts,
            "leave": rates.counted.away,
            "trips": rates.counted.on_trip,
            "no_record": rates.counted.unrecorded,
        },
        "without_slack": report.without_slack,
    }


def _unit_rows(report: OnTimeReport, t: Translator) -> Iterator[Row]:
    """The header, the whole, each unit in the order of the organisation, the managers."""
    labels = [t(DAYS[days]) for days in COLUMNS]
    yield (
        t("Unit code"),
        t("Unit"),
        *(cell for label in labels for cell in _headers(label, t)),
        *_percent_headers(late_label(report, t), t),
    )
    for line in (report.rates.whole, *report.rates.lines):
        code = line.unit.code if line.unit else ""
        yield (code, name_of(line, report, t, is_path=True), *_cells(line))
    yield ("", t("Managers"), *_cells(report.rates.managers))


def _headers(label: str, t: Translator) -> tuple[str, ...]:
    people, on_time = t("{days}: person-days on duty", days=label), t("{days}: person-days on time", days=label)
    return (people, on_time, *_percent_headers(label, t))


def _percent_headers(label: str, t: Translator) -> tuple[str, str]:
    return t("{days} (%)", days=label), t("{days}, without disaster and election (%)", days=label)


def _cells(line: Line) -> Iterator[Cell]:
    for days in COLUMNS:
        share = line.rates[days].share
        yield None if share is None else share.whole
        yield None if share is None else share.part
        yield from _percents(line.rates[days])
    yield from _percents(line.late)


def _percents(cell: RateCell) -> tuple[Cell, Cell]:
    return _percent(cell.share), _percent(cell.without_special)


def _percent(share: Share | None) -> Decimal | None:
    return None if share is None else share.percent


def _month_rows(report: OnTimeReport, t: Translator) -> Iterator[Row]:
    aim = report.policy.target_percent or None
    headers = (cell for days in TREND for cell in _percent_headers(t(DAYS[days]), t))
    yield (t("Month"), *headers, t("Aim for no-overtime days (%)"))
    for month in report.rates.months:
        cells = (cell for days in TREND for cell in _percents(month.rates[days]))
        yield (t.month(month.first_day), *cells, aim)


def _around_rows(report: OnTimeReport, t: Translator) -> Iterator[Row]:
    labels = (t("On-time rate"), late_label(report, t))
    yield (t("Days"), *(cell for label in labels for cell in _percent_headers(label, t)), t("Mean clock-out"))
    for one in report.rates.around:
        clock_out = "" if one.mean_clock_out is None else t.minute(one.mean_clock_out)
        yield (t(DAYS[one.days]), *_percents(one.rate), *_percents(one.late), clock_out)


def _plain_line(line: Line) -> dict[str, object]:
    rates = {days.value: _plain(line.rates[days]) for days in COLUMNS}
    return {"name": line.path_name, "on_shifts": line.is_on_shifts, **rates, "late": _plain(line.late)}


def _plain_around(one: Around) -> dict[str, object]:
    rates = {"rate": _plain(one.rate), "late": _plain(one.late)}
    return {"days": one.days.value, **rates, "clock_out": one.mean_clock_out}


def _plain(cell: RateCell) -> dict[str, object]:
    return {"rate": _number(cell.share), "without_special": _number(cell.without_special)}


def _number(share: Share | None) -> float | None:
    percent = _percent(share)
    return None if percent is None else float(percent)

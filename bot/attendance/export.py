"""The report on leaving on time as CSV, xlsx and JSON. Hidden cells are empty there, as are those of nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.attendance.columns import Cell as RateCell
from bot.attendance.rate import COLUMNS, TREND, Line
from bot.attendance.rules import Share
from bot.attendance.service import OnTimeReport
from bot.attendance.telling import DAYS, late_label, name_of, notes
from bot.spreadsheet import Cell, Encoding, csv_bytes, workbook_bytes
from bot.texts import Translator

Row = Sequence[Cell]


def as_csv(report: OnTimeReport, t: Translator, encoding: Encoding = Encoding.UTF_8) -> bytes:
    """The units, a row each after the whole, and the managers at the end."""
    return csv_bytes(unit_rows(report, t), encoding)


def as_xlsx(report: OnTimeReport, t: Translator, zone: ZoneInfo) -> bytes:
    """The same, with sheets for the months, the days around, and what the numbers mean."""
    return workbook_bytes(
        {
            t("Units"): unit_rows(report, t),
            t("Months"): _month_rows(report, t),
            t("Days around"): _around_rows(report, t),
            t("What the numbers mean"): ([note] for note in notes(report, t, zone)),
        }
    )


def as_json(report: OnTimeReport) -> str:
    """One object; shares are percentages with one decimal place, `null` where they are hidden or of nobody."""
    rates = report.rates
    document = {
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
        "around": [
            {
                "days": one.days.value,
                "rate": _number(one.rate),
                "late": _number(one.late),
                "clock_out": one.mean_clock_out,
            }
            for one in rates.around
        ],
        "not_counted": {
            "shifts": rates.counted.on_shifts,
            "leave": rates.counted.away,
            "trips": rates.counted.on_trip,
            "no_record": rates.counted.unrecorded,
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def unit_rows(report: OnTimeReport, t: Translator) -> Iterator[Row]:
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
    yield (t("Month"), *(cell for days in TREND for cell in _percent_headers(t(DAYS[days]), t)))
    for month in report.rates.months:
        cells = (cell for days in TREND for cell in _percents(month.rates[days]))
        yield (t.month(month.first_day), *cells)


def _around_rows(report: OnTimeReport, t: Translator) -> Iterator[Row]:
    yield t("Days"), t("On-time rate (%)"), t("{days} (%)", days=late_label(report, t)), t("Mean clock-out")
    for one in report.rates.around:
        clock_out = "" if one.mean_clock_out is None else t.minute(one.mean_clock_out)
        yield t(DAYS[one.days]), _percent(one.rate), _percent(one.late), clock_out


def _plain_line(line: Line) -> dict[str, object]:
    rates = {days.value: _plain(line.rates[days]) for days in COLUMNS}
    return {"name": line.path_name, **rates, "late": _plain(line.late)}


def _plain(cell: RateCell) -> dict[str, object]:
    return {"rate": _number(cell.share), "without_special": _number(cell.without_special)}


def _number(share: Share | None) -> float | None:
    percent = _percent(share)
    return None if percent is None else float(percent)

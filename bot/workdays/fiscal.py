"""年度: from 1 April to 31 March, and how it is called in the Japanese era (`domain.md` R-CAL-1)."""

from __future__ import annotations

from datetime import date, timedelta

from bot.texts import N_, Translator

_APRIL = 4
#: The first fiscal year that an era gives its name to, latest era first (`domain.md` 2: R1 is FY2019, H30 is FY2018).
_ERAS = ((2019, N_("Reiwa")), (1989, N_("Heisei")))


def fiscal_year(day: date) -> int:
    """The fiscal year that a date belongs to: 2026-03-31 is in FY2025."""
    return day.year if day.month >= _APRIL else day.year - 1


def fiscal_bounds(year: int) -> tuple[date, date]:
    """The first and the last day of a fiscal year."""
    return date(year, _APRIL, 1), date(year + 1, _APRIL, 1) - timedelta(days=1)


def fiscal_year_label(year: int, t: Translator) -> str:
    """`Fiscal year 2026`, 令和8年度; the first year of an era is 元年度."""
    for first, era in _ERAS:
        if year == first:
            return t("Fiscal year {year}, the first of {era}", year=year, era=t(era))
        if year > first:
            return t("Fiscal year {year} ({era} {era_year})", year=year, era=t(era), era_year=year - first + 1)
    return t("Fiscal year {year}", year=year)

"""The results of surveys as files for offices: CSV for Excel, or xlsx with who took part on a second sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from bot.pulse.report import ItemResult, Report
from bot.pulse.result_wording import band_words, reason_words, score_words, title_of, unit_name
from bot.pulse.scores import difference, rounded
from bot.spreadsheet import Cell, Encoding, csv_bytes, workbook_bytes
from bot.texts import Translator

Row = Sequence[Cell]


def as_csv(t: Translator, reports: Iterable[Report], encoding: Encoding = Encoding.UTF_8) -> bytes:
    """One row for each survey, unit and question; no text in it can start a formula."""
    return csv_bytes(rows(t, reports), encoding)


def as_workbook(t: Translator, reports: Sequence[Report]) -> bytes:
    """The same as the first sheet, and who took part, by unit, on the second."""
    return workbook_bytes({t("Survey results"): rows(t, reports), t("Taking part"): _rates(t, reports)})


def rows(t: Translator, reports: Iterable[Report]) -> Iterator[Row]:
    """The header, then unit by unit; a unit of which nothing is shown has one row that says why."""
    yield [
        *_heads(t),
        t("Question code"),
        t("Question"),
        t("Answers"),
        t("Index"),
        t("Favourable (%)"),
        t("Recommendation"),
        t("Everybody"),
        t("Since last time"),
        t("Note"),
    ]
    for report in reports:
        if report.reason:
            note = " ".join(reason_words(t, report, report.reason))
            yield [*_whose(t, report), *([None] * 8), note]
        yield from (_row(t, report, one) for one in report.items)


def _row(t: Translator, report: Report, one: ItemResult) -> Row:
    own = one.own
    figure, before = (own.figure if own else None), (one.before.figure if one.before else None)
    return [
        *_whose(t, report),
        one.item.code,
        one.item.text.of(t.code),
        own.answers if own else None,
        _number(own.index if own else None),
        _number(own.favourable if own else None),
        _number(own.recommendation if own else None),
        _number(one.everybody.figure if one.everybody else None),
        _number(difference(figure, before)),
        score_words(t, own) if own is None or own.band else None,
    ]


def _rates(t: Translator, reports: Iterable[Report]) -> Iterator[Row]:
    yield [*_heads(t), t("Asked"), t("Took part (%)"), t("Questions answered (%)"), t("Note")]
    for report in reports:
        rates = report.rates
        if rates is None:
            yield [*_whose(t, report), None, None, None, t("not shown")]
            continue
        note = band_words(t, rates.band) if rates.band else None
        yield [*_whose(t, report), rates.asked, _number(rates.participation), _number(rates.response), note]


def _heads(t: Translator) -> list[str]:
    return [t("Survey"), t("Opened on"), t("Unit code"), t("Unit")]


def _whose(t: Translator, report: Report) -> list[Cell]:
    subject = report.subject
    return [title_of(t, subject), subject.opened_on.isoformat(), report.unit_code or None, unit_name(t, report)]


def _number(value: Fraction | None) -> Cell:
    return None if value is None else rounded(value)

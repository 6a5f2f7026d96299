"""A result as a message: a chart, the same as a table, and the same in plain text. Windows cannot hold charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.blockkit import Block, context, escape, header, section
from bot.delivery.wording import Words
from bot.pulse.report import ItemResult, Report, Score
from bot.pulse.result_wording import (
    margin_words,
    percent_words,
    rates_words,
    signed,
    survey_name,
    title_of,
    unit_name,
)
from bot.pulse.scores import difference, rounded
from bot.texts import Translator

CHART_MESSAGE = "pulse/results/chart"

#: What Slack takes: points of a series, letters of a label and of a title.
_POINTS, _LABEL, _TITLE = 20, 20, 50
_LEAST_POINTS = 2


def chart_message(t: Translator, report: Report) -> Words:
    """The result of a unit with its bars, the way of its overall question over time, and a table of all figures."""
    name, survey = unit_name(t, report), survey_name(t, report.subject)
    title = t("{survey}: {unit}", survey=title_of(t, report.subject), unit=name)
    small = [survey, *(rates_words(t, report.rates) if report.rates else ()), *margin_words(t, report)]
    shown = [one for one in report.items if one.own and one.own.index is not None]
    charts, rows = [*_bars(t, report, shown), *_way(t, shown)], _rows(t, report)
    drawn = [str(chart["title"]) for chart in charts]
    note = t("Figures are rounded here only. Nothing is shown of too few answers.")
    text = [title, *small, *drawn, *(t.listing(row) for row in rows), note]
    blocks = [header(title), section(escape("\n".join(small))), *charts, _table(rows), context(escape(note))]
    return Words("\n".join(text), blocks)


def _bars(t: Translator, report: Report, shown: Sequence[ItemResult]) -> list[Block]:
    """The index of each question beside everybody's."""
    some = shown[:_POINTS]
    if not some:
        return []
    labels = _labels([one.item.text.of(t.code) for one in some])
    series = [_series(unit_name(t, report), labels, _indices(one.own for one in some))]
    if not report.is_everybody and all(one.everybody and one.everybody.index is not None for one in some):
        series.append(_series(t("Everybody"), labels, _indices(one.everybody for one in some)))
    return [_chart("bar", t("Index, 0 to 100"), labels, series)]


def _way(t: Translator, shown: Sequence[ItemResult]) -> list[Block]:
    """The question that was asked most often, time by time."""
    longest = max(shown, key=lambda one: len(one.earlier), default=None)
    past = [one for one in longest.earlier if one.score.index is not None][1 - _POINTS :] if longest else []
    if longest is None or len(past) + 1 < _LEAST_POINTS:
        return []
    labels = _labels([*(t.day(one.day) for one in past), t("This time")])
    values = _indices([*(one.score for one in past), longest.own])
    return [_chart("line", longest.item.text.of(t.code), labels, [_series(t("Index"), labels, values)])]


def _chart(kind: str, title: str, labels: Sequence[str], series: Sequence[dict[str, Any]]) -> Block:
    drawn = {"type": kind, "series": list(series), "axis_config": {"categories": list(labels)}}
    return {"type": "data_visualization", "title": _short(title, _TITLE), "chart": drawn}


def _series(name: str, labels: Sequence[str], values: Sequence[float]) -> dict[str, Any]:
    data = [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]
    return {"name": _short(name, _LABEL), "data": data}


def _labels(words: Sequence[str]) -> list[str]:
    """Short enough for Slack, and no two alike."""
    return [_short(f"{place} {one}", _LABEL) for place, one in enumerate(words, 1)]


def _indices(scores: Iterable[Score | None]) -> list[float]:
    """Those that there are."""
    return [float(rounded(one.index)) for one in scores if one and one.index is not None]


def _short(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1] + "…"


def _table(rows: Sequence[Sequence[str]]) -> Block:
    cells = [[{"type": "raw_text", "text": words} for words in row] for row in rows]
    settings = [{"is_wrapped": True}, *({"align": "right"} for _ in rows[0][1:])]
    return {"type": "table", "rows": cells, "column_settings": settings}


def _rows(t: Translator, report: Report) -> list[list[str]]:
    heads = [t("Question"), t("Answers"), t("Index"), t("Favourable"), t("Everybody"), t("Since last time")]
    return [heads, *(_row(t, item) for item in report.items)]


def _row(t: Translator, one: ItemResult) -> list[str]:
    own, none = one.own, t("not shown")
    if own is None:
        return [one.item.text.of(t.code), none, none, none, none, none]
    change = difference(own.figure, one.before.figure if one.before else None)
    everybody = one.everybody.figure if one.everybody else None
    return [
        one.item.text.of(t.code),
        str(own.answers),
        none if own.figure is None else str(rounded(own.figure)),
        percent_words(t, own.favourable),
        none if everybody is None else str(rounded(everybody)),
        "–" if change is None else signed(change),
    ]

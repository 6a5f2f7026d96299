"""今週のまとめ as a message: what waits with its buttons, the figures of units, the trend as a chart and as a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.blockkit import Block, actions, context, escape, header, section
from bot.delivery.lines import Line
from bot.delivery.opt_out_blocks import stop_button
from bot.delivery.wording import Words
from bot.digest.month_blocks import month_table, open_button
from bot.digest.pages import Digest, MonthRates, UnitPage
from bot.digest.wording import TIPS, fresh, month_cells, unit_lines
from bot.meetings.blocks import calling_out
from bot.texts import N_, Translator

WEEKLY = "digest/weekly"
#: What a person reads where they can receive it again.
KINDS: Mapping[str, str] = {WEEKLY: N_("The week's digest for heads")}

#: So many things that wait are shown, and so many units; the rest is counted.
MOST_LINES, _MOST_UNITS = 3, 3
#: Slack takes 50 blocks and about 13,000 characters. Other things for the same head may ride in the message.
MOST_BLOCKS, MOST_CHARACTERS = 36, 9_000
_LONGEST_LINE, _LONGEST_PART = 400, 1_800
_BUTTONS, _LEAST_POINTS, _LABEL = 5, 2, 20


@dataclass(frozen=True)
class Frame:
    """What a digest is drawn with: the city's own words for causes, and its zone. `may_stop`: it came by itself."""

    own_causes: Mapping[str, str]
    zone: ZoneInfo
    may_stop: bool = True


@dataclass(frozen=True)
class _Piece:
    """Some blocks with the same in plain text."""

    text: str
    blocks: tuple[Block, ...]


def digest_message(t: Translator, digest: Digest, frame: Frame) -> Words:
    """The digest. Pieces that do not fit are left out from the end; the way to more stands there in any case."""
    first, *pieces = _pieces(t, digest, frame)
    foot = _foot(t, digest, frame)
    shown = [first]
    for piece in pieces:
        if _fits([*shown, piece, foot]):
            shown.append(piece)
    parts = [*shown, foot]
    return Words("\n".join(part.text for part in parts), [block for part in parts for block in part.blocks])


def _fits(parts: Sequence[_Piece]) -> bool:
    blocks = [block for part in parts for block in part.blocks]
    return len(blocks) <= MOST_BLOCKS and len(json.dumps(blocks, ensure_ascii=False)) <= MOST_CHARACTERS


def _pieces(t: Translator, digest: Digest, frame: Frame) -> Iterator[_Piece]:
    title = t("This week: {date}", date=t.day(digest.day))
    yield _Piece(title, (header(title),))
    yield from _waiting(t, digest.waits)
    for page in digest.units[:_MOST_UNITS]:
        yield _unit(t, page, frame)
    if (more := len(digest.units) - _MOST_UNITS) > 0:
        words = t.n("{count} more unit stands under “More”.", "{count} more units stand under “More”.", more)
        yield _Piece(words, (section(words),))
    if digest.units:
        yield from _trend(t, digest.units[0], is_monthly=digest.is_monthly)
    if digest.tip is not None:
        tip = t(TIPS[digest.tip % len(TIPS)])
        yield _Piece(tip, (context(escape(tip)),))
    if digest.calls_out:
        word = calling_out(t, digest.day)
        yield _Piece(word, (context(escape(word)),))


def _waiting(t: Translator, waits: Sequence[Line]) -> Iterator[_Piece]:
    if not waits:
        return
    lead = t("*What waits for you*")
    yield _Piece(lead.strip("*"), (section(lead),))
    for line in waits[:MOST_LINES]:
        words = _clipped(line.text, _LONGEST_LINE)
        buttons = [actions(*line.buttons[:_BUTTONS])] if line.buttons else []
        yield _Piece(words, (section(escape(words)), *buttons))
    if (more := len(waits) - MOST_LINES) > 0:
        words = t.n("{count} more thing waits: see my Home tab.", "{count} more things wait: see my Home tab.", more)
        yield _Piece(words, (section(words),))


def _unit(t: Translator, page: UnitPage, frame: Frame) -> _Piece:
    lines = [f"• {_clipped(line, _LONGEST_LINE)}" for line in unit_lines(t, page, frame.own_causes)]
    while len("\n".join(lines)) > _LONGEST_PART:
        lines.pop()
    name = _clipped(page.name, 100)
    shown = "\n".join([f"*{escape(name)}*", *map(escape, lines)])
    return _Piece("\n".join([name, *lines]), (section(shown),))


def _trend(t: Translator, page: UnitPage, *, is_monthly: bool) -> Iterator[_Piece]:
    """The chart, and in the first digest of a month the table that says it in figures; else the plain text does."""
    known = [one for one in page.months if one.all_days]
    if len(known) < _LEAST_POINTS:
        return
    title = t("On-time rate by month")
    heads = [t("Month"), t("All days"), t("No-overtime days"), t("After the late hour")]
    rows = [heads, *(month_cells(t, month) for month in known)]
    text = "\n".join([title, *(t.listing(row) for row in rows)])
    yield _Piece(text, (_chart(t, title, known), *([month_table(rows)] if is_monthly else ())))


def _chart(t: Translator, title: str, known: Sequence[MonthRates]) -> Block:
    labels = [t.month(one.month)[:_LABEL] for one in known]
    values = [float(one.all_days.percent or 0) for one in known if one.all_days]
    data = [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]
    series = [{"name": t("On-time rate")[:_LABEL], "data": data}]
    drawn = {"type": "line", "series": series, "axis_config": {"categories": labels}}
    return {"type": "data_visualization", "title": title[:50], "chart": drawn}


def _foot(t: Translator, digest: Digest, frame: Frame) -> _Piece:
    note = t("Only you see this. Small groups are not shown; nobody is compared with anybody.")
    words = [fresh(t, digest.imports, frame.zone), note]
    stop = stop_button(t, WEEKLY, name=t(KINDS[WEEKLY]))
    buttons = [*([open_button(t)] if digest.units else []), *([stop] if frame.may_stop else [])]
    return _Piece("\n".join(words), (context(*map(escape, words)), *([actions(*buttons)] if buttons else [])))


def _clipped(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1] + "…"

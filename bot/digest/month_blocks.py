"""「もっと見る」: the months of a unit in a window, one page each, turned from month to month and from unit to unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot.blockkit import Block, Element, View, actions, button, context, escape, header, option, plain, section, select
from bot.digest.pages import UnitPage
from bot.digest.wording import month_cells, unit_lines
from bot.errors import OldButton
from bot.texts import Translator

OPEN = "digest.more"
CHOOSE_UNIT = "digest.months.unit"
TURN_BACK, TURN_ON = "digest.months.back", "digest.months.on"
MOVES = (CHOOSE_UNIT, TURN_BACK, TURN_ON)

_MOST_UNITS = 100
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """What a window shows: a month by its first day, of a unit; 0 is the reader's first."""

    month: date
    unit_id: int = 0


@dataclass(frozen=True)
class MonthPage:
    """A month of a unit. `units` are those that the reader may turn to, by id; `newest` is the last month."""

    place: Place
    newest: date
    page: UnitPage
    units: Mapping[int, str]
    own_causes: Mapping[str, str]


def open_button(t: Translator) -> Element:
    """Stands below the digest."""
    return button(t("More"), action_id=OPEN, about=t("the figures month by month"))


def month_table(rows: Sequence[Sequence[str]]) -> Block:
    """Figures in rows and columns; the first row are the heads."""
    cells = [[{"type": "raw_text", "text": words} for words in row] for row in rows]
    settings = [{"is_wrapped": True}, *({"align": "right"} for _ in rows[0][1:])]
    return {"type": "table", "rows": cells, "column_settings": settings}


def month_window(t: Translator, shown: MonthPage) -> View:
    """The window."""
    title = t("{unit}: {month}", unit=shown.page.name, month=t.month(shown.place.month))
    lines = [f"• {line}" for line in unit_lines(t, shown.page, shown.own_causes)]
    return {
        "type": "modal",
        "callback_id": OPEN,
        "title": plain(t("Month by month")),
        "close": plain(t("Close")),
        "private_metadata": f"{shown.place.month}|{shown.page.unit_id}",
        "blocks": [
            header(title),
            section(escape("\n".join(lines))),
            *_months(t, shown.page),
            actions(*_moves(t, shown)),
            context(escape(t("“—”: nothing is known, or nobody was on duty."))),
        ],
    }


def read_place(view: Mapping[str, Any]) -> Place:
    """What a window shows; raises OldButton where that cannot be read."""
    try:
        month, unit_id = str(view["private_metadata"]).split("|")
        return Place(date.fromisoformat(month), int(unit_id))
    except (KeyError, ValueError):
        raise OldButton("This window is an old one. Please open it once more.") from None


def moved(place: Place, action: Mapping[str, Any]) -> Place:
    """Where a press leads."""
    match action["action_id"]:
        case "digest.months.back":
            return replace(place, month=(place.month - _DAY).replace(day=1))
        case "digest.months.on":
            return replace(place, month=(place.month + 31 * _DAY).replace(day=1))
        case _:
            return replace(place, unit_id=int(action["selected_option"]["value"]))


def _months(t: Translator, page: UnitPage) -> Iterator[Block]:
    rows = [month_cells(t, month) for month in reversed(page.months)]
    words = (
        t("{month}: {all_days} on all days, {no_overtime} on no-overtime days, {late} after the late hour", **values)
        for values in (dict(zip(("month", "all_days", "no_overtime", "late"), row, strict=True)) for row in rows)
    )
    title = t("On-time rate by month")
    yield section(f"*{escape(title)}*\n" + escape("\n".join(words)))


def _moves(t: Translator, shown: MonthPage) -> Iterator[Element]:
    if len(shown.units) > 1:
        choices = [option(name, str(unit_id)) for unit_id, name in list(shown.units.items())[:_MOST_UNITS]]
        chosen = str(shown.page.unit_id)
        yield select(choices, action_id=CHOOSE_UNIT, chosen=chosen, placeholder=t("Choose a unit"))
    yield button(t("Month before"), action_id=TURN_BACK)
    if shown.place.month < shown.newest:
        yield button(t("Month after"), action_id=TURN_ON)

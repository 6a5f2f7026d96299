"""The plan table as a window: a grid of a month or, for whoever listens to it or reads on a phone, a list by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.blockkit import (
    Block,
    Element,
    View,
    actions,
    button,
    context,
    divider,
    escape,
    header,
    option,
    plain,
    section,
    select,
)
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.leave.kinds import Part
from bot.leave.plan_table import PlanTable, TableCell, TableDay, TablePerson, month_after
from bot.leave.wording import kind_name, part_word
from bot.people.vocabulary import folded
from bot.texts import N_, Translator

OPEN = "leave.table.open"
CHOOSE_UNIT = "leave.table.unit"
FIND_UNIT = "leave.table.find"
EARLIER = "leave.table.earlier"
LATER = "leave.table.later"
TURN_BACK = "leave.table.back"
TURN_ON = "leave.table.on"
AS_LIST = "leave.table.as_list"
AS_GRID = "leave.table.as_grid"
#: What shows another part of the table.
MOVES = (CHOOSE_UNIT, FIND_UNIT, EARLIER, LATER, TURN_BACK, TURN_ON, AS_LIST, AS_GRID)
TELL = "leave.table.tell_on_card"
EXPORT_XLSX = "leave.table.export_xlsx"
EXPORT_CSV = "leave.table.export"
EXPORT_CP932 = "leave.table.export_cp932"

_PEOPLE = 20
_MOST_UNITS = 100
_MOST_NAME = 8
#: So wide that two digits stand apart from the next ones.
_COLUMN = 3
_WIDE_SPACE, _NOTHING = "\u3000", "\u30fb"
_WIDE = {number: number + 0xFEE0 for number in range(ord("!"), ord("~") + 1)} | {ord(" "): 0x3000}

#: What stands in the grid for a whole day, its halves, and hours: one letter each, made wide, so that columns line up.
_LETTERS = N_("D/A/P/H")


@dataclass(frozen=True)
class Place:
    """What a window shows: a month of a unit, one page of its people, as a list or a grid."""

    unit_code: str
    month: date
    page: int = 0
    is_list: bool = False


def open_button(t: Translator) -> Element:
    """For the home tab: who of my section plans to be away."""
    return button(t("Leave plan table"), action_id=OPEN, about=t("my section"))


def table_view(t: Translator, table: PlanTable, *, page: int = 0, is_list: bool = False) -> View:
    """The window with a month."""
    last = max(0, (len(table.people) - 1) // _PEOPLE)
    place = Place(table.unit.code, table.first, min(max(page, 0), last), is_list)
    shown = _list(t, table) if is_list else _grid(t, table, place)
    parts = (_head(t, table, place), shown, _pages(t, place, last), _card(t, table), _files(t, table), _notes(t))
    return {
        "type": "modal",
        "callback_id": OPEN,
        "title": plain(t("Leave plan table")),
        "close": plain(t("Close")),
        "private_metadata": _written(place),
        "blocks": [block for part in parts for block in part],
    }


def read_place(view: Mapping[str, Any]) -> Place:
    """What a window shows; raises OldButton for anything that is none of ours."""
    try:
        month, page, shape, code = str(view["private_metadata"]).split("|", 3)
        return Place(code, date.fromisoformat(month), int(page), shape == "list")
    except (KeyError, ValueError):
        raise OldButton("This window is from an earlier day. Please open it once more.") from None


def moved(place: Place, action: Mapping[str, Any]) -> Place:
    """The place to which an action of the window leads."""
    chosen = action.get("selected_option") or {}
    steps = {
        EARLIER: replace(place, month=month_after(place.month, -1), page=0),
        LATER: replace(place, month=month_after(place.month), page=0),
        TURN_BACK: replace(place, page=max(place.page - 1, 0)),
        TURN_ON: replace(place, page=place.page + 1),
        AS_LIST: replace(place, is_list=True),
        AS_GRID: replace(place, is_list=False),
        CHOOSE_UNIT: replace(place, unit_code=str(chosen.get("value", "")), page=0),
        FIND_UNIT: replace(place, unit_code=str(chosen.get("value", "")), page=0),
    }
    return steps[str(action["action_id"])]


def read_wish(action: Mapping[str, Any]) -> bool:
    """Whether the morning card shall tell who is away."""
    return action.get("value") == "on"


def units_found(table: PlanTable, words: str) -> list[Element]:
    """The units whose name or code has these words in it, as choices."""
    wanted = folded(words)
    found = [one for one in table.others if wanted in folded(f"{one.code} {one.name}")]
    return [option(one.name, one.code) for one in found[:_MOST_UNITS]]


def file_words(t: Translator, table: PlanTable) -> Words:
    """What stands beside the file."""
    unit = t("{unit}, {month}", unit=table.unit.name, month=t.month(table.first))
    words = t("Leave plan table: {unit}", unit=unit)
    return Words(words, [section(escape(words)), *_notes(t)])


def exported(t: Translator, table: PlanTable) -> str:
    """What somebody reads who asked for a file."""
    return t(
        "The leave plan table of {unit} for {month} comes to you as a direct message. Please delete it once you have "
        "saved it.",
        unit=table.unit.name,
        month=t.month(table.first),
    )


def cell_words(t: Translator, table: PlanTable, cell: TableCell) -> str:
    """A cell in words: 1日, 午前, 2時間, the kind before it unless it is annual leave; else 不在（午後）."""
    if not cell.kinds:
        return t("away ({part})", part=part_word(cell.part, t))
    named = [kind_name(kind, t) for kind in cell.kinds if kind.code != "annual"]
    length = _length(t, table, cell)
    return t("{kinds} {length}", kinds=t.listing(named), length=length) if named else length


def _length(t: Translator, table: PlanTable, cell: TableCell) -> str:
    own = table.words if t.code.startswith("ja") else None
    if cell.hours_minutes:
        hours, rest = divmod(cell.hours_minutes, 60)
        if rest:
            return t("{hours} h {minutes} min", hours=hours, minutes=rest)
        return f"{hours}{own.hours}" if own and own.hours else t.n("{count} hour", "{count} hours", hours)
    words = {
        Part.WHOLE: (own and own.whole) or t("1 day"),
        Part.MORNING: (own and own.morning) or part_word(Part.MORNING, t),
        Part.AFTERNOON: (own and own.afternoon) or part_word(Part.AFTERNOON, t),
    }
    return words[cell.part]


def lines_of(t: Translator, table: PlanTable) -> list[str]:
    """The table as a list by day, for whoever listens to it, and for the head's week: 12月24日（木）: 青木 花 午後."""
    return [
        t("{day}: {people}", day=t.day(one.day), people=t.listing(_names(t, table, one.day)))
        for one in table.days
        if any(True for _ in table.away_on(one.day))
    ]


def _names(t: Translator, table: PlanTable, day: date) -> Iterator[str]:
    for person, cell in table.away_on(day):
        yield t("{name} {away}", name=person.name, away=cell_words(t, table, cell))


def _head(t: Translator, table: PlanTable, place: Place) -> Iterator[Block]:
    yield header(t("{unit}, {month}", unit=table.unit.name, month=t.month(place.month)))
    if len(table.others) > _MOST_UNITS:
        search = {"type": "external_select", "min_query_length": 0, "placeholder": plain(t("Name or code of a unit"))}
        yield actions({**search, "action_id": FIND_UNIT}, block_id="unit")
    elif len(table.others) > 1:
        units = [option(one.name, one.code) for one in table.others]
        chosen = select(units, action_id=CHOOSE_UNIT, chosen=table.unit.code, placeholder=t("Choose a unit"))
        yield actions(chosen, block_id="unit")
    yield actions(*_turns(t, place), block_id="month")


def _turns(t: Translator, place: Place) -> Iterator[Element]:
    for step, action_id in ((-1, EARLIER), (1, LATER)):
        month = t.month(month_after(place.month, step))
        yield button(month, action_id=action_id, about=t("Leave plan table"))
    if place.is_list:
        yield button(t("As a table"), action_id=AS_GRID)
    else:
        yield button(t("As a list"), action_id=AS_LIST, about=t("by day"))


def _grid(t: Translator, table: PlanTable, place: Place) -> Iterator[Block]:
    people = table.people[place.page * _PEOPLE : (place.page + 1) * _PEOPLE]
    letters = [letter.translate(_WIDE) for letter in t(_LETTERS).split("/")]
    for week in table.weeks():
        rows = "\n".join([_columns(week), *(_row(person, week, letters) for person in people)])
        days = t("{first} to {last}", first=t.day(week[0].day), last=t.day(week[-1].day))
        yield section(f"{escape(days)}\n```{escape(rows)}```")
    words = (t("1 day"), part_word(Part.MORNING, t), part_word(Part.AFTERNOON, t), t("hours"))
    legend = (t("{letter}: {word}", letter=letter, word=word) for letter, word in zip(letters, words, strict=True))
    yield context(escape(t.listing(legend)))


def _columns(week: Sequence[TableDay]) -> str:
    return _WIDE_SPACE * _MOST_NAME + "".join(f"{one.day.day:>{_COLUMN}}".translate(_WIDE) for one in week)


def _row(person: TablePerson, week: Sequence[TableDay], letters: Sequence[str]) -> str:
    name = " ".join(person.name.split())[:_MOST_NAME].translate(_WIDE)
    cells = "".join(f"{_letter(person.cells.get(one.day), letters):{_WIDE_SPACE}>{_COLUMN}}" for one in week)
    return f"{name:{_WIDE_SPACE}<{_MOST_NAME}}{cells}"


def _letter(cell: TableCell | None, letters: Sequence[str]) -> str:
    if cell is None:
        return _NOTHING
    whole, morning, afternoon, hours = letters
    if cell.hours_minutes:
        return hours
    return {Part.WHOLE: whole, Part.MORNING: morning, Part.AFTERNOON: afternoon}[cell.part]


def _list(t: Translator, table: PlanTable) -> Iterator[Block]:
    lines = [f"• {escape(line)}" for line in lines_of(t, table)]
    for start in range(0, len(lines), 5):
        yield section("\n".join(lines[start : start + 5]))
    if not lines:
        yield section(escape(t("Nobody has planned leave in this month yet.")))


def _pages(t: Translator, place: Place, last: int) -> Iterator[Block]:
    if last and not place.is_list:
        yield context(escape(t("Page {page} of {pages}", page=place.page + 1, pages=last + 1)))
        yield actions(*_page_turns(t, place.page, last), block_id="pages")


def _page_turns(t: Translator, page: int, last: int) -> Iterator[Element]:
    if page > 0:
        yield button(t("Back to page {page}", page=page), action_id=TURN_BACK)
    if page < last:
        yield button(t("On to page {page}", page=page + 2), action_id=TURN_ON)


def _card(t: Translator, table: PlanTable) -> Iterator[Block]:
    """For whoever decides about the unit: whether its morning card names who is away."""
    if table.tells_on_card is not None:
        now = t("The morning card tells who is away.") if table.tells_on_card else ""
        yield divider()
        yield section(escape(now or t("The morning card does not tell who is away.")))
        words = t("Don't tell it any more") if table.tells_on_card else t("Tell it: names and half days, no kinds")
        yield actions(button(words, action_id=TELL, value="off" if table.tells_on_card else "on"), block_id="card")


def _files(t: Translator, table: PlanTable) -> Iterator[Block]:
    if table.may_export:
        yield divider()
        yield actions(
            button(t("Excel workbook"), action_id=EXPORT_XLSX),
            button(t("CSV for Excel"), action_id=EXPORT_CSV),
            button(t("CSV in Shift_JIS"), action_id=EXPORT_CP932),
            block_id="files",
        )
        yield context(escape(t("This month as a file, in a message to you alone. Every export leaves a record.")))


def _notes(t: Translator) -> Iterator[Block]:
    yield divider()
    yield context(escape(t("These are plans, no applications: leave is applied for in the attendance system.")))


def _written(place: Place) -> str:
    shape = "list" if place.is_list else "grid"
    return f"{place.month}|{place.page}|{shape}|{place.unit_code}"

"""The window in which officers declare and end special modes (災害・選挙等対応中), and what it reads from its form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.blockkit import (
    Block,
    Element,
    View,
    actions,
    button,
    choices,
    datepicker,
    divider,
    escape,
    field,
    option,
    plain,
    section,
)
from bot.errors import OldButton
from bot.people.kinds import ModeKind
from bot.people.modes import MODES, ModesPage, ModeWish, NamedMode
from bot.people.tree import UnitNode
from bot.texts import Translator

DECLARE = "people.special_mode"
CHOOSE_UNIT = "people.special_mode.unit"
END_WITH_TODAY = "people.special_mode.end_with_today"
END_BEFORE_TODAY = "people.special_mode.end_before_today"

#: The value of the choice that is no unit.
_CITY = "*"
_MOST_MODES = 20


def window(t: Translator, page: ModesPage, *, is_decided: bool = False) -> View:
    """What holds or was declared for later, each with its end, and the form for one more."""
    parts = (_decided(t, is_decided=is_decided), _explained(t), _modes(t, page), _form(t, page.today))
    return {
        "type": "modal",
        "callback_id": DECLARE,
        "title": plain(t("Disaster, election …")),
        "submit": plain(t("Declare")),
        "close": plain(t("Close")),
        "blocks": [block for part in parts for block in part],
    }


def read_wish(view: Mapping[str, Any]) -> ModeWish:
    """What an officer wants to declare; raises OldButton for a window that is not ours."""
    try:
        values = view["state"]["values"]
        unit = str(values["unit"][CHOOSE_UNIT]["selected_option"]["value"])
        first, last = (date.fromisoformat(values[name]["value"]["selected_date"]) for name in ("first", "last"))
        kind = ModeKind(values["kind"]["value"]["selected_option"]["value"])
    except (KeyError, TypeError, ValueError):
        raise OldButton("This window is from an earlier day. Please open it once more.") from None
    return ModeWish(kind, None if unit == _CITY else unit, first, last)


def read_number(action: Mapping[str, Any]) -> int:
    """The number of the mode that a button ends."""
    try:
        return int(action["value"])
    except (KeyError, ValueError):
        raise OldButton("This window is from an earlier day. Please open it once more.") from None


def span_error(sentence: str) -> dict[str, str]:
    """What stands below the last day where the two days cannot be."""
    return {"last": sentence}


def unit_options(t: Translator, typed: str, found: Sequence[tuple[UnitNode, str]]) -> list[Element]:
    """What the field for the unit offers: the whole city while nothing is typed, and the units that were found."""
    units = [option(_unit_name(t, unit, above), unit.code) for unit, above in found]
    return units if typed else [option(t("The whole city"), _CITY), *units]


def mode_line(t: Translator, named: NamedMode) -> str:
    """A mode in one line: `建設局：災害（11月24日〜11月26日）`."""
    mode = named.mode
    where = t("The whole city") if named.is_citywide else named.unit.name if named.unit else t("a former unit")
    span = {"first": t.full_day(mode.starts_on), "last": t.full_day(mode.ends_on)}
    return t("{unit}: {kind} (from {first} to {last})", unit=where, kind=t(MODES[mode.kind]), **span)


def _unit_name(t: Translator, unit: UnitNode, above: str) -> str:
    return t("{unit} ({above})", unit=unit.name, above=above) if above else unit.name


def _decided(t: Translator, *, is_decided: bool) -> Iterator[Block]:
    if is_decided:
        words = t("Thank you, it is declared. It holds from now on.")
        yield section(f":frog: *{escape(words)}*")


def _explained(t: Translator) -> Iterator[Block]:
    yield section(
        escape(
            t(
                "While a unit is in this mode its cards call nobody to leave, nobody gets a direct message, and its "
                "overtime is counted apart. What is below the unit follows."
            )
        )
    )


def _modes(t: Translator, page: ModesPage) -> Iterator[Block]:
    title = t("What holds now or was declared for later")
    yield section(f"*{escape(title)}*")
    if not page.modes:
        yield section(escape(t("Nothing: everybody works as usual.")))
    for named in page.modes[:_MOST_MODES]:
        yield section(escape(mode_line(t, named)))
        yield actions(*_ends(t, named, page.today))


def _ends(t: Translator, named: NamedMode, today: date) -> Iterator[Element]:
    line, number = mode_line(t, named), str(named.mode.id)
    if named.mode.starts_on > today:
        yield button(t("Take back"), action_id=END_BEFORE_TODAY, value=number, about=line)
        return
    if named.mode.ends_on > today:
        yield button(t("End with today"), action_id=END_WITH_TODAY, value=number, about=line)
    yield button(t("It is over, today is as usual"), action_id=END_BEFORE_TODAY, value=number, about=line)


def _form(t: Translator, today: date) -> Iterator[Block]:
    yield divider()
    kinds = [option(t(MODES[kind]), kind.value) for kind in ModeKind]
    yield field("kind", t("What is it?"), choices("radio_buttons", kinds, chosen=[ModeKind.DISASTER]))
    search = {"type": "external_select", "min_query_length": 0, "placeholder": plain(t("Name or code of a unit"))}
    yield field("unit", t("Who is in it?"), {**search, "action_id": CHOOSE_UNIT})
    yield field("first", t("First day"), datepicker(today))
    yield field("last", t("Last day"), datepicker(today), hint=t("Both days belong to it. You can end it earlier."))

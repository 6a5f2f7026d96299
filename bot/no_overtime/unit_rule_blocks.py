"""The window in which a head decides a unit's own days, what it reads from the form, and every rule as a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.blockkit import (
    Block,
    Element,
    View,
    actions,
    button,
    choices,
    context,
    datepicker,
    divider,
    escape,
    field,
    option,
    plain,
    section,
    select,
)
from bot.city.fields import Weekday
from bot.errors import OldButton
from bot.no_overtime.rules import Reason, RuleKind, UnitRule
from bot.no_overtime.unit_rules import PARTS, WEEKS, WORKDAYS, DecidedRule, Flaw, OwnDays, Part, UnitChoice
from bot.no_overtime.wording import REASONS
from bot.texts import N_, Translator

OPEN = "no_overtime.own_days.open"
CHOOSE_UNIT = "no_overtime.own_days.unit"
CHOOSE_KIND = "no_overtime.own_days.kind"
END = "no_overtime.own_days.end"
DECIDE = "no_overtime.own_days"

#: A select holds no more.
_MOST_UNITS = 100
_MOST_RULES = 20
_MOST_PAST = 10

#: What a head chooses from when a unit decides its own days.
_RULE_KINDS: Mapping[RuleKind, str] = {
    RuleKind.INSTEAD: N_("Weekdays of its own instead of the city's (paydays stay)"),
    RuleKind.BESIDE: N_("More weekdays besides the others, always or for a drive"),
    RuleKind.COMPLETE: N_("Complete days, such as every third Wednesday"),
    RuleKind.EXEMPT: N_("None of the city's days, such as a counter that opens late"),
    RuleKind.SWAP: N_("Once: another day instead of one of the coming days"),
}

_WEEKS_OF_A_MONTH: Mapping[int, str] = {
    1: N_("first {weekday}"),
    2: N_("second {weekday}"),
    3: N_("third {weekday}"),
    4: N_("fourth {weekday}"),
    5: N_("fifth {weekday}"),
}


@dataclass(frozen=True)
class Form:
    """What the window says: the unit and kind that it was drawn for, and what is chosen in it now."""

    unit_code: str
    kind: RuleKind
    chosen_kind: RuleKind
    rule: UnitRule

    @property
    def is_out_of_date(self) -> bool:
        """Whether the fields are still those of another kind."""
        return self.kind is not self.chosen_kind


def open_button(t: Translator, *, label: str) -> Element:
    """For the home tab of a head; `label` is what the city calls the day."""
    return button(t("Decide your unit's own {label}", label=label), action_id=OPEN)


def window(t: Translator, shown: OwnDays, *, kind: RuleKind = RuleKind.INSTEAD, is_decided: bool = False) -> View:
    """What holds, what held, and the form for one more rule of a kind; `is_decided` says that the last one is kept."""
    parts = (
        _decided(t, is_decided=is_decided),
        _unit(t, shown),
        _holding(t, shown),
        _history(t, shown),
        _form(t, shown, kind),
    )
    return {
        "type": "modal",
        "callback_id": DECIDE,
        "title": plain(t("Your unit's own days")),
        "submit": plain(t("Decide")),
        "close": plain(t("Close")),
        "private_metadata": json.dumps({"unit": shown.unit.code, "kind": kind}),
        "blocks": [block for part in parts for block in part],
    }


def read_form(view: Mapping[str, Any]) -> Form:
    """What a window says; raises OldButton for one that is not ours."""
    try:
        drawn = json.loads(view["private_metadata"])
        kind = RuleKind(drawn["kind"])
        entries = {block_id: entry for block_id, fields in view["state"]["values"].items() for entry in fields.values()}
        chosen = RuleKind(entries["kind"]["selected_option"]["value"])
        return Form(str(drawn["unit"]), kind, chosen, _rule(kind, entries))
    except (KeyError, TypeError, ValueError):
        raise OldButton("This window is from an earlier day. Please open it once more.") from None


def read_number(action: Mapping[str, Any]) -> int:
    """The number of the rule that a button takes back."""
    try:
        return int(action["value"])
    except (KeyError, ValueError):
        raise OldButton("This window is from an earlier day. Please open it once more.") from None


def errors(t: Translator, flaws: Sequence[Flaw], form: Form) -> dict[str, str]:
    """The sentences below the fields, by block_id; what has no field of its own stands below the first."""
    fields = PARTS[form.kind]
    return {(flaw.part if flaw.part in fields else fields[0]).value: flaw_line(t, flaw) for flaw in reversed(flaws)}


def flaw_line(t: Translator, flaw: Flaw) -> str:
    """What is wrong with a rule, and which other rule it stands against."""
    if flaw.clash is not None:
        words = rule_line(t, flaw.clash)
        return t("“{rule}” stands against it. Take that one back first, or choose other days.", rule=words)
    told = {name: t.full_day(value) if isinstance(value, date) else value for name, value in flaw.values.items()}
    return t(flaw.message, **told)


def rule_line(t: Translator, decided: DecidedRule) -> str:
    """A rule and from when to when it holds, in one line."""
    rule, words = decided.rule, rule_words(t, decided.rule)
    if decided.was_withdrawn:
        return t("{rule} (taken back before it began)", rule=words)
    if rule.given_up or (rule.valid_from == date.min and rule.valid_to == date.max):
        return words
    if rule.valid_from == date.min:
        return t("{rule} (until {last})", rule=words, last=t.full_day(rule.valid_to))
    if rule.valid_to == date.max:
        return t("{rule} (from {first})", rule=words, first=t.full_day(rule.valid_from))
    first, last = t.full_day(rule.valid_from), t.full_day(rule.valid_to)
    return t("{rule} (from {first} to {last})", rule=words, first=first, last=last)


def rule_words(t: Translator, rule: UnitRule) -> str:
    """What a rule says, without its span."""
    days = sorted(rule.weekdays, key=lambda day: day.number)
    weekdays = t.listing(_weekday(t, day) for day in days)
    match rule.kind:
        case RuleKind.INSTEAD:
            return t("{weekdays} instead of the city's weekdays", weekdays=weekdays)
        case RuleKind.BESIDE:
            return t("{weekdays} besides the other days", weekdays=weekdays)
        case RuleKind.COMPLETE:
            nth = (t(_WEEKS_OF_A_MONTH[week], weekday=_weekday(t, day)) for week in sorted(rule.weeks) for day in days)
            return t("A complete day each month: {days}", days=t.listing(nth))
        case RuleKind.EXEMPT:
            return t("None of the city's days")
        case RuleKind.SWAP:
            assert rule.given_up is not None
            return t("{day} instead of {given_up}", day=t.day(rule.valid_from), given_up=t.day(rule.given_up))


def _decided(t: Translator, *, is_decided: bool) -> Iterator[Block]:
    if is_decided:
        words = t("Thank you, it is decided. The calendar and the home tabs show it now.")
        yield section(f":frog: *{escape(words)}*")


def _unit(t: Translator, shown: OwnDays) -> Iterator[Block]:
    yield section(escape(t("{unit} and everything below it", unit=shown.unit.name)))
    if len(shown.units) > 1:
        units = [option(_unit_name(t, unit), unit.code) for unit in shown.units[:_MOST_UNITS]]
        placeholder = t("Choose a unit")
        yield actions(select(units, action_id=CHOOSE_UNIT, chosen=shown.unit.code, placeholder=placeholder))


def _unit_name(t: Translator, unit: UnitChoice) -> str:
    return t("{unit} ({above})", unit=unit.name, above=unit.above) if unit.above else unit.name


def _holding(t: Translator, shown: OwnDays) -> Iterator[Block]:
    title = t("What your unit has decided")
    yield section(f"*{escape(title)}*")
    if not shown.holding:
        yield section(escape(t("Nothing of its own: the days of the city, or of the unit above, hold.")))
    for decided in shown.holding[:_MOST_RULES]:
        words = rule_line(t, decided)
        back = button(t("Take back"), action_id=END, value=str(decided.number), about=words)
        yield section(escape(words), accessory=back)


def _history(t: Translator, shown: OwnDays) -> Iterator[Block]:
    if shown.history:
        lines = "\n".join(f"• {escape(rule_line(t, decided))}" for decided in shown.history[:_MOST_PAST])
        title = t("What is over:")
        yield context(f"{escape(title)}\n{lines}")


def _form(t: Translator, shown: OwnDays, kind: RuleKind) -> Iterator[Block]:
    yield divider()
    kinds = [option(t(_RULE_KINDS[one]), one.value) for one in RuleKind]
    radio = choices("radio_buttons", kinds, chosen=[kind])
    yield field("kind", t("One more rule"), radio, action_id=CHOOSE_KIND)
    if kind is RuleKind.SWAP and not shown.coming:
        yield section(escape(t("This unit has no such day in the next eight weeks that could be exchanged.")))
        return
    for part in PARTS[kind]:
        yield _field(t, part, shown)


def _field(t: Translator, part: Part, shown: OwnDays) -> Block:
    match part:
        case Part.WEEKDAYS:
            days = [option(_weekday(t, day), day.value) for day in WORKDAYS]
            return field(part, t("Weekdays"), choices("checkboxes", days))
        case Part.WEEKS:
            weeks = [option(t("Week {number}", number=week), str(week)) for week in WEEKS]
            hint = t("The third Wednesday of a month is in week 3.")
            return field(part, t("Weeks of the month"), choices("checkboxes", weeks), hint=hint)
        case Part.VALID_FROM:
            return field(part, t("First day"), datepicker(shown.today))
        case Part.VALID_TO:
            hint = t("For a drive over some weeks, its last day. Empty: until you take the rule back.")
            return field(part, t("Last day"), datepicker(), hint=hint, is_optional=True)
        case Part.GIVEN_UP:
            days = [option(t.full_day(day), day.isoformat()) for day in shown.coming]
            menu = select(days, action_id="value", chosen="", placeholder=t("Choose a day"))
            return field(part, t("The day that is given up"), menu)
        case Part.DAY:
            hint = t("A working day, at most {days} days before or after.", days=shown.window_days)
            return field(part, t("The day instead"), datepicker(), hint=hint)


def _weekday(t: Translator, day: Weekday) -> str:
    return t(REASONS[Reason(day.value)])


def _rule(kind: RuleKind, entries: Mapping[str, Any]) -> UnitRule:
    """The rule of the fields that a kind has; what was not chosen is left out."""
    if kind is RuleKind.SWAP:
        day = _date(entries, Part.DAY) or date.min
        chosen = entries[Part.GIVEN_UP]["selected_option"]
        return UnitRule(kind, valid_from=day, valid_to=day, given_up=chosen and date.fromisoformat(chosen["value"]))
    return UnitRule(
        kind,
        frozenset(Weekday(value) for value in _values(entries, Part.WEEKDAYS)),
        _date(entries, Part.VALID_FROM) or date.min,
        _date(entries, Part.VALID_TO) or date.max,
        frozenset(int(value) for value in _values(entries, Part.WEEKS)),
    )


def _values(entries: Mapping[str, Any], part: Part) -> list[str]:
    return [one["value"] for one in entries.get(part, {}).get("selected_options", [])]


def _date(entries: Mapping[str, Any], part: Part) -> date | None:
    chosen = entries.get(part, {}).get("selected_date")
    return date.fromisoformat(chosen) if chosen else None

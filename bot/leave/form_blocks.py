"""The form in which leave is planned or changed, what it shows while it is filled in, and what is read from it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bot.blockkit import (
    Block,
    Element,
    View,
    context,
    datepicker,
    escape,
    field,
    option,
    plain,
    section,
    select,
    timepicker,
)
from bot.city.leave import ANNUAL
from bot.errors import OldButton
from bot.leave.kinds import Hours, Part, Span, Wish
from bot.leave.plan_blocks import official, preview_lines, trouble_lines
from bot.leave.plans import FormFacts, Plan, Preview, Proposal
from bot.leave.problems import Field
from bot.leave.wording import amount_in_words, kind_about, kind_name
from bot.texts import N_, Translator

CHANGED = "leave.form.changed"
PLAN = "leave.form"

_MOST_STEPS = 100


class Shape(StrEnum):
    """What the form asks for: days with their halves, or hours of one day."""

    DAYS = "days"
    HOURS = "hours"


_SHAPES = {Shape.DAYS: N_("Days and half days"), Shape.HOURS: N_("Some hours of one day")}
_BEGINS = {Part.WHOLE: N_("from the morning on"), Part.AFTERNOON: N_("from noon on")}
_ENDS = {Part.WHOLE: N_("until the evening"), Part.MORNING: N_("until noon")}


@dataclass(frozen=True)
class Entries:
    """What the fields say. `last` is None for a single day; `begins` and `ends` are the parts at the two ends."""

    shape: Shape = Shape.DAYS
    kind: str = ANNUAL
    first: date | None = None
    last: date | None = None
    begins: Part = Part.WHOLE
    ends: Part = Part.WHOLE
    start_minute: int | None = None
    minutes: int | None = None

    @property
    def wish(self) -> Wish | None:
        """What is wished; None as long as a field is empty that it needs."""
        if self.first is None:
            return None
        if self.shape is Shape.HOURS:
            return None if self.minutes is None else Hours(self.first, self.start_minute, self.minutes)
        last = self.last or self.first
        if last == self.first:
            return Span(last, last, *_single(self.begins, self.ends))
        return Span(self.first, last, self.begins, self.ends)


@dataclass(frozen=True)
class Form:
    """A form as it was sent: its fields, the key of what it plans, and of the plan that it changes (or nothing).

    `drawn` is the shape for which its fields were drawn.
    """

    entries: Entries
    key: str
    changing: str
    drawn: Shape

    @property
    def is_out_of_date(self) -> bool:
        """Whether its fields are still those of another shape."""
        return self.drawn is not self.entries.shape

    @property
    def proposal(self) -> Proposal | None:
        """What is to be planned, as soon as the fields say it."""
        wish = self.entries.wish
        return None if wish is None else Proposal(self.key, self.entries.kind, wish)


def new_form(key: str) -> Form:
    """An empty form."""
    return Form(Entries(), key, "", Shape.DAYS)


def form_of(plan: Plan, key: str, today: date) -> Form:
    """A form that begins with what is planned already; of leave that has begun, with the rest."""
    wish = plan.wish
    if isinstance(wish, Hours):
        hours = Entries(Shape.HOURS, plan.kind, wish.day, start_minute=wish.start_minute, minutes=wish.minutes)
        return Form(hours, key, plan.key, Shape.HOURS)
    first, last = max(wish.first, today), None if wish.last <= today or wish.is_single_day else wish.last
    begins = Part.AFTERNOON if first == wish.first and wish.first_part is Part.AFTERNOON else Part.WHOLE
    ends = Part.MORNING if wish.last_part is Part.MORNING else Part.WHOLE
    return Form(Entries(Shape.DAYS, plan.kind, first, last, begins, ends), key, plan.key, Shape.DAYS)


def window(t: Translator, form: Form, facts: FormFacts, found: Preview | None = None) -> View:
    """The form with what is entered in it, and what that would mean as soon as it is known."""
    shape = form.entries.shape
    fields = _days(t, form.entries) if shape is Shape.DAYS else _hours(t, form.entries, facts)
    return {
        "type": "modal",
        "callback_id": PLAN,
        "title": plain(t("Planned leave")),
        "submit": plain(t("Change") if form.changing else t("Plan it")),
        "close": plain(t("Close")),
        "private_metadata": json.dumps({"key": form.key, "changing": form.changing, "shape": shape}),
        "blocks": [*_head(t, form.entries, facts), *fields, *_preview(t, found), context(escape(official(t)))],
    }


def read_form(view: Mapping[str, Any]) -> Form:
    """What a window says; raises OldButton for one that is not ours."""
    try:
        drawn = json.loads(view["private_metadata"])
        said = {block_id: entry for block_id, fields in view["state"]["values"].items() for entry in fields.values()}
        entries = Entries(
            shape=Shape(_option(said, "shape") or drawn["shape"]),
            kind=_option(said, "kind") or ANNUAL,
            first=_day(said, Field.FIRST),
            last=_day(said, Field.LAST),
            begins=Part(_option(said, "begins") or Part.WHOLE),
            ends=Part(_option(said, "ends") or Part.WHOLE),
            start_minute=_minute(said.get(Field.START, {}).get("selected_time")),
            minutes=int(_option(said, Field.MINUTES)) if _option(said, Field.MINUTES) else None,
        )
        return Form(entries, str(drawn["key"]), str(drawn["changing"]), Shape(drawn["shape"]))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise OldButton("This window is from an earlier day. Please open it once more.") from None


def errors(t: Translator, found: Preview, form: Form) -> dict[str, str]:
    """The sentences below the fields, by block_id; what has no field of its own stands below the first."""
    has = {Field.FIRST, Field.LAST} if form.drawn is Shape.DAYS else {Field.FIRST, Field.START, Field.MINUTES}
    places = [one.at if one.at in has else Field.FIRST for one in found.troubles]
    return dict(reversed(list(zip((place.value for place in places), trouble_lines(t, found), strict=True))))


def missing(t: Translator, form: Form) -> dict[str, str]:
    """The sentence below the field that is empty although it is needed."""
    if form.entries.first is None:
        return {Field.FIRST: t("Choose a day.")}
    return {Field.MINUTES: t("Choose how long you will be away.")}


def _single(begins: Part, ends: Part) -> tuple[Part, Part]:
    """The parts of a span of one day: whole, one half twice, or the two that leave nothing."""
    if begins is ends:
        return Part.WHOLE, Part.WHOLE
    if begins is Part.WHOLE:
        return ends, ends
    return (begins, begins) if ends is Part.WHOLE else (begins, ends)


def _head(t: Translator, entries: Entries, facts: FormFacts) -> Iterator[Block]:
    kinds = [option(kind_name(kind, t), kind.code) for kind in facts.kinds]
    menu = select(kinds, action_id=CHANGED, chosen=entries.kind, placeholder=t("Kind of leave"))
    about = next((kind_about(kind, t) for kind in facts.kinds if kind.code == entries.kind), "")
    yield field("kind", t("Kind of leave"), menu, hint=about, action_id=CHANGED)
    if facts.has_hours:
        shapes = _options(t, _SHAPES, entries.shape, t("Days or hours"))
        yield field("shape", t("Days or hours"), shapes, action_id=CHANGED)


def _days(t: Translator, entries: Entries) -> Iterator[Block]:
    yield field(Field.FIRST, t("First day"), datepicker(entries.first), action_id=CHANGED)
    hint = t("Only for several days. Days off in between are not counted.")
    picker = datepicker(entries.last)
    yield field(Field.LAST, t("Last day"), picker, hint=hint, is_optional=True, action_id=CHANGED)
    begins = _options(t, _BEGINS, entries.begins, t("Begins"))
    yield field("begins", t("Begins"), begins, action_id=CHANGED)
    yield field("ends", t("Ends"), _options(t, _ENDS, entries.ends, t("Ends")), action_id=CHANGED)


def _hours(t: Translator, entries: Entries, facts: FormFacts) -> Iterator[Block]:
    yield field(Field.FIRST, t("Day"), datepicker(entries.first), action_id=CHANGED)
    start = facts.workday.start if entries.start_minute is None else entries.start_minute
    yield field(Field.START, t("From"), timepicker(start), action_id=CHANGED)
    steps = [option(_length(t, one, facts), str(one)) for one in _steps(entries, facts)]
    chosen = "" if entries.minutes is None else str(entries.minutes)
    lengths = select(steps, action_id=CHANGED, chosen=chosen, placeholder=t("Choose a length"))
    yield field(Field.MINUTES, t("How long"), lengths, action_id=CHANGED)


def _steps(entries: Entries, facts: FormFacts) -> list[int]:
    """Every multiple of the unit within a day, what is left of the balance, and what was chosen before."""
    steps = set(range(facts.unit_minutes, facts.workday.minutes, facts.unit_minutes))
    odd = {one for one in (facts.remainder, entries.minutes) if one and one < facts.workday.minutes}
    return sorted(steps | odd)[:_MOST_STEPS]


def _length(t: Translator, minutes: int, facts: FormFacts) -> str:
    return amount_in_words(minutes, facts.workday.minutes, t)


def _preview(t: Translator, found: Preview | None) -> Iterator[Block]:
    if found is not None:
        lines = trouble_lines(t, found) or list(preview_lines(t, found))
        yield section("\n".join(f"• {escape(line)}" for line in lines))


def _options(t: Translator, names: Mapping[Any, str], chosen: str, placeholder: str) -> Element:
    found: Sequence[Element] = [option(t(name), str(code)) for code, name in names.items()]
    return select(found, action_id=CHANGED, chosen=chosen, placeholder=placeholder)


def _option(said: Mapping[str, Any], name: str) -> str:
    chosen = said.get(name, {}).get("selected_option")
    return str(chosen["value"]) if chosen else ""


def _day(said: Mapping[str, Any], name: str) -> date | None:
    chosen = said.get(name, {}).get("selected_date")
    return date.fromisoformat(chosen) if chosen else None


def _minute(written: str | None) -> int | None:
    if not written:
        return None
    hour, _, minute = written.partition(":")
    return int(hour) * 60 + int(minute)

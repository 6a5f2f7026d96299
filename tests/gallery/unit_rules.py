"""Examples of the window in which a head decides a unit's own days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.blockkit import actions
from bot.city.fields import Weekday
from bot.no_overtime import unit_rule_blocks
from bot.no_overtime.rules import RuleKind, UnitRule
from bot.no_overtime.unit_rules import DecidedRule, Flaw, OwnDays, Part, UnitChoice
from bot.people.tree import UnitNode
from tests.gallery.frames import Frame, Reader, example_of, view
from tests.gallery.no_overtime import LABELS, LONG_UNIT, WEDNESDAY

THURSDAY = frozenset({Weekday.THURSDAY})
COUNTER = OwnDays(UnitNode(1, "0301", "市民課"), (UnitChoice("0301", "市民課", "市民部"),), WEDNESDAY)
FULL = OwnDays(
    UnitNode(2, "0901", LONG_UNIT),
    (UnitChoice("0901", LONG_UNIT, "<企画> & 推進部"), UnitChoice("090101", "庶務係", LONG_UNIT)),
    WEDNESDAY,
    holding=(
        DecidedRule(4, UnitRule(RuleKind.INSTEAD, THURSDAY)),
        DecidedRule(
            5,
            UnitRule(RuleKind.BESIDE, frozenset(list(Weekday)[:5]), WEDNESDAY, WEDNESDAY + timedelta(weeks=5)),
        ),
        DecidedRule(6, UnitRule(RuleKind.COMPLETE, THURSDAY, WEDNESDAY, weeks=frozenset({1, 3, 5}))),
        DecidedRule(
            7,
            UnitRule(
                RuleKind.SWAP,
                valid_from=date(2026, 12, 4),
                valid_to=date(2026, 12, 4),
                given_up=date(2026, 12, 3),
            ),
        ),
    ),
    history=(
        DecidedRule(2, UnitRule(RuleKind.EXEMPT, valid_from=date(2026, 4, 1), valid_to=date(2026, 5, 31))),
        DecidedRule(3, UnitRule(RuleKind.INSTEAD, THURSDAY, date(2026, 7, 1), date(2026, 6, 20))),
        DecidedRule(1, UnitRule(RuleKind.INSTEAD, THURSDAY, valid_to=date(2026, 3, 31))),
    ),
    coming=tuple(WEDNESDAY + timedelta(weeks=week) for week in range(8)),
)


@example_of(unit_rule_blocks.window)
def windows(reader: Reader) -> Iterator[Frame]:
    yield view("nothing decided yet", unit_rule_blocks.window(reader.t, COUNTER))
    for kind in RuleKind:
        yield view(f"all there is, {kind}", unit_rule_blocks.window(reader.t, FULL, kind=kind, is_decided=True))
    yield view("nothing to exchange", unit_rule_blocks.window(reader.t, COUNTER, kind=RuleKind.SWAP))
    message = "This day is over. Choose {earliest} or a later day."
    clash = Flaw(Part.WEEKDAYS, "", clash=FULL.holding[0])
    said = {
        flaw.part.value: unit_rule_blocks.flaw_line(reader.t, flaw)
        for flaw in (Flaw(Part.VALID_FROM, message, {"earliest": WEDNESDAY}), clash)
    }
    yield view("with errors", unit_rule_blocks.window(reader.t, COUNTER), **said)


@example_of(unit_rule_blocks.open_button)
def open_buttons(reader: Reader) -> Iterator[Frame]:
    pressed = unit_rule_blocks.open_button(reader.t, label=LABELS[reader.t.code])
    yield view("on the home tab", {"type": "home", "blocks": [actions(pressed)]})

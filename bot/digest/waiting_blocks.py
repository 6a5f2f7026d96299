"""Overtime reports that wait, as a line of the digest and as the window in which they are confirmed one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.blockkit import Block, View, actions, button, context, escape, plain, section
from bot.delivery.lines import Line
from bot.overtime.evening_card import Entry, facts_of
from bot.texts import Translator

OPEN = "digest.reports.open"
CONFIRM = "digest.reports.confirm"
SEND_BACK = "digest.reports.send_back"

_MOST = 20


def reports_line(t: Translator, entries: Sequence[Entry]) -> Line:
    """All reports that wait for a head, as one line."""
    words = t.n(
        "{count} overtime report waits to be confirmed.", "{count} overtime reports wait to be confirmed.", len(entries)
    )
    look = button(t("Look and confirm"), action_id=OPEN, about=t("overtime reports"))
    return Line(words, min(one.report.day for one in entries), (look,))


def reports_window(t: Translator, entries: Sequence[Entry], own_causes: Mapping[str, str], *, said: str = "") -> View:
    """The reports, each with its buttons; `said` is how the press before ended."""
    shown = [block for entry, name in _named(entries) for block in _entry(t, entry, name, own_causes)]
    nothing = [] if entries else [section(escape(t("No overtime report waits for you. Thank you.")))]
    more = len(entries) - _MOST
    rest = [context(t.n("{count} more follows these.", "{count} more follow these.", more))] if more > 0 else []
    note = context(t("To confirm is to have read it. It is no overtime order."))
    return {
        "type": "modal",
        "callback_id": OPEN,
        "title": plain(t("Overtime reports")),
        "close": plain(t("Close")),
        "blocks": [*([section(escape(said))] if said else []), *nothing, *shown, *rest, note],
    }


def _named(entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Each with a name that no other has: buttons are told apart by it."""
    seen: Counter[str] = Counter()
    for entry in entries[:_MOST]:
        seen[entry.name] += 1
        yield entry, entry.name if seen[entry.name] == 1 else f"{entry.name} ({seen[entry.name]})"


def _entry(t: Translator, entry: Entry, name: str, own_causes: Mapping[str, str]) -> Iterator[Block]:
    report = entry.report
    facts = "\n".join(escape(fact) for fact in (entry.unit_name, *facts_of(t, report, own_causes)) if fact)
    title = t("{date} {name}", date=t.day(report.day), name=entry.name)
    yield section(f"*{escape(title)}*\n{facts}")
    value = f"{report.id}|{report.version}"
    about = t("the report of {name}", name=name)
    yield actions(
        button(t("Confirm"), action_id=CONFIRM, value=value, about=about, style="primary"),
        button(t("Send back"), action_id=SEND_BACK, value=value, about=about),
    )

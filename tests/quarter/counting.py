"""Who got how many messages in the quarter, in words: for a clerk, a part-timer, a head of six and a head of twelve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.quarter.ledger import EVENING_CARD, FORGOTTEN, Ledger
from tests.quarter.rows import DAY, Rows

_FULL_WEEK = 0b0011111
_PART_TIME = "fiscal_year"


def told(ledger: Ledger) -> Iterator[str]:
    """What arrived in all and why some of it did not, then the four people."""
    sent = Counter(kind for one in ledger.sent for kind in one.kinds)
    yield f"{len(ledger.sent)} messages arrived: {_listed(sent)}"
    skipped = Counter(f"{row['kind']} {row['reason']}" for row in ledger.rows.tables["message"] if row["reason"])
    yield f"not sent: {_listed(skipped)}"
    for name, who in protagonists(ledger.rows).items():
        yield f"{name}: {_of_one(ledger, who)}"


def protagonists(rows: Rows) -> dict[str, int]:
    """The first of each sort who has an account, by their staff number; heads of about so many."""
    known = sorted(
        (one for one in rows.home if rows.has_account(one)), key=lambda one: rows.people[one]["staff_number"]
    )
    spans = {some[0]: len(rows.people_below(unit_id) - {some[0]}) for unit_id, some in rows.leading.items()}
    leading = {who for some in rows.leading.values() for who in some}
    clerks = [one for one in known if one not in leading]
    part_time = [one for one in clerks if rows.employed[one]["weekdays"] < _FULL_WEEK]
    found = {
        "clerk": next(one for one in clerks if rows.employed[one]["weekdays"] == _FULL_WEEK),
        "part-timer": next(one for one in part_time if rows.employed[one]["kind"] == _PART_TIME),
    }
    for span in (6, 12):
        nearest = min((one for one in known if one in spans), key=lambda one: abs(spans[one] - span))
        found[f"head of {spans[nearest]}"] = nearest
    return found


def _of_one(ledger: Ledger, who: int) -> str:
    arrived = ledger.arrivals.get(who, [])
    kinds = Counter(kind for _, some in arrived for kind in some)
    weeks = Counter(at.date() - at.weekday() * DAY for at, _ in arrived)
    days = Counter(at.date() for at, _ in arrived)
    cards = sum(one.kinds.count(EVENING_CARD) for one in ledger.sent if ledger.person_of.get(one.recipient) == who)
    most = f"{max(days.values(), default=0)} a day and {max(weeks.values(), default=0)} a week at most"
    return f"{len(arrived)} messages, {most} ({_listed(kinds)}); evening cards: {cards}"


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in counts.most_common())


def is_balanced(ledger: Ledger) -> bool:
    """Whether each thing that arrived has its row, but for surveys, whose rows went when they closed."""
    rows = Counter((row["recipient"], row["kind"]) for row in ledger.rows.tables["message"] if row["state"] == "sent")
    sent = Counter((one.recipient, kind) for one in ledger.sent for kind in one.kinds if kind not in FORGOTTEN)
    kept = Counter({key: count for key, count in rows.items() if key[1] not in FORGOTTEN})
    return sent == kept

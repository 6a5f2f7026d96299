"""Which questions a wave of the pulse asks: the same for everybody, each once before one comes back. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain

from bot.errors import Refused
from bot.pulse.instruments import Instrument, Item


def next_items(
    instrument: Instrument,
    waves: Sequence[Sequence[str]],
    *,
    rotating: int,
    resting: Collection[str] = (),
) -> tuple[Item, ...]:
    """The questions of the next wave: those that were not asked for longest, in the instrument's order, then the fixed.

    `waves` are the codes asked so far in the order in which they were asked, the oldest wave first: nothing else
    decides, so the choice can be told again.
    A question that an instrument got later comes next, once. `resting` are codes that may not be asked now, because
    somebody else asked them (`repeats.resting`); where too few are left, the wave is shorter. Raises Refused for an
    instrument without a pulse.
    """
    if not instrument.fixed:
        raise Refused("These questions name none for the pulse. Choose an instrument that has a section [pulse].")
    last = {code: number for number, code in enumerate(chain.from_iterable(waves))}
    free = [code for code in instrument.rotating if code not in resting]
    longest_ago = sorted(free, key=lambda code: last.get(code, -1))
    return tuple(instrument.item(code) for code in (*longest_ago[:rotating], instrument.fixed))

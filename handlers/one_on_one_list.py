"""All 1on1s of a head in a window, one of them in a window above, and how often they are."""

from __future__ import annotations

from bot.blockkit import View
from bot.one_on_one import blocks, form_blocks, list_blocks, service
from bot.one_on_one.kinds import Cadence
from bot.one_on_one.talks import Pair
from bot.people import service as people
from bot.people.deciding import units_to_decide_for
from handlers import windows
from handlers.call import Call


async def open_list(call: Call) -> None:
    mine = await call.core.look(service.my_talks, await call.staff(), call.today)
    await windows.show(call, list_blocks.list_window(call.t, mine))


async def open_pair(call: Call) -> None:
    pair_id, me = blocks.read_pair(call.payload), await call.staff()
    pair = await call.core.look(service.my_pair, me, pair_id, today=call.today)
    await windows.show(call, await _window(call, pair))


async def choose_pair_cadence(call: Call) -> None:
    (pair_id, cadence), me = list_blocks.read_pair_cadence(call.payload), await call.staff()
    work = service.decide_pair_cadence
    pair = await call.core.transact(work, me, pair_id, cadence, today=call.today)
    view = await _window(call, pair)
    await windows.redraw(call, view)


async def open_cadence(call: Call) -> None:
    me = await call.staff()
    mine = await call.core.look(service.my_talks, me, call.today)
    tree = await call.core.look(people.tree_on, call.today)
    units = {str(unit.id): tree.path_name(unit.id) for unit in units_to_decide_for(me, tree)}
    await windows.show(call, form_blocks.cadence_form(call.t, units, mine))


async def decide_cadence(call: Call) -> None:
    (unit_id, cadence), me = form_blocks.read_cadence(call.payload), await call.staff()
    work = service.decide_unit_cadence
    often = await call.core.transact(work, me, unit_id, cadence, today=call.today)
    said = form_blocks.cadence_decided(call.t, often)
    await call.ack(response_action="update", view=list_blocks.noted(call.t, said))


async def _window(call: Call, pair: Pair) -> View:
    often: Cadence = await call.core.look(service.cadence_of_unit, pair.key.unit_id, call.today)
    return list_blocks.pair_window(call.t, pair, often)

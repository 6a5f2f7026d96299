"""From how many answers survey results show: administrators decide; to lower it takes two of them."""

from __future__ import annotations

from bot.blockkit import View
from bot.errors import Refused
from bot.pulse import threshold_blocks, thresholding
from handlers import windows
from handlers.call import Call


async def open_window(call: Call) -> None:
    view = await _window(call)
    await windows.show(call, view)


async def decide(call: Call) -> None:
    me, zone = await call.staff(), call.core.settings.zone
    try:
        wanted = threshold_blocks.read_wanted(call.payload)
        done = await call.core.transact(thresholding.decide, me, wanted, now=call.now, zone=zone)
    except Refused as refused:
        await call.ack(response_action="errors", errors=threshold_blocks.problem(call.t.error(refused)))
        return
    said = threshold_blocks.decided(call.t, is_waiting=done.is_waiting)
    await call.ack(response_action="update", view=await _window(call, said))


async def agree(call: Call) -> None:
    number, me, zone = threshold_blocks.read_number(call.payload), await call.staff(), call.core.settings.zone
    await call.core.transact(thresholding.agree, me, number, now=call.now, zone=zone)
    await _redraw(call, threshold_blocks.decided(call.t, is_waiting=False))


async def withdraw(call: Call) -> None:
    number, me = threshold_blocks.read_number(call.payload), await call.staff()
    await call.core.transact(thresholding.withdraw, me, number, now=call.now)
    await _redraw(call, threshold_blocks.withdrawn(call.t))


async def _redraw(call: Call, said: str) -> None:
    view = await _window(call, said)
    await windows.redraw(call, view)


async def _window(call: Call, said: str = "") -> View:
    zone = call.core.settings.zone
    page = await call.core.look(thresholding.thresholds_page, await call.staff(), now=call.now, zone=zone)
    return threshold_blocks.window(call.t, page, said=said)

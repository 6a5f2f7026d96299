"""`/kaeru survey`: start surveys and see how many have answered; bureaus do so for their own units."""

from __future__ import annotations

from bot.blockkit import View
from bot.errors import Refused
from bot.pulse import overview, pulsing, starting, survey_blocks
from handlers import windows
from handlers.call import Call


async def open_window(call: Call) -> None:
    view = await _window(call)
    await windows.show(call, view)


async def start(call: Call) -> None:
    wish, me, zone = survey_blocks.read_wish(call.payload), await call.staff(), call.core.settings.zone
    try:
        done = await call.core.transact(starting.plan_as, me, wish, now=call.now, zone=zone)
    except Refused as refused:
        await call.ack(response_action="errors", errors=survey_blocks.problem(call.t.error(refused)))
        return
    await call.ack(response_action="update", view=await _window(call, survey_blocks.planned(call.t, done)))


async def begin_pulse(call: Call) -> None:
    me, zone = await call.staff(), call.core.settings.zone
    day = await call.core.transact(pulsing.begin_pulse_as, me, now=call.now, zone=zone)
    await _redraw(call, survey_blocks.pulse_begun(call.t, day))


async def end_pulse(call: Call) -> None:
    me, zone = await call.staff(), call.core.settings.zone
    is_new = await call.core.transact(pulsing.end_pulse_as, me, now=call.now, zone=zone)
    await _redraw(call, survey_blocks.pulse_ended(call.t, is_new=is_new))


async def withdraw(call: Call) -> None:
    number, me, zone = survey_blocks.read_number(call.payload), await call.staff(), call.core.settings.zone
    await call.core.transact(starting.withdraw_as, me, number, now=call.now, zone=zone)
    await _redraw(call, survey_blocks.withdrawn(call.t))


async def _redraw(call: Call, said: str) -> None:
    view = await _window(call, said)
    await windows.redraw(call, view)


async def _window(call: Call, said: str = "") -> View:
    zone = call.core.settings.zone
    shown = await call.core.look(overview.overview_for, await call.staff(), now=call.now, zone=zone)
    return survey_blocks.window(call.t, shown, call.today, zone, said=said)

"""You said, we did: a head picks an action after a result; later everybody of the unit says what became of it."""

from __future__ import annotations

from bot.errors import Refused
from bot.pulse import action_blocks, choosing, opinions
from bot.pulse.improvement import GivenOpinion
from handlers import home, windows
from handlers.answers import answer
from handlers.call import Call


async def open_window(call: Call) -> None:
    survey_id, unit_code = action_blocks.read_pick(call.payload.get("value"))
    me = await call.staff()
    choice = await call.core.look(choosing.open_choice, me, survey_id, unit_code, today=call.today)
    view = action_blocks.window(call.t, choice)
    await windows.show(call, view)


async def pick(call: Call) -> None:
    survey_id, unit_code = action_blocks.read_pick(call.payload.get("private_metadata"))
    wish, me, zone = action_blocks.read_wish(call.payload), await call.staff(), call.core.settings.zone
    try:
        action = await call.core.transact(choosing.choose, me, survey_id, unit_code, wish, now=call.now, zone=zone)
    except Refused as refused:
        await call.ack(response_action="errors", errors=action_blocks.problem(call.t.error(refused)))
        return
    await call.ack(response_action="update", view=action_blocks.picked(call.t, action))


async def say(call: Call) -> None:
    action_id, opinion = action_blocks.read_say(call.payload)
    me, secret = await call.staff(), call.core.settings.survey_secret
    given = GivenOpinion(action_id, me.person_id, me.unit_path, opinion, call.now)
    heard = await call.presses.record(opinions.recorder(secret), given)
    heard.require()
    if call.body.get("view", {}).get("type") == "home":
        await home.publish(call, call.t)
        await call.ack()
        return
    await answer(call, action_blocks.thanks(call.t))

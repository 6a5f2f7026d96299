"""What only the personnel section does: stop everything, let it go on."""

from __future__ import annotations

from bot.delivery import service as delivery
from bot.delivery import telling
from bot.errors import NotAllowed
from bot.people.kinds import RoleName
from handlers.answers import answer
from handlers.call import Call


async def stop(call: Call) -> None:
    actor = await _personnel(call)
    halted = await call.core.transact(delivery.stop, actor=actor, now=call.now)
    await answer(call, telling.stopped(call.t, halted))


async def start(call: Call) -> None:
    actor = await _personnel(call)
    is_new = await call.core.transact(delivery.start, actor=actor, now=call.now)
    await answer(call, telling.started(call.t, is_new=is_new))


async def _personnel(call: Call) -> str:
    """The token of who calls; raises NotAllowed unless they are of the personnel section."""
    staff = await call.staff()
    if not staff.has_role(RoleName.PERSONNEL):
        raise NotAllowed("Only the personnel section can stop or start all messages. Please call them.")
    return staff.token

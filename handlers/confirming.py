"""Whoever confirms overtime reports: one tap for each on the evening card."""

from __future__ import annotations

from collections.abc import Callable

from bot.delivery.messenger import Posted
from bot.overtime import decisions, evening_card
from bot.overtime.decisions import Decided
from handlers.answers import answer, replace
from handlers.call import Call


async def confirm(call: Call) -> None:
    await _decide(call, decisions.confirm)


async def send_back(call: Call) -> None:
    await _decide(call, decisions.send_back)


async def _decide(call: Call, work: Callable[..., Decided]) -> None:
    core, me, press = call.core, await call.staff(), evening_card.read_press(call.payload)
    decided = await core.transact(work, me, press, now=call.now, zone=core.settings.zone, texts=core.texts)
    if await replace(call, decided.card.text, decided.card.blocks):
        await core.transact(decisions.note_shown, me, _place(call), decided.version)
    if decided.word:
        await answer(call, decided.word)
    else:
        await call.ack()


def _place(call: Call) -> Posted:
    """Where the pressed message stands."""
    container = call.body["container"]
    return Posted(str(container["channel_id"]), str(container["message_ts"]))

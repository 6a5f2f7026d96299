"""What a person wants to receive."""

from __future__ import annotations

from bot.delivery import opt_out_blocks
from bot.delivery.opt_outs import OptOutPress, record_opt_outs
from bot.digest.home import KINDS
from handlers.answers import answer
from handlers.call import Call


async def opt_out(call: Call) -> None:
    kind = opt_out_blocks.read_offered_kind(call.payload, KINDS)
    press = OptOutPress(call.me.person_id, kind, call.now)
    is_new = await call.presses.record(record_opt_outs, press)
    await answer(call, opt_out_blocks.confirmation(call.t, is_new=is_new))

"""Help: on `/kaeru`, and once a day to whoever writes to Kaeru."""

from __future__ import annotations

from time import monotonic
from uuid import uuid4

from bot.delivery.days import is_first_today
from bot.people.help import help_text, is_from_a_person, language_of
from bot.people.kinds import RoleName
from bot.texts import Translator
from handlers import leave
from handlers.answers import answer
from handlers.call import Call
from handlers.commands import is_known

_SECONDS = 2.0


async def show(call: Call) -> None:
    asked = str(call.payload.get("text", "")).strip()
    unknown = "" if is_known(asked) else asked
    if unknown and call.caller and await leave.answered_line(call, unknown):
        return
    is_personnel = call.caller is not None and (await call.staff()).has_role(RoleName.PERSONNEL)
    text, blocks = help_text(call.t, is_personnel=is_personnel, unknown=unknown)
    await answer(call, text, blocks)


async def answer_message(call: Call) -> None:
    if is_from_a_person(call.payload):
        t = call.core.texts.of(call.me.locale or language_of(call.payload.get("text", "")))
        if not await leave.answered_message(call, t) and await _is_first(call):
            await _explain(call, t)
    await call.ack()


async def _explain(call: Call, t: Translator) -> None:
    text, blocks = help_text(t, is_personnel=False)
    latest = monotonic() + _SECONDS
    await call.core.messenger.post(call.user_id, text=text, blocks=blocks, message_id=uuid4().hex, leave_before=latest)


async def _is_first(call: Call) -> bool:
    return await call.core.transact(is_first_today, "help", token=call.me.token, day=call.today, now=call.now)

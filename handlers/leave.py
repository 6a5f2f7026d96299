"""Planned leave: one line or a form, one press to confirm, and the ways to change and cancel."""

from __future__ import annotations

from time import monotonic
from uuid import uuid4

from bot.blockkit import View, escape, section
from bot.delivery.days import is_first_today
from bot.delivery.wording import Words
from bot.errors import Refused
from bot.leave import form_blocks, kind_blocks, my_blocks, plan_blocks, service
from bot.leave.form_blocks import Form
from bot.leave.plans import Asked, Planned, Preview, Proposal
from bot.leave.service import UnsuitableLeave
from bot.texts import Translator
from handlers import home, windows
from handlers.answers import answer, replace
from handlers.call import Call

_SECONDS = 2.0


async def say(call: Call) -> None:
    line = " ".join(str(call.payload.get("text", "")).split()[1:])
    if not line:
        await open_form(call)
        return
    words = _words(call.t, await _understood(call, line))
    await answer(call, words.text, words.blocks)


async def answered_line(call: Call, line: str) -> bool:
    """Whether a line that somebody typed means leave; then it is answered."""
    if words := await _spoken_of(call, call.t, line):
        await answer(call, words.text, words.blocks)
    return words is not None


async def answered_message(call: Call, t: Translator) -> bool:
    """Whether a message to Kaeru means leave; then it is answered, once however often Slack tells of it."""
    words = await _spoken_of(call, t, str(call.payload.get("text", "")))
    token = f"{call.me.token}/message:{call.payload.get('ts', '')}"
    if words is not None and await call.core.transact(
        is_first_today, "leave", token=token, day=call.today, now=call.now
    ):
        post, latest = call.core.messenger.post, monotonic() + _SECONDS
        await post(call.user_id, text=words.text, blocks=words.blocks, message_id=uuid4().hex, leave_before=latest)
    return words is not None


async def tell_kinds(call: Call) -> None:
    policy = await call.core.look(service.leave_policy, today=call.today)
    words = kind_blocks.kinds_of_leave(call.t, policy)
    await answer(call, words.text, words.blocks)


async def choose(call: Call) -> None:
    proposal = plan_blocks.read_proposal(call.payload)
    found = await call.core.look(service.preview, await call.staff(), proposal, today=call.today)
    await _show(call, plan_blocks.understood(call.t, found, proposal.key))


async def confirm(call: Call) -> None:
    proposal, me = plan_blocks.read_proposal(call.payload), await call.staff()
    try:
        done = await call.core.transact(service.plan, me, proposal, today=call.today, now=call.now)
    except UnsuitableLeave as error:
        await _show(call, plan_blocks.understood(call.t, error.preview, proposal.key))
        return
    await _show(call, plan_blocks.planned(call.t, done))


async def open_form(call: Call) -> None:
    await _open(call, form_blocks.new_form(uuid4().hex))


async def open_change(call: Call) -> None:
    key, me = my_blocks.read_key(call.payload), await call.staff()
    found = await call.core.look(service.my_plan, me, key, today=call.today)
    await _open(call, form_blocks.form_of(found.plan, uuid4().hex, call.today))


async def redraw(call: Call) -> None:
    view = await _window(call, form_blocks.read_form(call.body["view"]))
    await windows.redraw(call, view)


async def submit(call: Call) -> None:
    form = form_blocks.read_form(call.payload)
    if form.is_out_of_date:
        await call.ack(response_action="update", view=await _window(call, form))
    elif form.proposal is None:
        await call.ack(response_action="errors", errors=form_blocks.missing(call.t, form))
    else:
        await _submit(call, form, form.proposal)


async def cancel(call: Call) -> None:
    key, me = my_blocks.read_key(call.payload), await call.staff()
    await call.core.transact(service.cancel, me, key, today=call.today, now=call.now)
    await home.publish(call, call.t)
    await answer(call, plan_blocks.cancelled(call.t))


async def _submit(call: Call, form: Form, proposal: Proposal) -> None:
    try:
        done = await _keep(call, form.changing, proposal)
    except UnsuitableLeave as error:
        await call.ack(response_action="errors", errors=form_blocks.errors(call.t, error.preview, form))
        return
    await home.publish(call, call.t)
    view = plan_blocks.planned_view(call.t, done, is_change=bool(form.changing))
    await call.ack(response_action="update", view=view)


async def _keep(call: Call, changing: str, proposal: Proposal) -> Planned:
    me, core, day = await call.staff(), call.core, call.today
    if changing:
        return await core.transact(service.change, me, changing, proposal, today=day, now=call.now)
    return await core.transact(service.plan, me, proposal, today=day, now=call.now)


async def _understood(call: Call, line: str) -> Preview | Asked:
    return await call.core.look(service.understand, await call.staff(), line, today=call.today)


async def _spoken_of(call: Call, t: Translator, text: str) -> Words | None:
    """What is answered to a text without a command; a refusal too, since Slack shows none to a message."""
    try:
        found = await call.core.look(service.understand_message, await call.staff(), text, today=call.today)
    except Refused as refusal:
        return Words(t.error(refusal), [section(escape(t.error(refusal)))])
    return _words(t, found) if found else None


def _words(t: Translator, found: Preview | Asked) -> Words:
    key = uuid4().hex
    if isinstance(found, Asked):
        return plan_blocks.question(t, found, key)
    return plan_blocks.understood(t, found, key)


async def _show(call: Call, words: Words) -> None:
    """In the place of the message with the button, so that it cannot be pressed again."""
    if not await replace(call, words.text, words.blocks):
        await answer(call, words.text, words.blocks)
        return
    await call.ack()


async def _open(call: Call, form: Form) -> None:
    view = await _window(call, form)
    await windows.show(call, view)


async def _window(call: Call, form: Form) -> View:
    me, look, found = await call.staff(), call.core.look, None
    facts = await look(service.form_facts, me, today=call.today)
    if form.proposal is not None and not form.is_out_of_date:
        found = await look(service.preview, me, form.proposal, today=call.today, changing=form.changing)
    return form_blocks.window(call.t, form, facts, found)

"""1on1s: what a head notes about talks, what a member wishes for, from the home tab, a まとめ or `/kaeru 1on1`."""

from __future__ import annotations

from bot.digest.one_on_ones import my_page
from bot.one_on_one import blocks, clarity, exporting, form_blocks, list_blocks, my_blocks, service
from bot.one_on_one.service import UnsuitableDay
from handlers import home, windows
from handlers.answers import answer
from handlers.call import Call


async def show(call: Call) -> None:
    page = await call.core.look(my_page, await call.staff(), call.today, call.t)
    await answer(call, page.text, page.blocks)


async def open_schedule(call: Call) -> None:
    talk, me = blocks.read_talk(call.payload.get("value")), await call.staff()
    pair = await call.core.look(service.my_pair, me, talk.pair_id, today=call.today)
    await windows.show(call, form_blocks.schedule_form(call.t, pair, today=call.today))


async def schedule(call: Call) -> None:
    slot, me = form_blocks.read_schedule(call.payload), await call.staff()
    work = service.schedule
    try:
        pair = await call.core.transact(work, me, slot.talk, slot.day, slot.minutes, today=call.today)
    except UnsuitableDay as error:
        await call.ack(response_action="errors", errors={form_blocks.DAY: call.t.error(error)})
        return
    await _noted(call, blocks.agreed(call.t, pair))


async def open_held(call: Call) -> None:
    talk, me = blocks.read_talk(call.payload.get("value")), await call.staff()
    pair = await call.core.look(service.my_pair, me, talk.pair_id, today=call.today)
    usual = await call.core.look(service.usual_minutes, call.today)
    await windows.show(call, form_blocks.held_form(call.t, pair, today=call.today, minutes=usual))


async def held(call: Call) -> None:
    slot, me = form_blocks.read_held(call.payload), await call.staff()
    try:
        pair = await call.core.transact(service.held, me, slot.talk, slot.day, slot.minutes, today=call.today)
    except UnsuitableDay as error:
        await call.ack(response_action="errors", errors={form_blocks.DAY: call.t.error(error)})
        return
    await _noted(call, blocks.was_held(call.t, pair))


async def postpone(call: Call) -> None:
    talk, me = blocks.read_talk(call.payload.get("value")), await call.staff()
    pair = await call.core.transact(service.postpone, me, talk, today=call.today)
    await _said(call, blocks.put_off(call.t, pair))


async def stop(call: Call) -> None:
    pair_id, me = blocks.read_pair(call.payload), await call.staff()
    pair = await call.core.transact(service.stop, me, pair_id, today=call.today)
    await _said(call, blocks.silenced(call.t, pair))


async def resume(call: Call) -> None:
    pair_id, me = blocks.read_pair(call.payload), await call.staff()
    pair = await call.core.transact(service.resume, me, pair_id, today=call.today)
    await _said(call, blocks.silenced(call.t, pair))


async def ask(call: Call) -> None:
    talk, me = blocks.read_talk(call.payload.get("value")), await call.staff()
    pair = await call.core.transact(service.ask_for, me, talk, today=call.today)
    await _said(call, blocks.asked(call.t, pair))


async def choose_topic(call: Call) -> None:
    talk, topic = my_blocks.read_topic(call.payload)
    await call.core.transact(service.choose_topic, await call.staff(), talk, topic, today=call.today)
    await home.publish(call, call.t)
    await call.ack()


async def choose_stance(call: Call) -> None:
    talk, stance = my_blocks.read_stance(call.payload)
    await call.core.transact(service.choose_stance, await call.staff(), talk, stance, today=call.today)
    await home.publish(call, call.t)
    await call.ack()


async def tell_clarity(call: Call) -> None:
    talk, step = blocks.read_talk(call.payload.get("value")), my_blocks.read_step(call.payload)
    is_new = await call.core.transact(clarity.tell, await call.staff(), talk, step, today=call.today)
    await _said(call, my_blocks.counted(call.t, is_new=is_new))


async def send_file(call: Call) -> None:
    talk, me, texts = blocks.read_talk(call.payload.get("value")), await call.staff(), call.core.texts
    work = exporting.ask_for_file
    day = await call.core.transact(work, me, talk, today=call.today, now=call.now, texts=texts)
    await answer(call, blocks.file_comes(call.t, day))


async def _noted(call: Call, said: str) -> None:
    await home.publish(call, call.t)
    await call.ack(response_action="update", view=list_blocks.noted(call.t, said))


async def _said(call: Call, said: str) -> None:
    await home.publish(call, call.t)
    await answer(call, said)

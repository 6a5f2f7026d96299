"""App Home: shown when somebody opens it, and again after each change that they make there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.delivery import opt_out_blocks, opt_outs
from bot.delivery.slack_client import answered
from bot.digest.home import home_of
from bot.errors import NotAllowed
from bot.people import home
from bot.people import service as people
from bot.pulse.asking import Glance
from bot.texts import Translator
from handlers.call import Call


async def show(call: Call) -> None:
    if call.payload.get("tab") == "home":
        await publish(call, call.t)
    await call.ack()


async def choose_language(call: Call) -> None:
    language = home.read_language(call.payload)
    await call.core.transact(people.choose_locale, call.me.person_id, language)
    await publish(call, call.core.texts.of(language))
    await call.ack()


async def receive_again(call: Call) -> None:
    kind = opt_out_blocks.read_kind(call.payload)
    await call.core.transact(opt_outs.opt_in, call.me.person_id, kind)
    await publish(call, call.t)
    await call.ack()


async def publish(call: Call, t: Translator, *, passed: Mapping[int, int] = MappingProxyType({})) -> None:
    """Show the page as it is now; somebody who is not on the staff reads why there is none.

    `passed`: by survey, the place of the question behind which its reader goes on.
    """
    settings = call.core.settings
    surveys = Glance(settings.secret_key, call.now, settings.zone, passed)
    try:
        me = await call.staff()
        view = await call.core.look(home_of, me, call.now, t, call.core.texts, settings.zone, surveys)
    except NotAllowed as stranger:
        view = home.strangers_view(t, t.error(stranger))
    await answered(call.client.views_publish(user_id=call.user_id, view=view), is_repeatable=True)

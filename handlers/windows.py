"""Windows for whoever pressed: shown, or drawn anew, and acknowledged. What is in them comes from elsewhere."""

from __future__ import annotations

from collections.abc import Awaitable

from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.blockkit import View
from bot.delivery.slack_client import answered
from bot.errors import PermanentFault, Refused
from handlers.call import Call

#: Slack's words for a press that is older than three seconds.
_TOO_LATE = frozenset({"expired_trigger_id", "trigger_expired"})


async def show(call: Call, view: View) -> None:
    """Open a window, on top of the one in which the button was pressed; raises Refused where Slack waits no longer."""
    try:
        await answered(in_front(call, view), is_repeatable=False)
    except PermanentFault as fault:
        if fault.code not in _TOO_LATE:
            raise
        raise Refused("This took longer than Slack waits for a window. Please press once more.") from fault
    await call.ack()


def in_front(call: Call, view: View) -> Awaitable[AsyncSlackResponse]:
    """The call to Slack that opens a window, on top of the one in which the button was pressed."""
    is_in_window = call.body.get("view", {}).get("type") == "modal"
    open_it = call.client.views_push if is_in_window else call.client.views_open
    return open_it(trigger_id=call.body.get("trigger_id", ""), view=view)


async def redraw(call: Call, view: View) -> None:
    """Show this in the window in which the button was pressed."""
    await answered(call.client.views_update(view_id=call.body["view"]["id"], view=view), is_repeatable=True)
    await call.ack()

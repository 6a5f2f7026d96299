"""Windows for whoever pressed: shown, or drawn anew, and acknowledged. What is in them comes from elsewhere."""

from __future__ import annotations

from bot.blockkit import View
from bot.delivery.slack_client import answered
from bot.errors import PermanentFault, Refused
from handlers.call import Call

#: Slack's words for a press that is older than three seconds.
_TOO_LATE = frozenset({"expired_trigger_id", "trigger_expired"})


async def show(call: Call, view: View) -> None:
    """Open a window, on top of the one in which the button was pressed; raises Refused where Slack waits no longer."""
    is_in_window = call.body.get("view", {}).get("type") == "modal"
    show_in_slack = call.client.views_push if is_in_window else call.client.views_open
    try:
        await answered(show_in_slack(trigger_id=call.body["trigger_id"], view=view), is_repeatable=False)
    except PermanentFault as fault:
        if fault.code not in _TOO_LATE:
            raise
        raise Refused("This took longer than Slack waits for a window. Please press once more.") from fault
    await call.ack()


async def redraw(call: Call, view: View) -> None:
    """Show this in the window in which the button was pressed."""
    await answered(call.client.views_update(view_id=call.body["view"]["id"], view=view), is_repeatable=True)
    await call.ack()

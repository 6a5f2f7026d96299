"""The payloads that Slack sends for what people do. Shapes: docs.slack.dev/reference/interaction-payloads."""

from dataclasses import dataclass

from bot.playground.channels import Channel
from bot.playground.forms import Control, Entries, state_values
from bot.playground.ids import micros_of, ts_of
from bot.playground.messages import Message
from bot.playground.people import User
from bot.playground.shapes import Json
from bot.playground.views import View
from bot.playground.workspace import Workspace

CHANNEL_NAMES = {"im": "directmessage", "private_channel": "privategroup"}


@dataclass(frozen=True, slots=True)
class Payloads:
    """Builds payloads about one workspace. `token` is the legacy verification token that still travels along."""

    workspace: Workspace
    token: str

    def base(self, kind: str, user: User) -> Json:
        """What every interaction carries."""
        space = self.workspace
        return {
            "type": kind,
            "team": {"id": space.team_id, "domain": space.domain},
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
            "api_app_id": space.app_id,
            "token": self.token,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def on_screen(self, kind: str, user: User, screen: Message | View, entries: Entries) -> Json:
        """An interaction in a message or a view, with what is entered there."""
        if isinstance(screen, View):
            return self.base(kind, user) | {
                "container": {"type": "view", "view_id": screen.id},
                "view": screen.as_json(),
            }
        return self.base(kind, user) | self._message_context(screen, entries)

    def _message_context(self, message: Message, entries: Entries) -> Json:
        channel = self.workspace.channels[message.channel]
        is_ephemeral = message.ephemeral_to is not None
        context: Json = {
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": message.channel,
                "is_ephemeral": is_ephemeral,
            },
            "channel": named(channel),
            "state": {"values": state_values(message.blocks, entries)},
        }
        if message.thread_ts:
            context["container"]["thread_ts"] = message.thread_ts
        return context | ({} if is_ephemeral else {"message": channel.message_json(message, with_metadata=False)})

    def action(self, control: Control, entry: Json | None) -> Json:
        """One item of `actions`."""
        action: Json = {"block_id": control.block_id, "action_id": control.action_id, "action_ts": self.now_ts()}
        described = ("text", "value", "style", "confirm") if control.type == "button" else ("placeholder", "confirm")
        action |= {name: control.element[name] for name in described if name in control.element}
        return action | (entry or {"type": control.type})

    def command(self, user: User, channel: Channel, command: str, text: str) -> Json:
        """A slash command: a flat form."""
        space = self.workspace
        return {
            "token": self.token,
            "team_id": space.team_id,
            "team_domain": space.domain,
            "channel_id": channel.id,
            "channel_name": named(channel)["name"],
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": text,
            "api_app_id": space.app_id,
            "is_enterprise_install": "false",
        }

    def now_ts(self) -> str:
        """The simulated time as a timestamp."""
        return ts_of(micros_of(self.workspace.now()))


def named(channel: Channel) -> Json:
    """Id and name of a channel, with Slack's stand-in names for private places."""
    return {"id": channel.id, "name": CHANNEL_NAMES.get(channel.kind, channel.name)}

"""What one person may see of the workspace, as the page gets it: their desk at once, then what changes on it."""

from dataclasses import dataclass

from bot.playground.changes import Change, ChangeKind
from bot.playground.channels import Channel
from bot.playground.forms import state_values
from bot.playground.messages import Message
from bot.playground.modals import open_views
from bot.playground.people import User
from bot.playground.shapes import Json
from bot.playground.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """The workspace as `user` sees it."""

    space: Workspace
    user: User

    def may_see(self, channel: Channel) -> bool:
        """Public channels, and whatever the person is a member of."""
        return channel.kind == "public_channel" or self.user.id in channel.members

    def as_json(self) -> Json:
        """Everything but the messages of channels: those are asked for one channel at a time."""
        space = self.space
        direct = space.direct(self.user.id)
        return {
            "kind": "desk",
            "key": space.key,
            "now": space.now().isoformat(),
            "team": {"id": space.team_id, "name": space.team_name},
            "bot": {"id": space.bot.id, "name": space.bot.real_name, "channel": direct.id},
            "tabs": {"home": space.has_home_tab, "messages": space.has_messages_tab},
            "features": space.features,
            "you": person_entry(self.user) | {"locale": self.user.locale},
            "channels": [self.channel(channel) for channel in space.channels.values() if self.may_see(channel)],
            "ephemerals": [self.message(message) for message in space.ephemerals.get(self.user.id, [])],
            "home": self._home(),
            "modals": self._modals(),
        }

    def channel(self, channel: Channel) -> Json:
        """One line of the sidebar."""
        newest = channel.timeline.newest(1)
        return {
            "id": channel.id,
            "name": channel.name,
            "kind": channel.kind,
            "group": channel.group,
            "topic": channel.topic,
            "is_member": self.user.id in channel.members,
            "is_archived": channel.is_archived,
            "is_read_only": channel.is_read_only,
            "members": len(channel.members),
            "newest": newest[0].ts if newest else "",
        }

    def message(self, message: Message) -> Json:
        """A message with its place, its thread, and what the person has chosen on it."""
        channel = self.space.channels[message.channel]
        shown = channel.message_json(message, with_metadata=True) | {"channel": channel.id}
        entries = self.space.entries.get((self.user.id, message.channel, message.ts))
        extra = {
            "is_ephemeral": message.ephemeral_to is not None,
            "is_broadcast": message.is_broadcast,
            "values": state_values(message.blocks, entries) if entries else None,
        }
        return shown | {name: value for name, value in extra.items() if value}

    def delta(self, change: Change) -> Json | None:
        """What to tell the person about a change; None when it is none of their business or over already."""
        if change.user and change.user != self.user.id and change.kind is not ChangeKind.USER:
            return None
        channel = self.space.channels.get(change.channel)
        if change.channel and (channel is None or not self.may_see(channel)):
            return {"kind": "hidden", "channel": change.channel} if change.kind is ChangeKind.CHANNEL else None
        if channel is not None:
            return self._channel_delta(change, channel)
        return self._own_delta(change)

    def _channel_delta(self, change: Change, channel: Channel) -> Json | None:
        if change.kind is ChangeKind.CHANNEL:
            return {"kind": "channel", "channel": self.channel(channel)}
        if change.kind in (ChangeKind.GONE, ChangeKind.EPHEMERAL_GONE):
            return {"kind": change.kind.value, "channel": channel.id, "ts": change.ts}
        found = channel.timeline.find(change.ts)
        if change.kind is ChangeKind.EPHEMERAL:
            found = self.space.ephemeral(self.user.id, change.ts)
        return {"kind": change.kind.value, "message": self.message(found)} if found else None

    def _own_delta(self, change: Change) -> Json | None:
        if change.kind is ChangeKind.HOME:
            return {"kind": "home", "home": self._home()}
        if change.kind is ChangeKind.MODALS:
            return {"kind": "modals", "modals": self._modals()}
        if change.kind is ChangeKind.USER:
            return {"kind": "user", "user": person_entry(self.space.users[change.user])}
        return None

    def _home(self) -> Json | None:
        home = self.space.homes.get(self.user.id)
        return home.as_json() if home else None

    def _modals(self) -> list[Json]:
        return [view.as_json() for view in open_views(self.space, self.user.id)]


def person_entry(user: User) -> Json:
    """One line of the staff list."""
    entry: Json = {"id": user.id, "name": user.real_name, "title": user.title}
    return entry | ({"is_bot": True} if user.is_bot else {}) | ({"is_deleted": True} if user.deleted else {})

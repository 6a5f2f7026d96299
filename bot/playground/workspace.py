"""The state of the workspace: people, conversations, messages, views, files; and news of what happens in it.

It knows no HTTP and no limits. Whoever wants to hear what happens (the events that Slack would send) adds a listener;
whoever shows it to people watches `changes`.
"""

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypedDict, Unpack

from bot.playground.changes import ChangeKind, Changes
from bot.playground.channels import Channel
from bot.playground.files import File
from bot.playground.forms import Entries
from bot.playground.ids import Ids, micros_of, ts_of
from bot.playground.messages import Message
from bot.playground.people import User
from bot.playground.shapes import Json
from bot.playground.views import View

Listener = Callable[[Json], None]


class Said(TypedDict, total=False):
    """The parts of a message besides who says what where."""

    blocks: list[Json]
    metadata: Json | None
    thread_ts: str | None
    is_broadcast: bool
    files: list[Json]
    attachments: list[Json]
    visible_from: float


class Workspace:
    """One Slack workspace with one installed app. `now` is the simulated clock; timestamps come from it.

    `key` tells this workspace from one of the same town that ran before. `features` is that part of the app's manifest
    (commands, shortcuts), `cast` the people whom a newcomer is offered first, each with a word on who they are.
    """

    def __init__(
        self,
        *,
        team_name: str = "ひばり野市",
        now: Callable[[], datetime],
        app_name: str = "Kaeru",
        domain: str = "hibarino",
    ) -> None:
        self.ids = Ids()
        self.key = uuid.uuid4().hex
        self.now = now
        self.team_name, self.domain = team_name, domain
        self.team_id = self.ids.make("T")
        self.app_id = self.ids.make("A")
        self.bot_id = self.ids.make("B")
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.ephemerals: dict[str, list[Message]] = {}
        self.homes: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}
        self.files: dict[str, File] = {}
        self.entries: dict[tuple[str, str, str], Entries] = {}
        self.usergroups: list[Json] = []
        self.has_messages_tab = True
        self.has_home_tab = True
        self.features: Json = {}
        self.cast: dict[str, str] = {}
        self.changes = Changes()
        self.listeners: list[Listener] = []
        self._by_email: dict[str, str] = {}
        self._by_channel_name: dict[str, str] = {}
        self._dms: dict[str, str] = {}
        self.bot = self.add_user(name=app_name.lower(), real_name=app_name, is_bot=True)
        self.bot.bot_id = self.bot_id

    # people

    def add_user(
        self,
        id: str | None = None,  # noqa: A002 - Slack's own word for it
        *,
        name: str,
        real_name: str,
        email: str | None = None,
        locale: str = "ja-JP",
        tz: str = "Asia/Tokyo",
        is_bot: bool = False,
        deleted: bool = False,
        is_restricted: bool = False,
        is_admin: bool = False,
        title: str = "",
    ) -> User:
        """Somebody joins the workspace (team_join)."""
        user = User(
            id=id or self.ids.make("U"),
            team_id=self.team_id,
            name=name,
            real_name=real_name,
            email=email,
            locale=locale,
            tz=tz,
            is_bot=is_bot,
            deleted=deleted,
            is_restricted=is_restricted,
            is_admin=is_admin,
            title=title,
            updated=int(self.now().timestamp()),
        )
        self.users[user.id] = user
        if email:
            self._by_email[email.lower()] = user.id
        self._tell_about_user("team_join", user)
        return user

    def change_user(
        self, user_id: str, *, locale: str | None = None, tz: str | None = None, deleted: bool | None = None
    ) -> None:
        """Somebody changes language or zone, leaves or comes back (user_change)."""
        user = self.users[user_id]
        user.locale = locale or user.locale
        user.tz = tz or user.tz
        user.deleted = user.deleted if deleted is None else deleted
        user.updated = int(self.now().timestamp())
        self._tell_about_user("user_change", user)

    def user_by_email(self, email: str) -> User | None:
        """The user with this e-mail address, upper and lower case alike."""
        return self.users.get(self._by_email.get(email.lower(), ""))

    def _tell_about_user(self, kind: str, user: User) -> None:
        self.changes.tell(ChangeKind.USER, user=user.id)
        if self.listeners:
            self.tell({"type": kind, "user": user.as_json(with_email=True, with_locale=True)})

    # conversations

    def add_channel(
        self,
        name: str,
        *,
        id: str | None = None,  # noqa: A002 - Slack's own word for it
        members: Iterable[str] = (),
        is_private: bool = False,
        is_archived: bool = False,
        is_read_only: bool = False,
        topic: str = "",
        group: str = "",
        bot_is_member: bool = True,
    ) -> Channel:
        """A public or private channel with these members."""
        channel = Channel(
            id=id or self.ids.make("C"),
            name=name,
            created=int(self.now().timestamp()),
            creator=self.bot.id,
            members=dict.fromkeys(members),
            is_private=is_private,
            is_archived=is_archived,
            is_read_only=is_read_only,
            topic=topic,
            group=group,
        )
        if bot_is_member:
            channel.members[self.bot.id] = None
        self.channels[channel.id] = channel
        self._by_channel_name[name] = channel.id
        self.changes.tell(ChangeKind.CHANNEL, channel=channel.id)
        return channel

    def find_channel(self, id_or_name: str) -> Channel | None:
        """The conversation with this id, or the channel with this name (with or without #)."""
        found = self.channels.get(id_or_name)
        return found or self.channels.get(self._by_channel_name.get(id_or_name.removeprefix("#"), ""))

    def direct(self, user_id: str) -> Channel:
        """The direct message between this person and the bot, opened if there was none."""
        if user_id in self._dms:
            return self.channels[self._dms[user_id]]
        channel = Channel(
            id=self.ids.make("D"), name="", created=int(self.now().timestamp()), creator=self.bot.id, im_user=user_id
        )
        channel.members = {user_id: None, self.bot.id: None}
        self.channels[channel.id] = channel
        self._dms[user_id] = channel.id
        self.changes.tell(ChangeKind.CHANNEL, channel=channel.id)
        return channel

    def join(self, channel: Channel, user_id: str) -> None:
        """Somebody joins a channel (member_joined_channel)."""
        if user_id not in channel.members:
            channel.members[user_id] = None
            self._tell_about_member("member_joined_channel", channel, user_id)

    def leave(self, channel: Channel, user_id: str) -> None:
        """Somebody leaves a channel (member_left_channel)."""
        if user_id in channel.members:
            del channel.members[user_id]
            self._tell_about_member("member_left_channel", channel, user_id)

    def archive(self, channel: Channel, *, by: str) -> None:
        """A channel is archived (channel_archive)."""
        channel.is_archived = True
        self.changes.tell(ChangeKind.CHANNEL, channel=channel.id)
        self.tell({"type": "channel_archive", "channel": channel.id, "user": by})

    def unarchive(self, channel: Channel, *, by: str) -> None:
        """A channel is brought back (channel_unarchive)."""
        channel.is_archived = False
        self.changes.tell(ChangeKind.CHANNEL, channel=channel.id)
        self.tell({"type": "channel_unarchive", "channel": channel.id, "user": by})

    def rename(self, channel: Channel, name: str) -> None:
        """A channel gets another name (channel_rename)."""
        self._by_channel_name.pop(channel.name, None)
        channel.name = name
        self._by_channel_name[name] = channel.id
        self.changes.tell(ChangeKind.CHANNEL, channel=channel.id)
        self.tell({"type": "channel_rename", "channel": {"id": channel.id, "name": name, "created": channel.created}})

    def _tell_about_member(self, kind: str, channel: Channel, user_id: str) -> None:
        self.changes.tell(ChangeKind.CHANNEL, channel=channel.id)
        letter = "G" if channel.is_private else "C"
        self.tell({"type": kind, "user": user_id, "channel": channel.id, "channel_type": letter, "team": self.team_id})

    # messages

    def post(self, channel: Channel, user_id: str, text: str, **parts: Unpack[Said]) -> Message:
        """A message appears in a channel (an event only when a person says it)."""
        message = self._message(channel, user_id, text, **parts)
        channel.timeline.add(message)
        self.touched(message)
        if user_id != self.bot.id:
            self.tell(self._message_event(channel, message.as_json()))
            if f"<@{self.bot.id}>" in text and not channel.is_im:
                self.tell(self._message_event(channel, message.as_json() | {"type": "app_mention"}))
        return message

    def post_ephemeral(self, channel: Channel, to: str, text: str, **parts: Unpack[Said]) -> Message:
        """The bot says something that only one person sees."""
        message = self._message(channel, self.bot.id, text, **parts)
        message.ephemeral_to = to
        self.ephemerals.setdefault(to, []).append(message)
        self.touched(message)
        return message

    def edit(self, channel: Channel, message: Message, *, by: str, text: str, blocks: list[Json]) -> None:
        """A message changes (message_changed when a person does it)."""
        before = message.as_json()
        message.text, message.blocks = text, blocks
        message.edited = {"user": by, "ts": ts_of(micros_of(self.now()))}
        self.touched(message)
        if by != self.bot.id:
            change = {"subtype": "message_changed", "message": message.as_json(), "previous_message": before}
            self.tell(self._message_event(channel, change | {"type": "message", "ts": message.edited["ts"]}))

    def delete(self, channel: Channel, message: Message, *, by: str) -> None:
        """A message goes (message_deleted when a person does it)."""
        channel.timeline.remove(message.ts)
        self._gone(message, ChangeKind.GONE)
        if by != self.bot.id:
            change = {"subtype": "message_deleted", "deleted_ts": message.ts, "previous_message": message.as_json()}
            self.tell(self._message_event(channel, change | {"type": "message", "ts": message.ts}))

    def ephemeral(self, user_id: str, ts: str) -> Message | None:
        """The ephemeral message with this timestamp that this person still sees."""
        return next((m for m in self.ephemerals.get(user_id, []) if m.ts == ts), None)

    def remove_ephemeral(self, message: Message) -> None:
        """An ephemeral message goes."""
        if message.ephemeral_to:
            self.ephemerals[message.ephemeral_to].remove(message)
            self._gone(message, ChangeKind.EPHEMERAL_GONE)

    def touched(self, message: Message) -> None:
        """A message is new, or looks different now."""
        kind = ChangeKind.EPHEMERAL if message.ephemeral_to else ChangeKind.MESSAGE
        self.changes.tell(kind, channel=message.channel, ts=message.ts, user=message.ephemeral_to or "")
        self._tell_about_thread(message)

    def _gone(self, message: Message, kind: ChangeKind) -> None:
        self.changes.tell(kind, channel=message.channel, ts=message.ts, user=message.ephemeral_to or "")
        self._tell_about_thread(message)

    def _tell_about_thread(self, message: Message) -> None:
        """The first message of a thread counts its replies."""
        if message.thread_ts and message.thread_ts != message.ts and not message.ephemeral_to:
            self.changes.tell(ChangeKind.MESSAGE, channel=message.channel, ts=message.thread_ts)

    def _message(self, channel: Channel, user_id: str, text: str, **parts: Unpack[Said]) -> Message:
        is_bot = user_id == self.bot.id
        return Message(
            ts=channel.timeline.next_ts(micros_of(self.now())),
            channel=channel.id,
            user=user_id,
            text=text,
            team=self.team_id,
            bot_id=self.bot_id if is_bot else None,
            app_id=self.app_id if is_bot else None,
            **parts,
        )

    def _message_event(self, channel: Channel, body: Json) -> Json:
        kind = {"channels": "channel", "groups": "group"}.get(channel.family, channel.family)
        return body | {"channel": channel.id, "channel_type": kind, "event_ts": body["ts"]}

    def tell(self, event: Json) -> None:
        """Let the listeners know what has happened; adds event_ts."""
        if self.listeners:
            event.setdefault("event_ts", ts_of(micros_of(self.now())))
        for listener in self.listeners:
            listener(event)

"""Channels, private channels and direct messages, each with its timeline."""

from dataclasses import dataclass, field

from bot.playground.messages import Message, Timeline
from bot.playground.shapes import Json


@dataclass(slots=True)
class Channel:
    """A conversation. `group` is only for the page's sidebar (a bureau's name); `im_user` marks a direct message.

    `is_read_only` stands for a channel where only some may post (Slack: restricted_action).
    """

    id: str
    name: str
    created: int
    creator: str
    members: dict[str, None] = field(default_factory=dict)
    is_private: bool = False
    is_archived: bool = False
    is_read_only: bool = False
    topic: str = ""
    group: str = ""
    im_user: str | None = None
    is_mpim: bool = False
    timeline: Timeline = field(default_factory=Timeline)

    @property
    def is_im(self) -> bool:
        """Whether this is a direct message between one person and the bot."""
        return self.im_user is not None

    @property
    def kind(self) -> str:
        """Slack's word for the type in `types=` and in `channel_type` of an event."""
        if self.is_im:
            return "im"
        if self.is_mpim:
            return "mpim"
        return "private_channel" if self.is_private else "public_channel"

    @property
    def family(self) -> str:
        """The word that scopes and events use: channels, groups, im or mpim."""
        return {"public_channel": "channels", "private_channel": "groups"}.get(self.kind, self.kind)

    def as_json(self, *, seen_by: str) -> Json:
        """The conversation object as `seen_by` (a user id) gets it."""
        common: Json = {"id": self.id, "created": self.created, "is_archived": self.is_archived, "is_im": self.is_im}
        if self.is_im:
            return common | {"user": self.im_user, "is_org_shared": False, "is_user_deleted": False, "priority": 0}
        return common | {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": not self.is_private,
            "is_group": self.is_private and not self.is_mpim,
            "is_mpim": self.is_mpim,
            "is_private": self.is_private,
            "is_general": False,
            "is_shared": False,
            "is_member": seen_by in self.members,
            "creator": self.creator,
            "num_members": len(self.members),
            "topic": {"value": self.topic, "creator": self.creator if self.topic else "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }

    def message_json(self, message: Message, *, with_metadata: bool) -> Json:
        """A message of this channel as history shows it, with the facts of its thread."""
        return message.as_json(with_metadata=with_metadata) | self.timeline.thread_facts(message)

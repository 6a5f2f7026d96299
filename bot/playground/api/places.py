"""Finding the conversation that a call is about, and whether the app may post or read there."""

from bot.playground.api.refusals import Refusal
from bot.playground.api.registry import need_scope
from bot.playground.channels import Channel
from bot.playground.site import Site


def channel_to_post(site: Site, target: str) -> Channel:
    """The conversation behind a channel id, a channel name or a person's id (which opens the direct message)."""
    space = site.workspace
    if target in space.users:
        return direct_to_post(site, target)
    channel = space.find_channel(target)
    if channel is None or (channel.is_private and space.bot.id not in channel.members):
        raise Refusal("channel_not_found")
    if channel.im_user:
        return direct_to_post(site, channel.im_user)
    if channel.is_archived:
        raise Refusal("is_archived")
    if space.bot.id not in channel.members and "chat:write.public" not in site.scopes:
        raise Refusal("not_in_channel")
    if channel.is_read_only:
        raise Refusal("restricted_action")
    return channel


def direct_to_post(site: Site, user_id: str) -> Channel:
    """The direct message with this person, if the app may write there."""
    user = site.workspace.users[user_id]
    if user.deleted:
        raise Refusal("user_disabled")
    if user.is_bot:
        raise Refusal("cannot_dm_bot")
    if not site.workspace.has_messages_tab:
        raise Refusal("messages_tab_disabled")
    return site.workspace.direct(user_id)


def known_channel(site: Site, target: str) -> Channel:
    """A conversation that the app can see. A person's id is none."""
    channel = site.workspace.channels.get(target)
    if channel is None or (channel.is_private and site.workspace.bot.id not in channel.members):
        raise Refusal("channel_not_found")
    return channel


def channel_to_read(site: Site, target: str) -> Channel:
    """A conversation whose messages the app may read: the right scope, and membership."""
    channel = known_channel(site, target)
    need_scope(site, f"{channel.family}:history")
    if site.workspace.bot.id not in channel.members:
        raise Refusal("not_in_channel")
    return channel

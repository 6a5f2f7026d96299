"""chat.*: posting, changing and deleting messages."""

from bot.playground.api.args import Args
from bot.playground.api.contents import Content, content_of
from bot.playground.api.places import channel_to_post, known_channel
from bot.playground.api.refusals import Refusal
from bot.playground.api.registry import HUNDREDS, TIER_3, TIER_4, method
from bot.playground.channels import Channel
from bot.playground.messages import Message
from bot.playground.shapes import Json
from bot.playground.site import Site

UPDATE_TEXT = 4_000


@method("chat.postMessage", "chat:write", per_minute=None)
def post_message(site: Site, args: Args) -> Json:
    """Post to a channel, or to a person by user id (the answer names the D… id)."""
    channel = channel_to_post(site, args.need("channel"))
    content = content_of(args)
    message = site.workspace.post(
        channel,
        site.workspace.bot.id,
        content.text,
        blocks=content.blocks,
        metadata=content.metadata,
        attachments=content.attachments,
        thread_ts=thread_of(channel, args),
        is_broadcast=args.flag("reply_broadcast"),
        visible_from=site.monotonic() + site.faults.history_lag_seconds,
    )
    return {"channel": channel.id, "ts": message.ts, "message": message.as_json(with_metadata=True)}


def thread_of(channel: Channel, args: Args) -> str | None:
    """The first message of the thread that `thread_ts` names (a reply's ts leads to its thread)."""
    if "thread_ts" not in args:
        return None
    first = channel.timeline.find(args.text("thread_ts"))
    if first is None:
        raise Refusal("thread_not_found")
    return first.thread_ts or first.ts


@method("chat.postEphemeral", "chat:write", per_minute=TIER_4)
def post_ephemeral(site: Site, args: Args) -> Json:
    """Show something to one member of a channel."""
    channel = channel_to_post(site, args.need("channel"))
    user, content = args.need("user"), content_of(args)
    if user not in channel.members:
        raise Refusal("user_not_in_channel")
    message = site.workspace.post_ephemeral(
        channel, user, content.text, blocks=content.blocks, thread_ts=args.text("thread_ts") or None
    )
    return {"message_ts": message.ts}


@method("chat.update", "chat:write", per_minute=TIER_3)
def update(site: Site, args: Args) -> Json:
    """Change a message of the app. The channel is the one the message is in (a D… id, not a person's)."""
    channel, message = own_message(site, args, "cant_update_message")
    content = content_of(args, most=UPDATE_TEXT)
    text, blocks = kept(args, message, content)
    site.workspace.edit(channel, message, by=site.workspace.bot.id, text=text, blocks=blocks)
    message.metadata = content.metadata or message.metadata
    return {"channel": channel.id, "ts": message.ts, "text": text, "message": message.as_json(with_metadata=True)}


def kept(args: Args, message: Message, content: Content) -> tuple[str, list[Json]]:
    """Text and blocks after a change: what is left out stays, an empty list removes (docs, chat.update)."""
    text = content.text if "text" in args or "markdown_text" in args else message.text
    return text, content.blocks if "blocks" in args else message.blocks


@method("chat.delete", "chat:write", per_minute=TIER_3)
def delete(site: Site, args: Args) -> Json:
    """Delete a message of the app."""
    channel, message = own_message(site, args, "cant_delete_message")
    site.workspace.delete(channel, message, by=site.workspace.bot.id)
    return {"channel": channel.id, "ts": message.ts}


def own_message(site: Site, args: Args, otherwise: str) -> tuple[Channel, Message]:
    """A message that the app may change."""
    channel = known_channel(site, args.need("channel"))
    message = channel.timeline.find(args.need("ts"))
    if message is None:
        raise Refusal("message_not_found")
    if message.bot_id != site.workspace.bot_id:
        raise Refusal(otherwise)
    if channel.is_archived:
        raise Refusal("is_archived")
    return channel, message


@method("chat.getPermalink", per_minute=HUNDREDS)
def get_permalink(site: Site, args: Args) -> Json:
    """The address of a message."""
    channel = known_channel(site, args.need("channel"))
    message = channel.timeline.find(args.need("message_ts"))
    if message is None:
        raise Refusal("message_not_found")
    link = f"{site.base_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}

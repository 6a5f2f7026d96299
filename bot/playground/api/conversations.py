"""conversations.* and users.conversations: which conversations there are, who is in them, what was said."""

from bisect import bisect_left

from bot.playground.api.args import Args
from bot.playground.api.paging import limit_of, page_of, start_of
from bot.playground.api.places import channel_to_read, known_channel
from bot.playground.api.refusals import Refusal
from bot.playground.api.registry import TIER_2, TIER_3, TIER_4, method, need_scope
from bot.playground.channels import Channel
from bot.playground.ids import cursor_at, micros_of_ts
from bot.playground.messages import Message
from bot.playground.shapes import Json
from bot.playground.site import Site

TYPES = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
END_OF_TIME = 2**62


@method("conversations.list", per_minute=TIER_2)
def conversations_list(site: Site, args: Args) -> Json:
    """The conversations that the app can see, by `types`."""
    return listed(site, args, member=None)


@method("users.conversations", per_minute=TIER_2)
def users_conversations(site: Site, args: Args) -> Json:
    """The conversations that a user (the bot, when none is named) is in."""
    return listed(site, args, member=args.text("user") or site.workspace.bot.id)


def listed(site: Site, args: Args, *, member: str | None) -> Json:
    """One page of the conversations of the asked types."""
    types = args.listed("types") or ["public_channel"]
    for kind in types:
        if kind not in TYPES:
            raise Refusal("invalid_types")
        need_scope(site, f"{TYPES[kind]}:read")
    bot = site.workspace.bot.id
    found = [
        channel
        for channel in site.workspace.channels.values()
        if channel.kind in types
        and (channel.kind == "public_channel" or bot in channel.members)
        and (member is None or member in channel.members)
        and not (channel.is_archived and args.flag("exclude_archived"))
    ]
    page, cursor = page_of(args, found, default=100)
    return {"channels": [c.as_json(seen_by=bot) for c in page], "response_metadata": {"next_cursor": cursor}}


@method("conversations.info", per_minute=TIER_3)
def conversations_info(site: Site, args: Args) -> Json:
    """One conversation."""
    channel = known_channel(site, args.need("channel"))
    need_scope(site, f"{channel.family}:read")
    return {"channel": channel.as_json(seen_by=site.workspace.bot.id)}


@method("conversations.members", per_minute=TIER_4)
def conversations_members(site: Site, args: Args) -> Json:
    """The ids of the members, in pages."""
    channel = known_channel(site, args.need("channel"))
    need_scope(site, f"{channel.family}:read")
    page, cursor = page_of(args, list(channel.members), default=100)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


@method("conversations.open", per_minute=TIER_3)
def conversations_open(site: Site, args: Args) -> Json:
    """The direct message with one person; `return_im` gives the whole object."""
    need_scope(site, "im:write")
    channel = known_channel(site, args.text("channel")) if "channel" in args else opened(site, args.listed("users"))
    whole = channel.as_json(seen_by=site.workspace.bot.id) if args.flag("return_im") else {"id": channel.id}
    return {"channel": whole}


def opened(site: Site, users: list[str]) -> Channel:
    """The direct message with the one person who is named."""
    if len(users) != 1:
        raise Refusal("invalid_arguments", messages=["[ERROR] exactly one user: group messages are not part of this"])
    user = site.workspace.users.get(users[0])
    if user is None:
        raise Refusal("user_not_found")
    if user.deleted:
        raise Refusal("user_disabled")
    if user.is_bot:
        raise Refusal("cannot_dm_bot")
    return site.workspace.direct(user.id)


@method("conversations.join", "channels:join", per_minute=TIER_3)
def conversations_join(site: Site, args: Args) -> Json:
    """The bot joins a public channel."""
    channel = known_channel(site, args.need("channel"))
    if channel.kind != "public_channel":
        raise Refusal("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refusal("is_archived")
    was_in = site.workspace.bot.id in channel.members
    site.workspace.join(channel, site.workspace.bot.id)
    return {"channel": channel.as_json(seen_by=site.workspace.bot.id)} | (
        {"warning": "already_in_channel"} if was_in else {}
    )


@method("conversations.history", per_minute=TIER_3)
def conversations_history(site: Site, args: Args) -> Json:
    """The main line, newest first; a cursor goes on before the oldest one seen. Messages may show up late (lag)."""
    channel = channel_to_read(site, args.need("channel"))
    oldest, latest = bound(args, "oldest", 0), bound(args, "latest", END_OF_TIME)
    limit, before = limit_of(args, default=100, most=999), start_of(args)
    keys = channel.timeline.between(oldest, latest, inclusive=args.flag("inclusive"))
    end = bisect_left(keys, before) if before else len(keys)
    wanted = keys[max(0, end - limit) : end]
    more = end > limit
    page = shown(site, args, channel, [channel.timeline.at(key) for key in reversed(wanted)])
    cursor = cursor_at(wanted[0]) if more else ""
    return {"messages": page, "has_more": more, "pin_count": 0, "response_metadata": {"next_cursor": cursor}}


@method("conversations.replies", per_minute=TIER_3)
def conversations_replies(site: Site, args: Args) -> Json:
    """A thread, its first message first."""
    channel = channel_to_read(site, args.need("channel"))
    first = channel.timeline.find(args.need("ts"))
    if first is None:
        raise Refusal("thread_not_found")
    oldest, latest = bound(args, "oldest", 0), bound(args, "latest", END_OF_TIME)
    line = [
        m for m in (first, *channel.timeline.replies(first.ts)) if m is first or oldest < micros_of_ts(m.ts) < latest
    ]
    page, cursor = page_of(args, line, default=1000)
    answer = {"messages": shown(site, args, channel, list(page)), "has_more": bool(cursor)}
    return answer | {"response_metadata": {"next_cursor": cursor}}


def bound(args: Args, name: str, default: int) -> int:
    """One end of the asked stretch of time in microseconds."""
    try:
        return micros_of_ts(args.text(name)) if name in args else default
    except ValueError:
        raise Refusal(f"invalid_ts_{name}") from None


def shown(site: Site, args: Args, channel: Channel, page: list[Message]) -> list[Json]:
    """The messages that history already shows, as JSON."""
    now, with_metadata = site.monotonic(), args.flag("include_all_metadata")
    return [channel.message_json(m, with_metadata=with_metadata) for m in page if m.visible_from <= now]

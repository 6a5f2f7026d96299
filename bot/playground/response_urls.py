"""response_url: what an app may still say about an interaction, five times within 30 minutes."""

from aiohttp import web

from bot.playground.api.args import Args, read_arguments
from bot.playground.api.contents import Content, content_of
from bot.playground.api.refusals import Refusal
from bot.playground.channels import Channel
from bot.playground.messages import Message
from bot.playground.shapes import Json
from bot.playground.site import Site
from bot.playground.triggers import ResponseTicket
from bot.playground.workspace import Workspace


class ResponseUrls:
    """Answers `/response/<key>`."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def answer(self, request: web.Request) -> web.Response:
        """Use the URL once."""
        ticket = self._site.triggers.use_ticket(request.match_info["key"])
        if ticket is None:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        try:
            respond(self._site.workspace, ticket, Args(await said_in(request)))
        except Refusal as refusal:
            return web.json_response(refusal.as_json(), status=400)
        return web.json_response({"ok": True})


async def said_in(request: web.Request) -> Json:
    """The body: JSON whatever the Content-Type says, or a form."""
    values = await read_arguments(request)
    payload = Args(values).structure("payload", "invalid_json")
    return payload if isinstance(payload, dict) else values


def respond(space: Workspace, ticket: ResponseTicket, args: Args) -> None:
    """Delete or replace the original, or say something new: to the person alone unless response_type is in_channel."""
    channel = space.channels[ticket.channel]
    if args.flag("delete_original"):
        return remove(space, channel, ticket.original)
    content = content_of(args)
    if args.flag("replace_original") and ticket.original is not None:
        return replace(space, channel, ticket.original, content)
    ticket.original = say(space, channel, ticket.user, args, content)
    return None


def say(space: Workspace, channel: Channel, user: str, args: Args, content: Content) -> Message:
    """A new message, for everybody or for one person."""
    thread = args.text("thread_ts") or None
    if args.text("response_type") == "in_channel":
        return space.post(
            channel, space.bot.id, content.text, blocks=content.blocks, metadata=content.metadata, thread_ts=thread
        )
    return space.post_ephemeral(channel, user, content.text, blocks=content.blocks, thread_ts=thread)


def remove(space: Workspace, channel: Channel, original: Message | None) -> None:
    """Delete the original, if it is still there."""
    if original is None:
        return
    if original.ephemeral_to and space.ephemeral(original.ephemeral_to, original.ts):
        space.remove_ephemeral(original)
    elif channel.timeline.find(original.ts) is original:
        space.delete(channel, original, by=space.bot.id)


def replace(space: Workspace, channel: Channel, original: Message, content: Content) -> None:
    """Change the original."""
    space.edit(channel, original, by=space.bot.id, text=content.text, blocks=content.blocks)

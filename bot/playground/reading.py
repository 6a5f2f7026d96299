"""What the page asks for when it needs it: the staff list, the messages of a channel, a thread."""

import json
from functools import partial

from aiohttp import web

from bot.playground.api.args import Args
from bot.playground.api.refusals import Refusal
from bot.playground.channels import Channel
from bot.playground.desk import Desk, person_entry
from bot.playground.forms import CannotDo
from bot.playground.ids import micros_of_ts
from bot.playground.messages import Message
from bot.playground.refused import language_of, refused
from bot.playground.sentences import BAD_BEFORE, MESSAGE_GONE, NO_SUCH_CHANNEL, NO_SUCH_PERSON
from bot.playground.shapes import Json
from bot.playground.workspace import Workspace

PAGE = 50
compact = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
"""JSON in few bytes: a staff list is long."""
MOST = 200


class Reading:
    """`/playground/staff`, `/playground/messages`, `/playground/thread`."""

    def __init__(self, workspace: Workspace) -> None:
        self._space = workspace

    def add_routes(self, app: web.Application) -> None:
        """Enter the routes."""
        app.router.add_get("/playground/staff", self.staff)
        app.router.add_get("/playground/messages", self.messages)
        app.router.add_get("/playground/thread", self.thread)

    async def staff(self, _request: web.Request) -> web.Response:
        """Everybody in one line each, and whom a newcomer is offered first."""
        space = self._space
        offered = [{"id": user_id, "role": role} for user_id, role in space.cast.items()]
        people = [person_entry(user) for user in space.users.values()]
        answer = {"key": space.key, "team": space.team_name, "bot": space.bot.id, "cast": offered, "staff": people}
        return web.json_response(answer, dumps=compact)

    async def messages(self, request: web.Request) -> web.Response:
        """The newest messages of a channel as `user` sees it, oldest first; with `before` (a ts) older ones."""
        try:
            return web.json_response(self._messages(Args(dict(request.query))))
        except (CannotDo, Refusal) as error:
            return refused(error, language_of(request))

    def _messages(self, args: Args) -> Json:
        desk, channel = self._place(args)
        limit = max(1, min(args.number("limit", PAGE), MOST))
        latest = instant_before(args)
        found = channel.timeline.before(latest, limit + 1)
        shown = found[-limit:]
        return {
            "channel": channel.id,
            "has_more": len(found) > limit,
            "messages": [desk.message(message) for message in shown],
        }

    async def thread(self, request: web.Request) -> web.Response:
        """The first message `ts` of a channel and its replies."""
        try:
            return web.json_response(self._thread(Args(dict(request.query))))
        except (CannotDo, Refusal) as error:
            return refused(error, language_of(request))

    def _thread(self, args: Args) -> Json:
        desk, channel = self._place(args)
        first = channel.timeline.find(args.text("ts"))
        if first is None:
            raise CannotDo(MESSAGE_GONE)
        line: list[Message] = [first, *channel.timeline.replies(first.ts)]
        return {"channel": channel.id, "ts": first.ts, "messages": [desk.message(message) for message in line]}

    def _place(self, args: Args) -> tuple[Desk, Channel]:
        user = self._space.users.get(args.text("user"))
        if user is None:
            raise CannotDo(NO_SUCH_PERSON.filled(name=args.text("user")))
        desk, channel = Desk(self._space, user), self._space.channels.get(args.text("channel"))
        if channel is None or not desk.may_see(channel):
            raise CannotDo(NO_SUCH_CHANNEL.filled(name=args.text("channel")))
        return desk, channel


def instant_before(args: Args) -> int | None:
    """`before` in microseconds, None without one."""
    try:
        return micros_of_ts(args.text("before")) if "before" in args else None
    except ValueError:
        raise CannotDo(BAD_BEFORE) from None

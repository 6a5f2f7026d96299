"""The workspace over HTTP JSON, for other processes and for the page: state, acting as a person, faults, calls."""

from dataclasses import asdict

from aiohttp import web

from bot.playground.acts import act_of, message_of
from bot.playground.api.args import Args, parsed_object
from bot.playground.api.refusals import Refusal
from bot.playground.backstage import Backstage
from bot.playground.calls import CallLog
from bot.playground.changes import ChangeKind
from bot.playground.desk import Desk
from bot.playground.forms import CannotDo
from bot.playground.interactions import Interactions
from bot.playground.messages import Message
from bot.playground.person import Person
from bot.playground.refused import language_of, refused
from bot.playground.sentences import BAD_FAULT, NO_SUCH_CHANNEL, NO_SUCH_PERSON
from bot.playground.shapes import Json
from bot.playground.socket_mode import Reason, SocketHub
from bot.playground.workspace import Workspace

SHOWN = 200


class Inside:
    """`/playground/…`."""

    def __init__(
        self, interactions: Interactions, sockets: SocketHub, log: CallLog, backstage: Backstage | None
    ) -> None:
        self._backstage = backstage
        self._interactions, self._space = interactions, interactions.space
        self._faults, self._sockets, self._log = interactions.site.faults, sockets, log

    def add_routes(self, app: web.Application) -> None:
        """Enter the routes."""
        app.router.add_get("/playground/state", self.state)
        app.router.add_post("/playground/act", self.act)
        app.router.add_get("/playground/calls", self.calls)
        app.router.add_get("/playground/inside", self.inside)
        app.router.add_get("/playground/faults", self.faults)
        app.router.add_post("/playground/faults", self.add_fault)
        app.router.add_delete("/playground/faults", self.clear_faults)

    async def state(self, request: web.Request) -> web.Response:
        """The workspace; with `user` what that person sees, with `channel` its last `limit` messages and threads."""
        try:
            return web.json_response(self._state(Args(dict(request.query))))
        except (CannotDo, Refusal) as error:
            return refused(error, language_of(request))

    def _state(self, args: Args) -> Json:
        state: Json = {
            "now": self._space.now().isoformat(),
            "team": {"id": self._space.team_id, "name": self._space.team_name},
            "bot": {"id": self._space.bot.id, "name": self._space.bot.real_name},
            "connections": len(self._sockets.connections),
            "channels": [overview(self._space, channel_id) for channel_id in self._space.channels],
        }
        if "channel" in args:
            limit = args.number("limit", SHOWN)
            state["messages"] = messages_of(self._space, args.text("channel"), limit)
        if "user" in args:
            state["you"] = seen_by(self._person(args))
        return state

    def _person(self, args: Args) -> Person:
        user = self._space.users.get(args.text("user"))
        if user is None:
            raise CannotDo(NO_SUCH_PERSON.filled(name=args.text("user")))
        return Person(self._interactions, user)

    async def act(self, request: web.Request) -> web.Response:
        """Do something as a person: {"user": …, "do": "press", …}. 400 with a sentence when it is not on offer."""
        try:
            args = Args(parsed_object(await request.read()))
            reaction = await act_of(args)(self._person(args), args)
            return web.json_response(reaction.as_json(language_of(request)))
        except (CannotDo, Refusal) as error:
            return refused(error, language_of(request))

    async def calls(self, request: web.Request) -> web.Response:
        """The last API calls, newest last: at most `limit`, and only those after the number `since`."""
        try:
            args = Args(dict(request.query))
            kept = self._log.since(args.number("since", 0), args.number("limit", SHOWN))
        except Refusal as error:
            return refused(error, language_of(request))
        return web.json_response({"calls": [asdict(call) for call in kept], "total": self._log.total})

    async def inside(self, request: web.Request) -> web.Response:
        """A message that `user` sees (`channel`, `ts`): its payload, and what the bot's ledger knows of it."""
        try:
            args = Args(dict(request.query))
            message = message_of(self._person(args), args)
        except (CannotDo, Refusal) as error:
            return refused(error, language_of(request))
        payload = Desk(self._space, self._space.users[args.text("user")]).message(message)
        about = await self._ledger(message, language_of(request))
        return web.json_response({"payload": payload, "about": about})

    async def _ledger(self, message: Message, language: str) -> Json | None:
        message_id = ((message.metadata or {}).get("event_payload") or {}).get("id")
        if self._backstage is None or not isinstance(message_id, str):
            return None
        about = await self._backstage.about_message(message_id, language)
        return dict(about) if about is not None else None

    async def faults(self, _request: web.Request) -> web.Response:
        """The faults in force."""
        return web.json_response(self._faults.as_json())

    async def add_fault(self, request: web.Request) -> web.Response:
        """A new fault, {"kind": "drop_after", "method": …, "share": …}; or a socket's: close_sockets, silence_sockets,
        refresh_sockets; or {"kind": "history_lag", "seconds": 2}."""
        try:
            body = parsed_object(await request.read())
            await self._misbehave(str(body.pop("kind", "")), body)
        except (ValueError, TypeError, Refusal) as error:
            return refused(BAD_FAULT.filled(reason=error), language_of(request))
        return web.json_response(self._faults.as_json())

    async def _misbehave(self, kind: str, details: Json) -> None:
        if kind == "close_sockets":
            await self._sockets.close()
        elif kind == "silence_sockets":
            self._sockets.silence()
        elif kind == "refresh_sockets":
            await self._sockets.say_disconnect(Reason.REFRESH)
        elif kind == "history_lag":
            self._faults.history_lag_seconds = float(details.get("seconds", 1.0))
        else:
            self._faults.add(kind, **details)
        self._space.changes.tell(ChangeKind.CALLS)

    async def clear_faults(self, _request: web.Request) -> web.Response:
        """Everything behaves again."""
        self._faults.clear()
        self._space.changes.tell(ChangeKind.CALLS)
        return web.json_response(self._faults.as_json())


def overview(space: Workspace, channel_id: str) -> Json:
    """One line of the sidebar."""
    channel = space.channels[channel_id]
    person = space.users.get(channel.im_user or "")
    return {
        "id": channel.id,
        "name": person.real_name if person else channel.name,
        "kind": channel.kind,
        "group": channel.group,
        "is_archived": channel.is_archived,
        "messages": len(channel.timeline),
    }


def messages_of(space: Workspace, id_or_name: str, limit: int) -> list[Json]:
    """The last messages of a conversation, each with its replies and metadata."""
    channel = space.find_channel(id_or_name)
    if channel is None:
        raise CannotDo(NO_SUCH_CHANNEL.filled(name=id_or_name))
    shown = []
    for message in channel.timeline.newest(limit):
        replies = [reply.as_json(with_metadata=True) for reply in channel.timeline.replies(message.ts)]
        shown.append(channel.message_json(message, with_metadata=True) | {"replies": replies})
    return shown


def seen_by(person: Person) -> Json:
    """What only this person sees."""
    return {
        "id": person.user.id,
        "name": person.user.real_name,
        "ephemeral": [message.as_json() | {"channel": message.channel} for message in person.ephemerals],
        "home": person.home.as_json() if person.home else None,
        "views": [view.as_json() for view in person.modals],
    }

"""The workspace over HTTP JSON, for other processes and for the page: state, acting as a person, faults, calls."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.playground.api.args import Args, parsed_object
from bot.playground.api.refusals import Refusal
from bot.playground.calls import CallLog
from bot.playground.forms import CannotDo
from bot.playground.interactions import Interactions, Reaction
from bot.playground.messages import Message
from bot.playground.person import Person, Screen
from bot.playground.shapes import Json
from bot.playground.socket_mode import Reason, SocketHub
from bot.playground.workspace import Workspace

SHOWN = 200
Act = Callable[[Person, Args], Awaitable[Reaction]]


class Inside:
    """`/playground/…`."""

    def __init__(self, interactions: Interactions, sockets: SocketHub, log: CallLog) -> None:
        self._interactions, self._space = interactions, interactions.space
        self._faults, self._sockets, self._log = interactions.site.faults, sockets, log

    def add_routes(self, app: web.Application) -> None:
        """Enter the routes."""
        app.router.add_get("/playground/state", self.state)
        app.router.add_post("/playground/act", self.act)
        app.router.add_get("/playground/calls", self.calls)
        app.router.add_get("/playground/faults", self.faults)
        app.router.add_post("/playground/faults", self.add_fault)
        app.router.add_delete("/playground/faults", self.clear_faults)

    async def state(self, request: web.Request) -> web.Response:
        """The workspace; with `user` what that person sees, with `channel` its last `limit` messages and threads."""
        try:
            return web.json_response(self._state(Args(dict(request.query))))
        except (CannotDo, Refusal) as error:
            return refused(str(error))

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
            raise CannotDo(f"「{args.text('user')}」という人はいません。")
        return Person(self._interactions, user)

    async def act(self, request: web.Request) -> web.Response:
        """Do something as a person: {"user": …, "do": "press", …}. 400 with a sentence when it is not on offer."""
        try:
            args = Args(parsed_object(await request.read()))
            reaction = await act_of(args)(self._person(args), args)
            return web.json_response(reaction.as_json())
        except (CannotDo, Refusal) as error:
            return refused(str(error))

    async def calls(self, request: web.Request) -> web.Response:
        """The last API calls, newest last."""
        limit = request.query.get("limit", "")
        kept = list(self._log.calls)[-(int(limit) if limit.isdecimal() else SHOWN) :]
        shown = [{"method": c.method, "at": c.at, "arguments": c.arguments, "error": c.error} for c in kept]
        return web.json_response({"calls": shown})

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
            return refused(f"この不具合は設定できません：{error}")
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

    async def clear_faults(self, _request: web.Request) -> web.Response:
        """Everything behaves again."""
        self._faults.clear()
        return web.json_response(self._faults.as_json())


def refused(sentence: str) -> web.Response:
    """400 with a sentence."""
    return web.json_response({"ok": False, "error": sentence}, status=400)


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
        raise CannotDo(f"チャンネル「{id_or_name}」は見つかりません。")
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


def screen_of(person: Person, args: Args) -> Screen:
    """The view, or else the message, that an action is about."""
    return args.text("view_id") if "view_id" in args else message_of(person, args)


def message_of(person: Person, args: Args) -> Message:
    """The message that `channel` and `ts` name."""
    return person.message(args.text("channel"), args.text("ts"))


def optional(args: Args, name: str) -> str | None:
    """A text, None when it is empty."""
    return args.text(name) or None


def act_of(args: Args) -> Act:
    """What `do` asks for."""
    act = ACTS.get(args.text("do"))
    if act is None:
        raise CannotDo(f"「do」には次のどれかを書いてください：{'、'.join(ACTS)}")
    return act


async def press(person: Person, args: Args) -> Reaction:
    """Press or choose."""
    screen, block = screen_of(person, args), optional(args, "block_id")
    return await person.press(screen, args.text("action_id"), value=args.values.get("value"), block_id=block)


async def shortcut(person: Person, args: Args) -> Reaction:
    """A global shortcut, or one on the message that `ts` names."""
    return await person.shortcut(args.text("callback_id"), message_of(person, args) if "ts" in args else None)


async def submit(person: Person, args: Args) -> Reaction:
    """Submit a modal with `values` by action_id."""
    values = args.structure("values", "invalid_json")
    return await person.submit(args.text("view_id"), values if isinstance(values, dict) else None)


ACTS: dict[str, Act] = {
    "say": lambda who, args: who.say(args.text("channel"), args.text("text"), optional(args, "thread_ts")),
    "press": press,
    "command": lambda who, args: who.command(
        args.text("command"), args.text("text"), channel=optional(args, "channel")
    ),
    "shortcut": shortcut,
    "open_home": lambda who, _args: who.open_home(),
    "submit": submit,
    "close": lambda who, args: who.close(args.text("view_id"), all_of_them=args.flag("all")),
    "suggest": lambda who, args: who.suggest(screen_of(who, args), args.text("action_id"), args.text("value")),
    "edit": lambda who, args: who.edit(message_of(who, args), args.text("text")),
    "join": lambda who, args: who.join(args.text("channel")),
    "leave": lambda who, args: who.leave(args.text("channel")),
}

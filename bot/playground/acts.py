"""What another process or the page may do as a person: the words of `do` in POST /playground/act."""

from collections.abc import Awaitable, Callable

from bot.playground.api.args import Args
from bot.playground.forms import CannotDo
from bot.playground.interactions import Reaction
from bot.playground.messages import Message
from bot.playground.person import Person, Screen
from bot.playground.sentences import NO_SUCH_ACT

Act = Callable[[Person, Args], Awaitable[Reaction]]


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
        raise CannotDo(NO_SUCH_ACT.filled(acts="、".join(ACTS)))
    return act


async def press(person: Person, args: Args) -> Reaction:
    """Press or choose: `value`, or `action` in the shape of an item of Slack's `actions`."""
    screen, block = screen_of(person, args), optional(args, "block_id")
    enter(person, args)
    action, value = args.structure("action", "invalid_json"), args.values.get("value")
    if isinstance(action, dict):
        value = person.chosen(screen, args.text("action_id"), block, action)
    return await person.press(screen, args.text("action_id"), value=value, block_id=block)


def enter(person: Person, args: Args) -> None:
    """Take over what is filled in on a view: `state`, in the shape of Slack's state.values."""
    state = args.structure("state", "invalid_json")
    if isinstance(state, dict) and "view_id" in args:
        person.enter(args.text("view_id"), state)


async def shortcut(person: Person, args: Args) -> Reaction:
    """A global shortcut, or one on the message that `ts` names."""
    return await person.shortcut(args.text("callback_id"), message_of(person, args) if "ts" in args else None)


async def submit(person: Person, args: Args) -> Reaction:
    """Submit a modal with `values` by action_id, or `state` in the shape of state.values."""
    enter(person, args)
    values = args.structure("values", "invalid_json")
    return await person.submit(args.text("view_id"), values if isinstance(values, dict) else None)


async def close(person: Person, args: Args) -> Reaction:
    """Close a modal, or with `all` every open one."""
    enter(person, args)
    return await person.close(args.text("view_id"), all_of_them=args.flag("all"))


ACTS: dict[str, Act] = {
    "say": lambda who, args: who.say(args.text("channel"), args.text("text"), optional(args, "thread_ts")),
    "press": press,
    "command": lambda who, args: who.command(
        args.text("command"), args.text("text"), channel=optional(args, "channel")
    ),
    "shortcut": shortcut,
    "open_home": lambda who, _args: who.open_home(),
    "submit": submit,
    "close": close,
    "suggest": lambda who, args: who.suggest(screen_of(who, args), args.text("action_id"), args.text("value")),
    "edit": lambda who, args: who.edit(message_of(who, args), args.text("text")),
    "dismiss": lambda who, args: who.dismiss(message_of(who, args)),
    "join": lambda who, args: who.join(args.text("channel")),
    "leave": lambda who, args: who.leave(args.text("channel")),
}

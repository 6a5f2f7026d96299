"""What somebody does at the door to plan leave, and what they are answered: for tests of the doors."""

from __future__ import annotations

from bot.leave import form_blocks
from bot.leave.kinds import Wish
from bot.leave.service import my_plans
from bot.people import service as people
from bot.playground import Message, Reaction, User, View
from tests.delivering import WEDNESDAY
from tests.handlers.conftest import Door


def wishes(door: Door, user: User | None = None) -> list[Wish]:
    """What somebody has planned from Wednesday on."""
    me = door.core.database.read(people.staff_by_slack, (user or door.aoki).id, day=WEDNESDAY)
    assert me is not None
    return [one.plan.wish for one in door.core.database.read(my_plans, me, today=WEDNESDAY).plans]


async def said(door: Door, line: str, user: User | None = None) -> Message:
    """What somebody is answered who types a line behind the command."""
    await door.as_user(user or door.aoki).command("/kaeru", line)
    return door.as_user(user or door.aoki).ephemerals[-1]


async def written(door: Door, text: str) -> list[Message]:
    """What Kaeru answers to a message of Aoki's."""
    space = door.playground.workspace
    await door.as_user(door.aoki).say(space.bot.id, text)
    await door.playground.courier.all_settled()
    return answers(door)


def answers(door: Door) -> list[Message]:
    """What Kaeru wrote to Aoki."""
    space = door.playground.workspace
    return [message for message in space.direct(door.aoki.id).timeline if message.user == space.bot.id]


def modal(door: Door, user: User | None = None) -> View:
    shown = door.as_user(user or door.aoki).modal
    assert shown is not None
    return shown


def home(door: Door) -> View:
    shown = door.as_user(door.aoki).home
    assert shown is not None
    return shown


def enter(door: Door, view: View, **values: str) -> None:
    """Fill in fields by their block_id."""
    for name, value in values.items():
        element = next(one["element"] for one in view.blocks if one.get("block_id") == name)
        entry = {
            "static_select": {"selected_option": {"value": value}},
            "datepicker": {"selected_date": value},
            "timepicker": {"selected_time": value},
        }[element["type"]]
        door.as_user(door.aoki).enter(view, {name: {element["action_id"]: entry}})


async def submit(door: Door, **values: str) -> Reaction:
    enter(door, modal(door), **values)
    return await door.as_user(door.aoki).submit(modal(door))


async def choose(door: Door, field: str, value: str) -> None:
    """Choose something in a field of the form, of which Slack tells at once."""
    await door.as_user(door.aoki).press(modal(door), form_blocks.CHANGED, value=value, block_id=field)

"""A Slack-compatible workspace on loopback: shown by the demo, talked to by tests. A stranger to the rest of bot."""

from bot.playground.backstage import Backstage, MarkedDay, Upcoming
from bot.playground.calls import Call
from bot.playground.channels import Channel
from bot.playground.faults import Fault, FaultKind, Faults
from bot.playground.forms import CannotDo
from bot.playground.interactions import Reaction
from bot.playground.limits import Limits
from bot.playground.messages import Message
from bot.playground.people import User
from bot.playground.person import Person
from bot.playground.server import Playground
from bot.playground.views import View
from bot.playground.workspace import Workspace

__all__ = [
    "Backstage",
    "Call",
    "CannotDo",
    "Channel",
    "Fault",
    "FaultKind",
    "Faults",
    "Limits",
    "MarkedDay",
    "Message",
    "Person",
    "Playground",
    "Reaction",
    "Upcoming",
    "User",
    "View",
    "Workspace",
]

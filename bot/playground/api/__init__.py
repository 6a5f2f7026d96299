"""The Web API: one function per method, entered into `registry.METHODS` by importing its module."""

from bot.playground.api import apps, chat, conversations, files, users, views
from bot.playground.api.registry import METHODS

__all__ = ["METHODS", "apps", "chat", "conversations", "files", "users", "views"]

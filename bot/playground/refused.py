"""How the page's doors say no, in the language that the page asks for."""

from aiohttp import web

from bot.playground.sentences import LANGUAGES, in_language


def refused(why: str | Exception, language: str, status: int = 400) -> web.Response:
    """An error with a sentence."""
    said = why.args[0] if isinstance(why, Exception) and why.args else why
    return web.json_response({"ok": False, "error": in_language(str_of(said), language)}, status=status)


def str_of(said: object) -> str:
    """A sentence stays what it is, so that it keeps its English."""
    return said if isinstance(said, str) else str(said)


def language_of(request: web.Request) -> str:
    """`lang` of the query: Japanese unless it asks for English."""
    asked = request.query.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]

"""How the page's doors say no."""

from aiohttp import web


def refused(sentence: str, status: int = 400) -> web.Response:
    """An error with a sentence."""
    return web.json_response({"ok": False, "error": sentence}, status=status)

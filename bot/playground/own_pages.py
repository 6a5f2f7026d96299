"""The playground listens to programs and to its own page, not to other web sites that a browser has open."""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler


@web.middleware
async def own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a browser sends on behalf of another site; programs send no Origin."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return web.json_response({"error": "ほかのサイトからの操作は受け付けていません。"}, status=403)
    return await handler(request)

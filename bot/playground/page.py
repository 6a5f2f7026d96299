"""The page: the files of `web/`, given out as they are. Everything that moves on it comes over the other doors."""

from pathlib import Path

from aiohttp import web

WEB = Path(__file__).parent / "web"
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


MODULES = "<!-- modules -->"
NOT_LOADED = ("early.js", "gallery.js")


class Page:
    """`/` and `/web/…`. The document names every module, so that a browser fetches them at once, not one by one."""

    def __init__(self) -> None:
        modules = sorted(file.relative_to(WEB).as_posix() for file in WEB.rglob("*.js") if file.name not in NOT_LOADED)
        links = "\n    ".join(f'<link rel="modulepreload" href="/web/{module}">' for module in modules)
        self._document = (WEB / "index.html").read_text(encoding="utf-8").replace(MODULES, links)

    def add_routes(self, app: web.Application) -> None:
        """Enter the routes."""
        app.router.add_get("/", self.front)
        app.router.add_get("/favicon.ico", self.icon)
        app.router.add_static("/web/", WEB)
        app.on_response_prepare.append(add_headers)

    async def front(self, _request: web.Request) -> web.Response:
        """The one document."""
        return web.Response(text=self._document, content_type="text/html")

    async def icon(self, _request: web.Request) -> web.FileResponse:
        """The frog."""
        return web.FileResponse(WEB / "kaeru.svg")


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Only this origin's own files run, and a new version is seen at once."""
    if request.path in ("/", "/favicon.ico") or request.path.startswith("/web/"):
        response.headers.update(HEADERS)

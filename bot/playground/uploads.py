"""Taking and giving the bytes of files."""

import mimetypes

from aiohttp import web

from bot.playground.workspace import Workspace


class Uploads:
    """`/upload/<id>` takes what getUploadURLExternal announced, `/files/<id>` gives it back."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def add_routes(self, app: web.Application) -> None:
        """Enter the routes; Slack takes POST, and some clients PUT."""
        app.router.add_post("/upload/{id}", self.take)
        app.router.add_put("/upload/{id}", self.take)
        app.router.add_get("/files/{id}", self.give)

    async def take(self, request: web.Request) -> web.Response:
        """Raw bytes, or a multipart form with one file."""
        file = self._workspace.files.get(request.match_info["id"])
        if file is None:
            return web.Response(status=404, text="unknown upload")
        file.content, file.is_uploaded = await uploaded_bytes(request), True
        return web.Response(text=f"OK - {len(file.content)}")

    async def give(self, request: web.Request) -> web.Response:
        """The bytes, never run as a page (an uploaded SVG or HTML stays in a sandbox)."""
        file = self._workspace.files.get(request.match_info["id"])
        if file is None or not file.is_complete:
            return web.Response(status=404, text="unknown file")
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=file.content, content_type=kind, headers=headers)


async def uploaded_bytes(request: web.Request) -> bytes:
    """The bytes of a raw or a multipart request."""
    if request.content_type != "multipart/form-data":
        return await request.read()
    for value in (await request.post()).values():
        if isinstance(value, web.FileField):
            return value.file.read()
    return b""

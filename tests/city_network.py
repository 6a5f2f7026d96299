"""A city's network on loopback: a proxy that opens tunnels, and a CA of its own in front of the playground.

The name that it leads to exists nowhere: only the proxy knows where it is, so whatever arrives has gone through it.
"""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.playground.server import Playground

NAME = "slack.kaeru.test"


class CityProxy:
    """A CONNECT proxy. `tunnels` lists what it was asked for; it can refuse, and lose what is open without a word."""

    def __init__(self, port_behind: int) -> None:
        self.tunnels: list[str] = []
        self.is_refusing = False
        self._port_behind = port_behind
        self._is_lost = asyncio.Event()

    def lose_open_tunnels(self) -> None:
        """The far end of every open tunnel is gone and the near end is not told; new tunnels are fine."""
        self._is_lost.set()
        self._is_lost = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.tunnels.append(request.split()[1])
        if self.is_refusing:
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            writer.close()
            return
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await through(reader, writer, self._port_behind, self._is_lost)


async def through(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, is_lost: asyncio.Event | None = None
) -> None:
    """Carry bytes both ways between whoever came in and a port of this machine."""
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
    ways = [carry(reader, far_writer), carry(far_reader, writer), *([is_lost.wait()] if is_lost else [])]
    tasks = [asyncio.ensure_future(way) for way in ways]
    with suppress(asyncio.CancelledError):
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    far_writer.close()
    if is_lost and is_lost.is_set():
        with suppress(asyncio.CancelledError):
            await reader.read()
    writer.close()


async def carry(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while content := await source.read(65_536):
            target.write(content)
            await target.drain()


@dataclass(frozen=True)
class CityNetwork:
    """The way to a playground: its made-up address, the proxy that leads there and the CA that vouches for it."""

    api_url: str
    proxy: CityProxy
    proxy_url: str
    ca_bundle: Path


@asynccontextmanager
async def city_network(playground: Playground, folder: Path) -> AsyncIterator[CityNetwork]:
    """Put the playground behind TLS and a proxy, under a name that only the proxy can resolve."""
    inside = int(playground.url.rpartition(":")[2])
    tls = await asyncio.start_server(
        lambda reader, writer: through(reader, writer, inside), "127.0.0.1", 0, ssl=server_certificate(folder)
    )
    proxy = CityProxy(port_of(tls))
    tunnel = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    playground.site.base_url = f"https://{NAME}"
    try:
        yield CityNetwork(f"https://{NAME}/api/", proxy, f"http://127.0.0.1:{port_of(tunnel)}", folder / "ca.pem")
    finally:
        tunnel.close()
        tls.close()


def port_of(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])


def server_certificate(folder: Path) -> ssl.SSLContext:
    """Make a CA (`ca.pem`) and a certificate of it for NAME."""
    (folder / "names").write_text(f"subjectAltName=DNS:{NAME}\n")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    openssl(folder, "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=City CA")
    openssl(folder, "req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", f"/CN={NAME}")
    signing = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names")
    openssl(folder, "x509", "-req", "-in", "server.csr", "-out", "server.pem", *signing)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return context


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(("openssl", *arguments), cwd=folder, check=True, capture_output=True)

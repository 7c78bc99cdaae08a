"""A SOCKS5 proxy on this machine (RFC 1928), without a password, that leads every name to one server."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    asked: list[str]
    leads_to: tuple[str, int]


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        server, client = self.server, self.request
        assert isinstance(server, _Server)
        methods = client.recv(2)[1]
        client.recv(methods)
        client.sendall(b"\x05\x00")
        _, _, _, kind = client.recv(4)
        host = client.recv(client.recv(1)[0]).decode() if kind == 3 else socket.inet_ntoa(client.recv(4))
        server.asked.append(f"{host}:{int.from_bytes(client.recv(2), 'big')}")
        with socket.create_connection(server.leads_to) as upstream:
            client.sendall(b"\x05\x00\x00\x01" + bytes(6))
            back = threading.Thread(target=_pour, args=(upstream, client), daemon=True)
            back.start()
            _pour(client, upstream)
            back.join(5)


def _pour(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)


@contextmanager
def socks_proxy(url: str) -> Iterator[tuple[str, list[str]]]:
    """Run a proxy that leads to the server at `url`; give its address, and the hosts that it was asked for."""
    host, _, port = url.rpartition("/")[2].rpartition(":")
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.asked, server.leads_to = [], (host, int(port))
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"socks5://127.0.0.1:{server.server_address[1]}", server.asked
        server.shutdown()

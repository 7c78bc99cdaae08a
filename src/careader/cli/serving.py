"""`serve`: the reader in a browser."""

from __future__ import annotations

import sys

import click

from careader.cli import echo, fail
from careader.words import told


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.pass_context
def serve_command(ctx: click.Context, port: int, host: str) -> None:
    """Serve the reader to a browser on this machine, until Ctrl+C.

    The printed address holds a token; without it, and from any other page, nothing is shown. Whoever has the address
    and can reach it reads with your marks, so keep the host as it is unless the network is your own.
    """
    try:
        from careader.cli.web.door import Door
        from careader.cli.web.server import WebServer
    except ImportError:
        fail("serving needs one more library; pipx inject careader textual-serve (or pip install 'careader[serve]')")
    paths, must_exist = ctx.find_root().obj
    arguments = [sys.executable, "-m", "careader", *(["--config", str(paths.settings)] if must_exist else [])]
    door = Door(host, port)
    echo(told(f"careader is at {door.address} until Ctrl+C"), err=True)
    try:
        WebServer(arguments, door).serve()
    except OSError as error:
        fail(f"cannot listen on {host}, port {port} ({error.strerror or error}); --port and --host choose another")

"""`serve`: the reader in a browser."""

from __future__ import annotations

import shlex
import sys

import click

from careader.cli import fail


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.pass_context
def serve_command(ctx: click.Context, port: int, host: str) -> None:
    """Serve the reader to a browser on this machine, until Ctrl+C.

    Whoever can reach the address reads with your marks, so keep the host as it is unless the network is your own.
    """
    try:
        from textual_serve.server import Server
    except ImportError:
        fail("serving needs one more library; pipx inject careader textual-serve (or pip install 'careader[serve]')")
    paths, must_exist = ctx.find_root().obj
    command = [sys.executable, "-m", "careader", *(["--config", str(paths.settings)] if must_exist else [])]
    click.echo(f"careader is at http://{host}:{port}/ until Ctrl+C", err=True)
    Server(shlex.join(command), host=host, port=port, title="careader").serve()

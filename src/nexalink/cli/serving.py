"""``nexalink serve``: the web app on this machine only."""

import os
import socket
import sys
import threading
import webbrowser

from nexalink.cli.showing import console
from nexalink.kernel.errors import NexaLinkError

HOST = "127.0.0.1"


class PortTaken(NexaLinkError):
    """Another program uses the port."""


def serve(*, port: int, open_browser: bool) -> None:
    """Serve until Ctrl-C, bound to loopback: nobody else on the network can reach it.

    Raises:
        PortTaken: another program listens there.
    """
    check_port(port)
    address = f"http://localhost:{port}/"
    console.print(f"NexaLink is at {address} (this machine only). Stop it with Ctrl-C.")
    sys.stdout.flush()
    if open_browser and (os.environ.get("DISPLAY") or sys.platform in {"darwin", "win32"}):
        threading.Timer(1.5, webbrowser.open, [address]).start()
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "nexalink.site.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_enabled=False,
    ).serve()


def check_port(port: int) -> None:
    """Say so when the port is taken, before anything is started."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as fault:
            raise PortTaken(
                f"Port {port} is used by another program.",
                advice="Choose another with --port, for example --port 8020.",
            ) from fault

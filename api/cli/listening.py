"""The addresses that servers listen on."""

import errno
import os
import socket
from typing import Any

BACKLOG = 2048
"""Connections that may wait to be taken."""


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets of all addresses of `host`, on one port; with port 0 on any free one.

    Raises InvalidInputError where an address is taken or is none of this machine.
    """
    from ontology.errors import InvalidInputError

    sockets: list[socket.socket] = []
    try:
        for family, _, _, _, address in _addresses(host, port):
            here = (address[0], sockets[0].getsockname()[1] if sockets else port, *address[2:])
            try:
                sockets.append(socket.create_server(here, family=family, backlog=BACKLOG))
            except OSError as error:
                # A name may have an address of IPv6 on a machine without it.
                if error.errno != errno.EADDRNOTAVAIL or not sockets:
                    raise
    except OSError as error:
        for one in sockets:
            one.close()
        raise InvalidInputError(
            f"cannot listen on {host}:{port} ({_reason(error)}): give another --port or --host"
        ) from error
    return sockets


def _reason(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "another program listens there"
    if isinstance(error, socket.gaierror) or error.errno is None:
        return error.strerror or str(error)
    return os.strerror(error.errno)


def _addresses(host: str, port: int) -> list[tuple[int, int, int, str, tuple[Any, ...]]]:
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return sorted(dict.fromkeys(found), key=lambda one: one[0])  # IPv4 first

"""Where a person finds this server."""

import http.client
import socket

EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not bound to


def _local(host: str) -> str:
    return "127.0.0.1" if host in EVERY_ADDRESS else host


def web_answers(host: str, port: int) -> bool:
    """Whether anything speaks HTTP there by now; production refuses our bare address, and that is an answer too."""
    try:
        asking = http.client.HTTPConnection(_local(host), port, timeout=2)
        asking.request("GET", "/healthz")
        asking.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    return True


def reachable_addresses(host: str, port: int) -> list[str]:
    """This machine's own address first, then the one a phone on the same network would use."""
    found = [_local(host)]
    if host in EVERY_ADDRESS:
        # Connecting a datagram socket sends nothing: it only asks which interface would be used.
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            try:
                asking.connect(("192.0.2.1", 9))
                lan = asking.getsockname()[0]
            except OSError:
                lan = found[0]
        found += [lan] if lan not in {*found, "0.0.0.0"} else []  # noqa: S104 - compared with
    return [f"http://{name}:{port}/" for name in found]


def admin_address(address: str) -> str:
    return f"{address}admin/"

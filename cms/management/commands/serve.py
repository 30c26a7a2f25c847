"""`manage.py serve`: the web server, the background worker and its watchdog, as one thing that starts and stops."""

import os
import socket
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cms.processes.addresses import admin_address, reachable_addresses, web_answers
from cms.processes.group import ProcessGroup
from cms.processes.supervisor import Supervisor
from cms.processes.watchdog import Watchdog
from cms.settings.environment import BASE_DIR, env_int, env_text
from content_models.common.clock import utc_now
from content_models.common.schedules import sync_schedules


class Command(BaseCommand):
    help = "Serves Linli: web, background worker and watchdog. Ctrl-C stops all of it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=env_text("HOST", "0.0.0.0"), help="address to listen on (HOST)")  # noqa: S104 - phones on the same Wi-Fi
        parser.add_argument("--port", type=int, default=env_int("PORT", 8000), help="port to listen on (PORT)")
        parser.add_argument("--web-workers", type=int, default=env_int("LINLI_WEB_WORKERS", 2))
        parser.add_argument("--web-threads", type=int, default=env_int("LINLI_WEB_THREADS", 2))
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--web-only", action="store_true", help="no background worker on this node")
        only.add_argument("--worker-only", action="store_true", help="no web server on this node")

    def handle(self, **options: Any) -> None:
        node = f"{socket.gethostname()}:{os.getpid()}"
        groups = []
        if not options["worker_only"]:
            _refuse_taken_port(options["host"], options["port"])
            groups.append(_web(options))
        if not options["web_only"]:
            _refuse_pending_migrations()
            sync_schedules(now=utc_now())
            groups.append(_worker(node))
        # Demo accounts in a database of real people: everybody knows their password.
        self.check(tags=[Tags.database], databases=["default"])
        connection.close()
        supervisor = Supervisor(groups)
        watchdog = None
        if not options["web_only"]:
            worker = groups[-1]
            watchdog = Watchdog(worker, node=node, on_stuck=lambda why: supervisor.replace(worker, because=why))
            watchdog.start()
        welcome = _Welcome(self, options) if not options["worker_only"] else None
        supervisor.run(each_round=welcome.look if welcome else lambda: None)
        if watchdog:
            watchdog.stopping.set()
        self.stdout.write("Linli has stopped.")


def _web(options: dict[str, Any]) -> ProcessGroup:
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"),
        *("--host", options["host"], "--port", str(options["port"])),
        *("--workers", str(options["web_workers"]), "--blocking-threads", str(options["web_threads"])),
        *("--respawn-failed-workers", "--workers-kill-timeout", "8"),
        "cms.wsgi:application",
    ]
    return ProcessGroup("web", command)


def _worker(node: str) -> ProcessGroup:
    command = [sys.executable, str(BASE_DIR / "manage.py"), "qcluster"]
    return ProcessGroup("worker", command, {"LINLI_NODE": node})


def _refuse_taken_port(host: str, port: int) -> None:
    """Say it now and clearly, instead of a web server that keeps dying."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(f"Port {port} is not free ({error.strerror}). Try another: PORT={port + 1}") from error


def _refuse_pending_migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is older than the code: run `manage.py migrate` first.")


class _Welcome:
    """Says once, when the web server really answers, where to find it."""

    def __init__(self, command: Command, options: dict[str, Any]) -> None:
        self.screen = command.stdout
        self.host: str = options["host"]
        self.port: int = options["port"]
        self.began = time.monotonic()
        self.is_said = False

    def look(self) -> None:
        if self.is_said or not web_answers(self.host, self.port):
            return
        self.is_said = True
        addresses = reachable_addresses(self.host, self.port)
        self.screen.write(f"\nLinli is ready after {time.monotonic() - self.began:.1f} s. Ctrl-C stops all of it.")
        self.screen.write(f"  phone app   {addresses[0]}")
        for address in addresses[1:]:
            self.screen.write(f"              {address}   (a phone on the same Wi-Fi)")
        self.screen.write(f"  admin       {admin_address(addresses[0])}\n")
        self.screen.flush()

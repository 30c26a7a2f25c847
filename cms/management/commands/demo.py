"""`manage.py demo`: an invented district to look around in, and the people one can sign in as."""

import json
import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from cms.demo.accounts import OWNER, PASSWORD
from cms.demo.closing import close_demo
from cms.demo.making import NotTheDemos, make_demo
from cms.demo.people import demo_people
from cms.demo.tally import tally
from content_models.common.clock import utc_now


class Command(BaseCommand):
    help = "Makes the demo districts (safe to repeat). Only in demo mode (LINLI_DEMO=1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--people", action="store_true", help="print who one can sign in as, as JSON, and do no more")
        only.add_argument(
            "--close", action="store_true", help="close every account of the demo for good; works outside demo mode too"
        )

    def handle(self, **options: Any) -> None:
        if options["close"]:
            self.stdout.write(f"{close_demo()} accounts of the demo were closed.")
            return
        if not settings.LINLI_DEMO:
            raise CommandError(
                "Demo mode is off (LINLI_DEMO): the demo's passwords are known to everybody, so it is only made there."
            )
        # The demo is written in Chinese, and so is what the actions add to it.
        with translation.override("zh-hans"):
            if options["people"]:
                self.stdout.write(json.dumps(demo_people(), ensure_ascii=False, indent=1))
                return
            self._make()

    def _make(self) -> None:
        began = time.monotonic()
        # Wagtail says a line about every post it publishes.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        try:
            made = make_demo(now=utc_now())
        except NotTheDemos as error:
            raise CommandError(
                f"Communities with the demo's names ({error}) are in this database, but are not the demo's. "
                "Nothing was changed."
            ) from error
        if not made:
            self.stdout.write("The demo is there already; nothing was changed.")
            return
        for line in tally():
            self.stdout.write(line)
        self.stdout.write(f"Made in {time.monotonic() - began:.1f} s.")
        self.stdout.write(
            f"Admin: user name {OWNER.username}, password {PASSWORD}. Everybody else: manage.py demo --people"
        )

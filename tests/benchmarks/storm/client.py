"""One of the eight: picks at random what to do and asks until it is answered. Imported once Django is set up."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

from content_models.common.ids import uuid7
from tests.benchmarks.storm import acts
from tests.benchmarks.storm.asking import Phone, ask_directly
from tests.benchmarks.storm.book import Book, Entry
from tests.benchmarks.storm.town import StormTown

WEIGHTS = {"earn": 30, "redeem": 26, "cancel": 12, "expire": 8, "reverse": 7, "give": 10, "hand_over": 7}
BY_PHONE = {"redeem", "cancel", "give", "hand_over"}
OVER_HTTP = 0.4  # of what a phone can send


class Client:
    """It closes and corrects what it has made itself; the people and their points are everybody's."""

    def __init__(self, number: int, seed: int, town: StormTown, port: int, folder: Path) -> None:
        self.town = town
        self.chance = random.Random(f"{seed}:{number}")
        self.book = Book(folder / f"{number}.book")
        self.phone = Phone(port)
        self.earnings: list[Entry] = []
        self.redemptions: list[Entry] = []

    def run(self, operations: int) -> None:
        for _operation in range(operations):
            self.book.write(self._one())

    def _one(self) -> Entry:
        what = self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if what == "reverse" and not self.earnings:
            what = "earn"
        if what in ("cancel", "hand_over") and not self.redemptions:
            what = "redeem"
        way = "http" if what in BY_PHONE and self.chance.random() < OVER_HTTP else "direct"
        entry = Entry(what=what, id=str(uuid7()), person=self.chance.choice(self.town.people), way=way)
        getattr(self, f"_{what}")(entry)
        return entry

    # --- what people do ------------------------------------------------------------------------------
    def _earn(self, entry: Entry) -> None:
        entry.amount = self.chance.randint(5, 60)
        # Some are too old already, some soon will be.
        days = self.chance.choice([-1, -1, 30, None, None])
        ask_directly(entry, partial(acts.earn, self.town, entry, days))
        self.earnings.append(entry)

    def _redeem(self, entry: Entry) -> None:
        entry.of = self.chance.choice(list(self.town.rewards))
        entry.amount = self.town.rewards[entry.of]
        if entry.way == "http":
            self.phone.ask(entry, f"rewards/{entry.of}/redeem", {}, self._session(entry.person))
        else:
            ask_directly(entry, partial(acts.redeem, self.town, entry))
        if entry.is_done:
            self.redemptions.append(entry)

    def _give(self, entry: Entry) -> None:
        entry.amount = self.chance.randint(1, 20)
        if entry.way == "http":
            self.phone.ask(entry, "points/give", {"amount": entry.amount}, self._session(entry.person))
        else:
            ask_directly(entry, partial(acts.give, self.town, entry))

    def _cancel(self, entry: Entry) -> None:
        self._about(entry, self.redemptions)
        if entry.way == "http":
            self.phone.ask(entry, f"redemptions/{entry.of}/cancel", {}, self._session(entry.person))
        else:
            ask_directly(entry, partial(acts.cancel, self.town, entry))

    # --- what others do --------------------------------------------------------------------------------
    def _hand_over(self, entry: Entry) -> None:
        self._about(entry, self.redemptions)
        if entry.way == "http":
            code = Entry(what="code", id=entry.id, person=entry.person, way="direct", of=entry.of)
            ask_directly(code, partial(acts.code_of, self.town, code))
            self.phone.ask(entry, "redemptions/hand-over", {"code": code.made}, self.town.worker_session)
            entry.faults += code.faults
        else:
            ask_directly(entry, partial(acts.hand_over, self.town, entry))

    def _expire(self, entry: Entry) -> None:
        """What was not fetched in time, or a person's old points."""
        if self.redemptions and self.chance.random() < 0.5:
            self._about(entry, self.redemptions)
            ask_directly(entry, partial(acts.expire_redemption, self.town, entry))
        else:
            ask_directly(entry, partial(acts.expire_old_points, self.town, entry))

    def _reverse(self, entry: Entry) -> None:
        self._about(entry, self.earnings)
        ask_directly(entry, partial(acts.reverse, self.town, entry))

    def _about(self, entry: Entry, made: list[Entry]) -> None:
        """One that this process made, and will not touch again."""
        one = made.pop(self.chance.randrange(len(made)))
        entry.of, entry.person, entry.amount = one.made, one.person, one.amount

    def _session(self, person: str) -> str:
        return self.town.sessions[self.town.people.index(person)]

"""One figure, its bound, and whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from tools.console import pad, say

NAME_COLUMNS, VALUE_COLUMNS, BOUND_COLUMNS = 52, 24, 26


@dataclass(frozen=True)
class Figure:
    """`holds` is None for what is only told: it has no bound."""

    name: str
    value: str
    bound: str = ""
    holds: bool | None = None

    def line(self) -> str:
        verdict = {True: "PASS", False: "FAIL", None: ""}[self.holds]
        columns = ((self.name, NAME_COLUMNS), (self.value, VALUE_COLUMNS), (self.bound, BOUND_COLUMNS), (verdict, 4))
        return f"  {' '.join(pad(text, width) for text, width in columns)}".rstrip()


@dataclass
class Report:
    """Prints each figure as it is known and remembers what failed."""

    figures: list[Figure] = field(default_factory=list)

    def chapter(self, title: str) -> None:
        say(f"\n{title}")

    def tell(self, name: str, value: str) -> None:
        self._add(Figure(name, value))

    def show(self, name: str, value: str, bound: str, *, holds: bool) -> None:
        self._add(Figure(name, value, bound, holds))

    def _add(self, figure: Figure) -> None:
        self.figures.append(figure)
        say(figure.line())

    @property
    def failed(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.holds is False]

    @property
    def held(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.holds]


def median_ratio(rounds: int, control: Callable[[], float], subject: Callable[[], float]) -> tuple[float, list[float]]:
    """Control and subject in turn; the median of each round's subject ÷ control, and all of them.

    A machine that is busy for a while slows both halves of a round, and a single bad round does not decide.
    """
    ratios = []
    for _round in range(rounds):
        bare = control()
        ratios.append(subject() / bare)
    return median(ratios), ratios


def percent(ratio: float) -> str:
    return f"{100 * ratio:.0f} %"


def spread(ratios: Sequence[float]) -> str:
    return f"{percent(min(ratios))} … {percent(max(ratios))}"

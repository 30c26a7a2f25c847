"""Numbers of a community as the API shows them."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from content_models.pages.figures import Figures


class NumbersNowOut(Schema):
    """`service_hours`: whole hours of verified service, since the beginning."""

    wishes_open: int
    wishes_claimed: int
    wishes_confirmed: int
    posts: int
    posts_filled: int
    volunteers: int
    service_hours: int


class FiguresMonthOut(Schema):
    """`month` is YYYY-MM; `minutes` of verified service that began in it."""

    month: str
    minutes: int
    wishes_confirmed: int


class FiguresCategoryOut(Schema):
    name: str
    wishes_confirmed: int


class FiguresPostOut(Schema):
    name: str
    filled: int
    wanted: int


class FiguresOut(Schema):
    """Sums of the last minutes: nobody is named. Twelve months, this one last."""

    numbers: NumbersNowOut
    months: list[FiguresMonthOut]
    categories: list[FiguresCategoryOut]
    posts: list[FiguresPostOut]


def figures_answer(figures: Figures) -> dict[str, Any]:
    return {
        "numbers": figures.numbers,
        "months": [
            {"month": f"{one.begins:%Y-%m}", "minutes": one.minutes, "wishes_confirmed": one.wishes_confirmed}
            for one in figures.months
        ],
        "categories": [{"name": name, "wishes_confirmed": number} for name, number in figures.categories],
        "posts": [{"name": name, "filled": filled, "wanted": wanted} for name, filled, wanted in figures.posts],
    }

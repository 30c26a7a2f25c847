"""What a question is: the one definition that the editor, the phone and the server share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal["text", "long_text", "number", "choice", "choices", "date", "yes_no", "phone", "photo"]
Test = Literal["is", "is_not", "one_of", "answered"]

TEXT_MAX, LONG_TEXT_MAX = 100, 1000
PHOTOS_MAX = 3
FIELDS_MAX = 30
YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Condition:
    """When a question is asked: only if the earlier question `key` was answered so.

    `values` are options of that question (`yes` and `no` of a yes-or-no one); none for `answered`.
    """

    key: str
    test: Test
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormField:
    """One question of a form. `key` is the block's id, and never changes."""

    key: str
    type: FieldType
    label: str
    help: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    shown_if: Condition | None = None

    @property
    def answers(self) -> tuple[str, ...]:
        """What it can be answered with, where that is a list."""
        return YES_NO if self.type == "yes_no" else self.options

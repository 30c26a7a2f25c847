"""What can go wrong in the domain, in five kinds. A concrete error is named beside the code that raises it.

`code` is stable and for programs; `message` is for the reader, translated when it is shown.
`cms/api/errors.py` maps the five kinds to HTTP once; the admin shows `str(error)`.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

Problem = tuple[str, Any]


class DomainError(Exception):
    """A refusal. Nothing was changed."""

    code: ClassVar[str] = "refused"
    message: Any = _("That can't be done.")

    def __init__(self, message: Any = None, *, fields: Mapping[str, Any] | None = None, **words: Any) -> None:
        """`fields` names the input that is wrong and says why (a message, or a pair of code and message);
        `words` fill the message's %(name)s places.
        """
        template = message if message is not None else self.message
        self.template = template
        self.words = words
        self.fields: dict[str, Problem] = {
            name: problem if isinstance(problem, tuple) else (self.code, problem)
            for name, problem in (fields or {}).items()
        }
        super().__init__()

    def __str__(self) -> str:
        text = str(self.template)
        return text % self.words if self.words else text


class Missing(DomainError):
    """It does not exist, or not for this person: both look the same."""

    code = "not_found"
    message = _("We can't find that. It may have been removed.")


class Refused(DomainError):
    """The person is known and may see it, but may not do this."""

    code = "forbidden"
    message = _("You can't do that here.")


class Unknown(DomainError):
    """Nobody is signed in, and this needs somebody."""

    code = "not_signed_in"
    message = _("Please sign in first.")


class Conflict(DomainError):
    """It was allowed, but the world has moved on (state, stock, somebody faster)."""

    code = "conflict"
    message = _("Somebody was faster, or it has changed. Please look again.")


class Invalid(DomainError):
    """The input is wrong; `fields` says where."""

    code = "invalid"
    message = _("Please check what you entered.")


class TooMany(DomainError):
    """Too often; try later. `retry_after_seconds` is for machines."""

    code = "too_many"
    message = _("That was a bit too often. Please wait a little.")
    retry_after_seconds: int = 60


class IllegalMove(Conflict):
    """A transition from a state that does not have it."""

    code = "wrong_state"
    message = _("This can't be done any more: it is now “%(state)s”.")

"""Phone numbers: mainland mobiles as people write them, E.164 as programs keep them."""

import re

from django.utils.translation import gettext_lazy as _

from content_models.common.encryption import lookup_hash
from content_models.common.errors import Invalid

_NOISE = re.compile(r"[\s\-()\u2010-\u2015]")
_MAINLAND_MOBILE = re.compile(r"^1[3-9]\d{9}$")
_E164 = re.compile(r"^\+[1-9]\d{6,14}$")


class NotAPhoneNumber(Invalid):
    code = "invalid_phone"
    message = _("This doesn't look like a phone number. A mobile number has 11 digits.")


def normalise_phone(text: str) -> str:
    """`138 0013 8000`, `86-138…`, `+86138…` → `+8613800138000`.

    Raises:
        NotAPhoneNumber: it is neither a mainland mobile number nor E.164.
    """
    digits = _NOISE.sub("", text.strip())
    if digits.startswith("0086"):
        digits = "+86" + digits[4:]
    if re.fullmatch(r"861[3-9]\d{9}", digits):
        digits = "+" + digits
    if _MAINLAND_MOBILE.match(digits):
        digits = "+86" + digits
    if not _E164.match(digits) or (digits.startswith("+86") and not _MAINLAND_MOBILE.match(digits[3:])):
        raise NotAPhoneNumber(fields={"phone": NotAPhoneNumber.message})
    return digits


def mask_phone(phone: str) -> str:
    """`+8613800138000` → `138****8000`: enough to recognise one's own, useless to others."""
    local = phone.removeprefix("+86")
    return f"{local[:3]}****{local[-4:]}" if len(local) > len("138****") else "****"


def phone_hash(phone: str) -> str:
    """The keyed hash under which a normalised phone is found."""
    return lookup_hash(phone, purpose="phone")

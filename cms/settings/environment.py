"""Reading the environment: one place, typed, with messages a person can act on."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent

TRUE_WORDS = {"1", "true", "yes", "on"}


def env_text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_flag(name: str, *, default: bool = False) -> bool:
    value = env_text(name)
    return value.lower() in TRUE_WORDS if value else default


def env_int(name: str, default: int) -> int:
    value = env_text(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error


def env_list(name: str) -> list[str]:
    return [part.strip() for part in env_text(name).split(",") if part.strip()]


def env_required(name: str, why: str) -> str:
    value = env_text(name)
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {why}")
    return value


def data_dir() -> Path:
    """Where an installation keeps its bytes: database, pictures, generated keys."""
    return Path(env_text("LINLI_DATA_DIR") or BASE_DIR / "var").resolve()

import os
import subprocess
import sys

import pytest

from cms.settings.environment import BASE_DIR

COMPLETE = {
    "LINLI_SECRET_KEY": "a long random text",
    "LINLI_FIELD_KEYS": "k1:" + "a" * 43 + "=",
    "LINLI_LOOKUP_KEY": "b" * 43 + "=",
    "LINLI_HOSTS": "linli.example",
    "LINLI_DATABASE_URL": "postgres://linli@localhost/linli",
    "LINLI_REDIS_URL": "redis://localhost:6379/0",
    "LINLI_SMS_BACKEND": "our_city.sms.OurSms",
}


def start(**changes: str | None) -> subprocess.CompletedProcess[str]:
    """Import the production settings in a process of its own, as a server would."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("LINLI_", "DJANGO_"))}
    given = {name: value for name, value in (COMPLETE | changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", "import cms.settings.production"],
        cwd=BASE_DIR,
        env=outside | given,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_it_starts_when_everything_is_there():
    finished = start()
    assert finished.returncode == 0, finished.stderr


@pytest.mark.parametrize("adapter", ["LogSms", "DemoSms"])
def test_it_refuses_the_adapters_that_show_codes(adapter):
    finished = start(LINLI_SMS_BACKEND=f"content_models.people.sms.{adapter}")
    assert finished.returncode != 0
    assert "ImproperlyConfigured" in finished.stderr
    assert "LINLI_SMS_BACKEND" in finished.stderr


def test_it_refuses_to_start_without_an_adapter():
    finished = start(LINLI_SMS_BACKEND=None)
    assert finished.returncode != 0
    assert "LINLI_SMS_BACKEND" in finished.stderr


def test_it_refuses_demo_mode():
    finished = start(LINLI_DEMO="1")
    assert finished.returncode != 0
    assert "LINLI_DEMO" in finished.stderr

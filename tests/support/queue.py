"""Working the queue in the test's own process, in order, with the clock in the test's hand."""

import pydoc
from datetime import datetime

from django_q.models import OrmQ
from django_q.signing import SignedPackage

from content_models.common.clock import utc_now


def run_queue(now: datetime | None = None, *, at_most: int = 1000) -> int:
    """Do what a worker would do with every delivery that is due at `now`; returns how many there were.

    Deliveries that a job adds while it runs are worked as well, until nothing is due.
    """
    done = 0
    while done < at_most:
        row = OrmQ.objects.filter(lock__lte=now or utc_now()).order_by("lock", "pk").first()
        if row is None:
            return done
        task = SignedPackage.loads(row.payload)
        row.delete()
        function = pydoc.locate(task["func"])
        assert callable(function), task["func"]
        function(*task["args"], **task["kwargs"])
        done += 1
    raise AssertionError(f"The queue is not empty after {at_most} deliveries: a job keeps adding more.")

"""manage.py fetchloop: fetch what is due and what is wanted, until told to stop."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from portal.ingest import loop
from portal.notify import sending


class Command(BaseCommand):
    help = (
        "Fetch what is due and what is wanted, and send the e-mail digests that are due, until "
        "told to stop. `manage.py serve` runs one."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        loop.run(stop, sending.send_due)

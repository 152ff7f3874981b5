"""The outbox: that a version changed something, for whoever is to hear of it."""

from django.db import connection, models, transaction
from django.utils import timezone

from portal.catalog.models.snapshot import Snapshot

# The advisory lock of PostgreSQL that whoever writes a notice holds; any number of ours alone.
_LOCK = 0x5C4E_0001


class NoticeManager(models.Manager["Notice"]):
    def write(self, snapshot: Snapshot) -> "Notice":
        """Write down that `snapshot` changed something. Inside the transaction that stores it.

        One at a time, until the transaction ends: so the order of the rows is that of their
        commits, and whoever has read up to one of them has missed none before it.
        """
        if not connection.in_atomic_block:
            raise transaction.TransactionManagementError("a notice is written with its version")
        if connection.vendor == "postgresql":  # on SQLite there is one writer anyway
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        return self.create(snapshot=snapshot, at=timezone.now())

    def latest_position(self) -> int:
        """The position of the latest notice; 0 if there is none."""
        return self.aggregate(last=models.Max("pk"))["last"] or 0


class Notice(models.Model):
    """That `snapshot` changed something. Its pk is its position: readers keep how far they are."""

    snapshot = models.OneToOneField(Snapshot, on_delete=models.CASCADE, related_name="notice")
    at = models.DateTimeField()

    objects = NoticeManager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.snapshot)

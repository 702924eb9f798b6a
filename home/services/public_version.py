"""Says that what visitors see has changed."""

from django.db import transaction
from django.db.models import F

from home.models import PublicVersion
from home.selectors.public_version import forget_public_version


def public_changed() -> None:
    """Counts the change, in the running transaction: pages kept from before it are not shown once it is committed.

    However much a transaction changes, it counts once, so that an import of thousands does not.
    """
    connection = transaction.get_connection()
    if any(callback is forget_public_version for _savepoints, callback, _robust in connection.run_on_commit):
        return
    if not PublicVersion.objects.update(number=F("number") + 1):
        PublicVersion.objects.get_or_create(pk=1, defaults={"number": 1})
    transaction.on_commit(forget_public_version, robust=True)

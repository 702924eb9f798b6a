"""Threads: what one person is written to about, and the address at which they can answer by mail."""

import secrets

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


def new_seed() -> str:
    """Random part from which, with the site's key, the secret of a reply address is made."""
    return secrets.token_hex(20)


class Thread(models.Model):
    """Thread of one person about one thing. Its reply address has a secret, of which only a digest is kept.

    The secret is made from ``seed`` and the site's key, so that every mail of a thread has the same address; whoever
    reads the database alone can neither make it nor find it from the digest.
    """

    kind = models.CharField(max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_threads")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64)
    about = GenericForeignKey("content_type", "object_id")
    seed = models.CharField(max_length=40, default=new_seed, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    written_at = models.DateTimeField()  # when the last mail with its address was written

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "content_type", "object_id"], name="messaging_one_thread")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"

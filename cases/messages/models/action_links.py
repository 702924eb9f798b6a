"""Action links: links in mails that let a person do one thing without logging in."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class ActionLink(models.Model):
    """Link to one action of one person about one thing. Only a digest of its secret is kept.

    ``person`` is None for an office that has no account, whose mailbox got the link; it reads ``language``.
    It may be opened as often as anyone likes: opening shows, posting acts, and what is done stays done.
    """

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=60)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="action_links"
    )
    language = models.CharField(max_length=8, blank=True, default="", db_default="")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64)
    about = GenericForeignKey("content_type", "object_id")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "content_type", "object_id"], name="messaging_links_about")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class ActionLinkUse(models.Model):
    """Use of an action link: when something was done by it, or taken back. Openings are not noted."""

    class Act(models.TextChoices):
        """Acts by a link."""

        DONE = "done"
        TAKEN_BACK = "taken_back"
        REFUSED = "refused"

    link = models.ForeignKey(ActionLink, on_delete=models.CASCADE, related_name="uses")
    act = models.CharField(max_length=12, choices=Act)
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.act

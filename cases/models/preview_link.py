"""Links by which somebody without an account reads the draft of a page, for a while."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .pages import CaseStudyPage


class PreviewLink(models.Model):
    """Link to the latest draft of a page. Only a digest of its secret is kept; the link itself is shown once."""

    page = models.ForeignKey(CaseStudyPage, on_delete=models.CASCADE, related_name="preview_links")
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(_("for whom"), max_length=80, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.label or f"{self.pk}"

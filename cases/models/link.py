"""Link checks: addresses of sources, and whether they answered when they were last asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkOutcome(models.TextChoices):
    """Outcomes of asking an address."""

    OK = "ok", _("It answers")
    GONE = "gone", _("There is no such page")
    REFUSED = "refused", _("It refuses to answer machines")
    SERVER = "server", _("Its server fails")
    TIMEOUT = "timeout", _("It does not answer in time")
    NO_HOST = "no-host", _("There is no such host")
    NO_CONNECTION = "no-connection", _("No connection")
    CERTIFICATE = "certificate", _("Its certificate is not valid")
    REDIRECTS = "redirects", _("It redirects without end")
    FORBIDDEN = "forbidden", _("An address that is not asked")


class LinkCheck(models.Model):
    """Last check of an address. ``cases``: codes of cases that give it as a source."""

    digest = models.CharField(max_length=64, unique=True)
    url = models.TextField(_("address"))
    outcome = models.CharField(_("outcome"), max_length=16, choices=LinkOutcome)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True)
    leads_to = models.TextField(_("leads to"), blank=True)
    cases = models.JSONField(_("cases"), default=list)
    checked_at = models.DateTimeField(_("checked"), db_index=True)
    failing_since = models.DateTimeField(_("failing since"), null=True)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["failing_since", "url"]

    def __str__(self) -> str:
        return self.url

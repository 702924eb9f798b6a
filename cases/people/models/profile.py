"""Profile: what a person tells of themselves, and how they want to be written to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.choices import ReadingCalendar, ReadingDigits


class Profile(models.Model):
    """Profile of an account: what it says beside name and address. Made when it is first needed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    name_fa = models.CharField(_("Name in Persian"), max_length=150, blank=True)
    name_latin = models.CharField(_("Name in Latin letters"), max_length=150, blank=True)
    name_ar = models.CharField(_("Name in Arabic"), max_length=150, blank=True)
    # The languages are those of the setting, and no migration says which.
    language = models.CharField(_("Language of messages"), max_length=10, blank=True)
    calendar = models.CharField(_("Calendar"), max_length=10, blank=True, choices=ReadingCalendar.choices)
    digits = models.CharField(_("Digits"), max_length=10, blank=True, choices=ReadingDigits.choices)
    city = models.ForeignKey(
        "cases.City", verbose_name=_("City"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    function = models.CharField(_("Function"), max_length=150, blank=True)
    consented_at = models.DateTimeField(_("Consent given"), null=True, blank=True)

    class Meta:
        verbose_name = _("Profile")
        verbose_name_plural = _("Profiles")

    def __str__(self) -> str:
        return self.name_fa or self.name_latin or self.name_ar or str(self.user)

    @property
    def names(self) -> dict[str, str]:
        """Names by language of the letters in which they are written; Latin ones as English."""
        return {"fa": self.name_fa, "en": self.name_latin, "ar": self.name_ar}

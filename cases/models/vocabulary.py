"""Controlled words that editors can extend: units of indicators and roles of partners."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .localized_text import LocalizedTextField, resolve


class VocabularyTerm(models.Model):
    """Term of a vocabulary: a stable code with a label per language."""

    code = models.CharField(_("code"), max_length=100, unique=True)
    label = LocalizedTextField(_("label"), blank=True)

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return resolve(self.label, get_language() or "fa").text or self.code


class Unit(VocabularyTerm):  # type: ignore[django-manager-missing]  # of a ClusterableModel
    """A unit of measurement."""

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")


class PartnerRole(VocabularyTerm):
    """Role of a partner in the practice."""

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("partner role")
        verbose_name_plural = _("partner roles")

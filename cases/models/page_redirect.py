"""Earlier addresses of case pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .case import Case


class CasePageRedirect(models.Model):
    """Slug that the page of a case had in a language; a request for it is led to the address that the page has now."""

    language = models.CharField(_("language"), max_length=12)
    slug = models.SlugField(_("code in URLs"), max_length=255, allow_unicode=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="page_redirects")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "slug"], name="one_case_a_former_slug")]

    def __str__(self) -> str:
        return f"{self.language}/{self.slug}"

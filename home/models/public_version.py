"""Counts changes of what visitors may see, so that kept pages can tell whether they are still true."""

from django.db import models


class PublicVersion(models.Model):
    """Counter of changes that visitors can see: a single row, for every process and node on this database."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)

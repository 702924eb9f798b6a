"""Setbacks of a practice, as a list of codes."""

from django.db import models


class SetbackListField(models.JSONField):
    """Codes of ``cases.choices.Setback`` in the order of that list: ``["delay", "court"]``."""

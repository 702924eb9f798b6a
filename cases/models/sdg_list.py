"""Sustainable Development Goals of the 2030 Agenda as a list of their numbers."""

from django.db import models


class SdgListField(models.JSONField):
    """Numbers of Sustainable Development Goals, ascending: ``[11, 13]``."""

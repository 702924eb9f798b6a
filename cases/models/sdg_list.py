"""Goals of the 2030 Agenda as a list of their numbers."""

from django.db import models


class SdgListField(models.JSONField):
    """``[11, 13]``: numbers of Sustainable Development Goals, ascending."""

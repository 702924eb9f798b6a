"""Lists of short texts in one column."""

from typing import Any

from django.db import models

from .localized_text import ReadableEncoder


class LinesJSONField(models.JSONField):
    """``["…", "…"]``: short texts, edited one a line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("encoder", ReadableEncoder)
        super().__init__(*args, **kwargs)

"""Short texts kept in several languages in one column."""

from collections.abc import Mapping
from typing import NamedTuple

from django.conf import settings
from django.db import models


class LocalizedText(NamedTuple):
    """A text and the language it is written in ("" when there is no text at all)."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


class LocalizedTextField(models.JSONField):
    """``{"fa": "…", "en": "…"}``: one text per language, absent where it is not written. Never holds empty texts."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def get_prep_value(self, value: object) -> object:
        if isinstance(value, dict):
            value = {language: text for language, text in value.items() if text}
        return super().get_prep_value(value)


def fallbacks(language: str) -> list[str]:
    """Languages to try, in order: the reader's, then English (most read second language), then the others."""
    codes = [code for code, _name in settings.THESAURUS_LANGUAGES]
    first = [code for code in (language, "en") if code in codes]
    return list(dict.fromkeys([*first, *codes]))


def resolve(texts: Mapping[str, str], language: str) -> LocalizedText:
    """The text for a reader of ``language``, else the best other one, with the language it is in."""
    for code in fallbacks(language):
        if text := texts.get(code):
            return LocalizedText(text, code)
    return next((LocalizedText(text, code) for code, text in texts.items() if text), LocalizedText("", ""))

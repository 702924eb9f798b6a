"""Short texts kept in several languages in one column."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models


class LocalizedText(NamedTuple):
    """Text and the language it is written in ("" when there is no text at all)."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


class ReadableEncoder(json.JSONEncoder):
    """JSON encoder that keeps letters as letters, so that the database can search them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "ensure_ascii": False})


class LocalizedTextField(models.JSONField):
    """``{"fa": "…", "en": "…"}``: one text per language, absent where it is not written. Never holds empty texts."""

    def __init__(self, *args: object, multiline: bool = False, **kwargs: object) -> None:
        kwargs.setdefault("default", dict)
        kwargs.setdefault("encoder", ReadableEncoder)
        self.multiline = multiline  # only how the form looks; not part of the schema
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
    """Text for a reader of ``language``, else the best other one, with the language it is in."""
    if text := texts.get(language):  # as it mostly is, in long lists
        return LocalizedText(text, language)
    for code in fallbacks(language):
        if text := texts.get(code):
            return LocalizedText(text, code)
    return next((LocalizedText(text, code) for code, text in texts.items() if text), LocalizedText("", ""))

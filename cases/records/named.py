"""Records with a text in several languages; languages without one are left out of the file."""

from typing import Annotated, Any, Self

from pydantic import Field, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from .fields import Line, Record, SourceIndex, Text

MOST_LETTERS = 160
Sentence = Annotated[Text, Field(max_length=MOST_LETTERS)]


class Named(Record):
    """Record with a name in at least one language; languages without a name are left out of the file."""

    en: Line | None = None
    fa: Line | None = None
    ar: Line | None = None

    @model_validator(mode="after")
    def named(self) -> Self:
        if not self.names():
            raise PydanticCustomError("nameless", "has no name in any language")
        return self

    def names(self) -> dict[str, str]:
        """Names per language, without the languages that have none."""
        return {code: name for code, name in (("en", self.en), ("fa", self.fa), ("ar", self.ar)) if name}

    @model_serializer(mode="wrap")
    def leave_out_what_is_missing(self, handler: Any) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value is not None}


class PointRecord(Named):
    """Point: one sentence in every language, with the numbers of its sources."""

    en: Sentence | None = None
    fa: Sentence | None = None
    ar: Sentence | None = None
    sources: list[SourceIndex] = []


class UncheckedRecord(Named):
    """Sentence for readers on what could not be checked."""

    en: Annotated[Text, Field(max_length=500)] | None = None
    fa: Annotated[Text, Field(max_length=500)] | None = None
    ar: Annotated[Text, Field(max_length=500)] | None = None

"""Thesaurus as one JSON document: a scheme, and its concepts."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_serializer

from .fields import Code, Record, Text, thesaurus_languages

MOST_ADDRESSES = 50
Label = Annotated[Text, Field(max_length=200)]
Address = Annotated[str, Field(max_length=1000, pattern=r"^(https?://|urn:)\S+$")]


class ConceptRecord(Record):
    """Concept of a thesaurus: code, broader concept, labels, definition; ``deprecated``: no longer offered.

    ``briefing``: what tends to work and fail, as editors sum it up.
    ``exactMatch``: addresses of the same concept in other thesauri, in the order of the alphabet.
    ``related``: codes of related concepts, in the order of the alphabet; each of two related concepts names the other.
    """

    code: Code
    broader: Code | None
    prefLabel: Annotated[dict[str, Label], Field(min_length=1), AfterValidator(thesaurus_languages)]
    altLabel: Annotated[dict[str, list[Label]], AfterValidator(thesaurus_languages)]
    definition: Annotated[dict[str, Annotated[Text, Field(max_length=2000)]], AfterValidator(thesaurus_languages)]
    briefing: Annotated[dict[str, Annotated[Text, Field(max_length=4000)]], AfterValidator(thesaurus_languages)] = {}
    related: list[Code] = []
    deprecated: bool = False
    exactMatch: Annotated[list[Address], Field(max_length=MOST_ADDRESSES)] = []

    @model_serializer(mode="wrap")
    def leave_out_what_is_usual(self, handler: Any) -> dict[str, Any]:
        usual = ("deprecated", "related", "briefing", "exactMatch")
        return {key: value for key, value in handler(self).items() if key not in usual or value}


class ThesaurusFile(Record):
    """Thesaurus file. The scheme's own description is kept as it is.

    ``merged``: codes that are gone, each with that of the concept which took it over.
    """

    scheme: dict[str, Any]
    concepts: list[ConceptRecord]
    merged: dict[Code, Code] = {}

    @model_serializer(mode="wrap")
    def leave_out_what_is_usual(self, handler: Any) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if key != "merged" or value}

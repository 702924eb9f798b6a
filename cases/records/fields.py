"""Types shared by the records: texts per language, years, exact numbers."""

import re
from decimal import Decimal
from typing import Annotated, Any

from django.conf import settings
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from .countries import COUNTRIES

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
MAX_SIGNIFICANT_DIGITS = 15  # what every JSON reader keeps exactly


class Record(BaseModel):
    """Base of all records. Strict: no unknown keys, no silent conversion of a type into another."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def misplaced(place: str, code: str, reason: str, **context: Any) -> PydanticCustomError:
    """Error of a rule across fields, reported at the field ``place`` rather than at the whole record."""
    return PydanticCustomError(code, reason, {**context, "place": place})


def written(text: str) -> str:
    """Text without blanks around it, which may be empty. Raises PydanticCustomError on control characters."""
    if _FORBIDDEN.search(text):
        raise PydanticCustomError("control_characters", "contains control characters")
    return text.strip()


def _clean_text(text: str) -> str:
    if not (text := written(text)):
        raise PydanticCustomError("empty", "is empty")
    return text


def _known_languages(texts: dict[str, Any], known: list[str]) -> dict[str, Any]:
    if unknown := sorted(set(texts) - set(known)):
        raise PydanticCustomError("unknown_language", "unknown language {languages}", {"languages": ", ".join(unknown)})
    return {language: texts[language] for language in known if language in texts}


def site_languages(texts: dict[str, Any]) -> dict[str, Any]:
    """Texts ordered English first, then as the setting has it. Raises on languages the site has no pages in."""
    return _known_languages(texts, sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != "en"))


def thesaurus_languages(texts: dict[str, Any]) -> dict[str, Any]:
    """Texts in the order of the setting. Raises on languages the thesaurus has no labels in."""
    return _known_languages(texts, [code for code, _name in settings.THESAURUS_LANGUAGES])


def _exact(value: Any) -> Any:
    if isinstance(value, bool):
        raise PydanticCustomError("number_type", "must be a number")
    return Decimal(value) if isinstance(value, int) else value


def _storable(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise PydanticCustomError("finite_number", "must be a finite number")
    plain = value.normalize()
    if (
        len(plain.as_tuple().digits) > MAX_SIGNIFICANT_DIGITS
        or abs(plain) >= Decimal(10) ** 17
        or plain != round(plain, 6)
    ):
        raise PydanticCustomError(
            "too_many_digits", "has more digits than can be kept exactly (15 digits, 6 of them decimals)"
        )
    return plain


def plain_number(value: Decimal) -> int | float:
    """Number as JSON writes it: 12, not 12.0."""
    return int(value) if value == value.to_integral_value() else float(value)


def _country(code: str) -> str:
    if code not in COUNTRIES:
        raise PydanticCustomError("country", "is not a country code of ISO 3166-1")
    return code


Text = Annotated[str, AfterValidator(_clean_text)]
Line = Annotated[Text, Field(max_length=300)]
Texts = Annotated[dict[str, Line], Field(min_length=1), AfterValidator(site_languages)]
LongTexts = Annotated[dict[str, Annotated[Text, Field(max_length=2000)]], AfterValidator(site_languages)]
Year = Annotated[int, Field(ge=1800, le=2100)]
Number = Annotated[
    Decimal,
    BeforeValidator(_exact),
    AfterValidator(_storable),
    PlainSerializer(plain_number),
]
Country = Annotated[str, AfterValidator(_country)]
Code = Annotated[str, Field(max_length=80, pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
SourceIndex = Annotated[int, Field(ge=0)]

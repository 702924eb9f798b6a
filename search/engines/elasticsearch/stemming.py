"""The stems of a language as token filters, in the order of the text analysis: rules, irregular words, English."""

from typing import Any

from search.text import tables
from search.text.stems import irregular

# Words that the rules of a language are for carry a mark until they are stemmed: a keyword stays what it is even when
# a rule has made another word into it, and an Arabic word that a rule leaves in Latin letters is not English.
RULED = "¶"
DONE = "§"  # in place of it once a rule of the group has fitted
RULES = {
    "fa": (tables.PERSIAN_RULES, tables.PERSIAN_KEYWORDS),
    "ar": (tables.ARABIC_RULES, tables.ARABIC_KEYWORDS),
}
WITHOUT_ENGLISH = ("tr",)

Filters = dict[str, dict[str, Any]]


def stemming_filters(language: str) -> Filters:
    """Token filters by name, to be applied in this order."""
    english = {} if language in WITHOUT_ENGLISH else _english()
    if language not in RULES:
        return english
    return {**_ruled(language), **english, "stemmed": _replace(f"^{RULED}", "")}


def _ruled(language: str) -> Filters:
    groups, keywords = RULES[language]
    kept = "|".join(sorted(keywords))
    found = {f"{language}_begin": _replace(rf"^(?!(?:{kept})$)(?=[\u0600-\u06ff])", RULED)}
    for number, group in enumerate(groups, start=1):
        for position, (pattern, replacement) in enumerate(group, start=1):
            found[f"{language}_{number}_{position}"] = _replace(_after_mark(pattern), DONE + _java(replacement))
        found[f"{language}_{number}_end"] = _replace(f"^{DONE}", RULED)
    pairs = irregular(language).items()
    found[f"{language}_irregular"] = _override({RULED + plural: RULED + singular for plural, singular in pairs})
    return found


def _after_mark(pattern: str) -> str:
    assert pattern.startswith("^"), pattern
    return f"^{RULED}{pattern[1:]}"


def _java(replacement: str) -> str:
    return replacement.replace("\\", "$")


def _english() -> Filters:
    # Words that an override has given, and those that the pattern names, are left alone by the stemmer.
    short = "." + ".?" * (tables.SHORTEST_STEMMED - 2)
    return {
        "english_overrides": _override(tables.ENGLISH_OVERRIDES),
        "not_english": {"type": "keyword_marker", "keywords_pattern": f"{short}|.*[^a-z].*"},
        "porter": {"type": "snowball", "language": "Porter"},
    }


def _override(words: dict[str, str]) -> dict[str, Any]:
    return {"type": "stemmer_override", "rules": [f"{word} => {to}" for word, to in words.items()]}


def _replace(pattern: str, replacement: str) -> dict[str, Any]:
    return {"type": "pattern_replace", "pattern": pattern, "replacement": replacement}

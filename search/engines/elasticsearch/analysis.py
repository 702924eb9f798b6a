"""The text analysis as settings of an Elasticsearch index, made from the tables that the Python analyser reads.

Characters are folded and endings joined before the text is cut into words (character filters); each word is then
stemmed (token filters, ``stemming.py``). The order is that of ``search.text.analysis``.
"""

import re
from typing import Any

from search.text import tables

from .stemming import stemming_filters

COUNTED = "¤"  # stands beside the first word of every text, so that a text without words is counted as one as well
LONGEST_WORD = 8000  # letters; Lucene refuses a document with a word of more than 32,766 bytes
LETTER = r"\p{L}\p{N}"  # Python's \w without the underscore
ARABIC = rf"[\u0600-\u06ff&&[{LETTER}]]"
SPACES = "".join(f"\\u{code:04x}" for code in range(0x10000) if chr(code).isspace())
LANGUAGES = ("fa", "ar", "en", "tr")  # those that people write in, whether or not the site has texts in them

Settings = dict[str, Any]


def analyzer(language: str) -> str:
    """The analyser of texts in a language."""
    return f"text_{language}"


FORMS = "forms"  # words as they are typed, folded, not stemmed
TOKENS = "tokens"  # a query's own tokens, with a space between them: nothing is left to analyse


def analysis() -> Settings:
    """Value of ``analysis`` in the settings of an index."""
    stemmed = {language: stemming_filters(language) for language in LANGUAGES}
    filters = {name: made for of in stemmed.values() for name, made in of.items()}
    return {
        "char_filter": _char_filters(),
        "tokenizer": {
            "words": {"type": "pattern", "pattern": rf"{COUNTED}[{LETTER}]*|[{LETTER}]+", "group": 0},
            "spaces": {"type": "pattern", "pattern": " "},
        },
        "filter": {**_counting_filters(), **filters},
        "analyzer": {
            FORMS: _analyzer([*BEFORE_WORDS], ["lowercase", "short_enough"]),
            TOKENS: {"type": "custom", "tokenizer": "spaces"},
            **{
                analyzer(language): _analyzer(
                    [*BEFORE_WORDS, "counted"], ["lowercase", "short_enough", "counted_apart", "counted_off", *names]
                )
                for language, names in stemmed.items()
            },
        },
    }


BEFORE_WORDS = ("endings_after_heh", "characters", "sequences", "beginnings", "endings")


def _analyzer(char_filters: list[str], filters: list[str]) -> Settings:
    return {"type": "custom", "char_filter": char_filters, "tokenizer": "words", "filter": filters}


def _char_filters() -> Settings:
    endings = "|".join(sorted(tables.JOINED_SUFFIXES))
    beginnings = "|".join(sorted(tables.JOINED_PREFIXES))
    return {
        "endings_after_heh": _replace(java(tables.ENDINGS_AFTER_HEH), ""),
        # An author's own mark must not count; a full stop is, as it was, neither letter nor space.
        "characters": _mapping({**tables.CHARACTERS, COUNTED: "."}),
        "sequences": _mapping(tables.SEQUENCES),
        # می شود: with the word after it, so that the second of می می شود is not a beginning once more.
        "beginnings": _replace(rf"(?<![{LETTER}])({beginnings})[{SPACES}]+({ARABIC}[{LETTER}]*)", "$1$2"),
        "endings": _replace(rf"(?<={ARABIC})[{SPACES}]+(?=(?:{endings})(?![{LETTER}]))", ""),
        "counted": _replace(rf"\A[^{LETTER}]*", COUNTED),
    }


def _counting_filters() -> Settings:
    """¤first second → ¤ and first at one place, second: the mark adds nothing to the length of the text."""
    return {
        "short_enough": {"type": "length", "max": LONGEST_WORD},
        "counted_apart": {"type": "pattern_capture", "preserve_original": True, "patterns": [f"^({COUNTED})."]},
        "counted_off": {"type": "pattern_replace", "pattern": f"^{COUNTED}(?=.)", "replacement": ""},
    }


def java(pattern: str) -> str:
    """A pattern of Python's in Java's words. Java's own ``\\w`` is ASCII."""
    return pattern.replace(r"\w", rf"{LETTER}_")


def _replace(pattern: str, replacement: str) -> Settings:
    return {"type": "pattern_replace", "pattern": pattern, "replacement": replacement}


def _mapping(table: dict[str, str]) -> Settings:
    return {"type": "mapping", "mappings": [f"{_escaped(one)}=>{_escaped(to)}" for one, to in table.items()]}


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(character):04x}" for character in text)


assert not re.search(r"\\w(?![^\[]*\])", tables.ENDINGS_AFTER_HEH), "java() knows \\w within brackets only"

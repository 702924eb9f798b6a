"""Fields of the tantivy index, and a document as tantivy takes it."""

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import tantivy
from django.conf import settings

from search import text_tables
from search.collation import sort_key
from search.contract import SearchDocument
from search.facets import FACETS
from search.meaning.embedder import model_name
from search.text import forms, runs

PARTS = ("title", "summary", "body")
PAIR = "¶"  # between the words of a pair; no token holds it
FORMAT = 4  # raise it when the code below or text.py changes what is indexed


def languages() -> list[str]:
    """Languages that have fields of their own."""
    return [code for code, _name in settings.LANGUAGES]


def whole_field(field: str) -> str:
    """The field that holds all parts of a text, for a field of one part; any other field as it is."""
    part, _separator, language = field.partition("_")
    return f"text_{language}" if part in PARTS else field


def pairs(tokens: Sequence[str]) -> list[str]:
    """Every two neighbours as one token."""
    return list(map(PAIR.join, pairwise(tokens)))


def pairs_text(found: Sequence[str]) -> str:
    """A text that holds all pairs of these runs of tokens (``search.text.runs``), and no other pair.

    Every second one stands in a first half, the others in a second: so none needs a string of its own, which would
    take most of the time. Single words stand there too.
    """
    even, odd = [" "] * (2 * len(found)), [" "] * (2 * len(found))
    even[::2] = odd[::2] = found
    even[1::4] = [PAIR] * len(even[1::4])
    odd[3::4] = [PAIR] * len(odd[3::4])
    within = [pair for run in found if " " in run for pair in pairs(run.split(" "))]
    return " ".join(["".join(even[:-1]), "".join(odd[:-1]), *within])


def build_schema() -> tantivy.Schema:
    """Analysed text per part and language; codes as they are; one sort key per order."""
    builder = tantivy.SchemaBuilder()
    # Codes are text: deletes by an unsigned field silently do nothing.
    builder.add_text_field("code", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("version", stored=True, fast=True)
    builder.add_bytes_field("digest", stored=True)
    builder.add_integer_field("newest", fast=True)
    builder.add_integer_field("started", fast=True)
    for language in languages():
        for part in PARTS:
            # Our own tokens, with a space between them.
            builder.add_text_field(f"{part}_{language}", tokenizer_name="whitespace")
        # Every word and every pair of neighbours, of all parts: finds documents several times faster than the parts do.
        builder.add_text_field(f"text_{language}", tokenizer_name="whitespace", index_option="basic")
        # Words of titles as they are typed, for suggestions: a stem is not what a half typed word begins with.
        builder.add_text_field(f"words_{language}", tokenizer_name="whitespace", index_option="basic")
        builder.add_text_field(f"sort_{language}", fast=True, tokenizer_name="raw", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def fingerprint() -> str:
    """Changes with the fields and with the text analysis: an index with another one must be built anew."""
    tables = {name: value for name, value in vars(text_tables).items() if name.isupper()}
    parts = [FORMAT, model_name(), languages(), sorted(FACETS), sorted(tables.items(), key=lambda item: item[0])]
    return hashlib.sha256(repr([_stable(part) for part in parts]).encode()).hexdigest()[:16]


def _stable(value: object) -> object:
    """Sets in a fixed order, since their own differs from process to process."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, dict):
        return {key: _stable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_stable(item) for item in value]
    return value


def tantivy_document(document: SearchDocument, version: int) -> tantivy.Document:
    """A document with its texts analysed."""
    result = tantivy.Document()
    result.add_text("code", document.code)
    result.add_integer("version", version)
    result.add_bytes("digest", bytes.fromhex(document.digest))
    result.add_integer("newest", document.newest)
    result.add_integer("started", document.started)
    known = languages()
    for part, language, text in document.texts():
        if language in known:
            found = runs(text, language)
            line = " ".join(found)
            result.add_text(f"{part}_{language}", line)
            result.add_text(f"text_{language}", line)
            result.add_text(f"text_{language}", pairs_text(found))
            if part == "title":
                result.add_text(f"words_{language}", " ".join(forms(text)))
    for language in known:
        title = document.titles.get(language) or next(iter(document.titles.values()), "")
        result.add_text(f"sort_{language}", sort_key(title, language))
    for facet, values in document.facets.items():
        for value in values:
            result.add_text(facet, value)
    return result

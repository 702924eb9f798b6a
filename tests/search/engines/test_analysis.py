"""The index takes a text apart as the Python analyser does, token by token.

Two differences are known, and neither is in these texts by chance:

- Letters that Unicode added after the version that Python has (14 in Python 3.11, 16 in Java 25) are letters to the
  index and none to Python, so characters that Python does not know are left out here.
- A word of more than ``LONGEST_WORD`` letters is not indexed by Elasticsearch: Lucene refuses the whole document.
"""

import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from elasticsearch import Elasticsearch

from search.engines.elasticsearch.analysis import COUNTED, FORMS, LANGUAGES, LONGEST_WORD, analyzer
from search.engines.elasticsearch.client import connect
from search.engines.elasticsearch.mapping import languages
from search.text.analysis import analyze, forms

from .documents import build
from .elasticsearch_engines import Engines
from .generated import RECORDS

BATCH = 40  # texts of one request, which may have 10,000 tokens
PIECES = {
    "fa": "شهر می نمی شود خواهدشد ها های هایی هایشان تر ترین ترها خانهای خانه‌ای خانۀ‌ای شركت‌های مسئول مسؤول شئون رئيس "
    "کیلومترها کامپیوترها تنها تنهایی کودکان دانش‌آموزان آموزندگان شهروندان کارشناسان زیبایی بزرگ‌تر کتابـها پَسماند "
    "۱۲۳ ۱۴۰۱/۰۲ دست‌اندرکاران مناطق ﷺ ﻻ هٔ خانهٔ",
    "ar": "البلدية والمدينة بالشوارع كالحدائق فالبيت وللمدارس للأطفال المباني شوارع سيارات مدرسة مسؤول شؤون أحياء آثار "
    "إدارة ٱلله مُدَرِّسَة المانيا الله الكترونية ٤٥ مواطنون مواطنين لاجئين الbrt الlanes المستشفيات",
    "en": "planning Lanes universities universally news Buses policing running as is a co2 CO₂ m² O'Brien don't café "
    "cafe\u0301 naïve ﬁne snake_case e-mail 3rd ½ Ⅷ ① ™ K ſ ΣΑΣ σας Ⓐ ǅ 漢字 あ 𝐀bc 🚲 "
    "generation general organise parking",
    "tr": "İstanbul ığdır IŞIK ışık Şehir çöp Atık yönetimi'nin Üsküdar'da ölçüm geliştirme kâğıt belediyesi'ne Ğ",
}
BETWEEN = [
    *"    ", "\u200c", "\u200c\u200c", "\u00a0", "\u2028", "\n", "\t", "\u0640", "\u064e", "’", "'", "_", " _ ",
    "-", "–", ".", "،",
    "\u200f", "\ufeff", "\u2009", "\u0085", "\x1f", COUNTED, "¶", "§", "",
]  # fmt: skip


@pytest.fixture(scope="module")
def client(elasticsearch_url: str) -> Iterator[tuple[Elasticsearch, str]]:
    engines = Engines(elasticsearch_url)
    engine = engines.new()
    build(engine, [])
    yield connect(engine.hosts), engine.alias
    engines.remove()


@cache
def starter_words() -> list[str]:
    """Every word of the starter collection but addresses, a sign between each and the next."""
    found = {word for record in RECORDS for text in _texts(record) for word in text.split() if "://" not in word}
    return [" · ".join(some) for some in batches(sorted(found), 80)]


def batches(texts: Sequence[str], size: int = BATCH) -> Iterator[Sequence[str]]:
    return (texts[start : start + size] for start in range(0, len(texts), size))


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _texts(item)
        case list():
            for item in value:
                yield from _texts(item)


def mixed(count: int, seed: int) -> list[str]:
    """Words of four languages, endings and beginnings typed apart, whatever may stand between them."""
    chooser = random.Random(seed)
    pieces = [piece for words in PIECES.values() for piece in words.split(" ")]
    starter = [word for words in starter_words() for word in re.split(" · ", words)]

    def one() -> str:
        kind = chooser.random()
        return chooser.choice(pieces if kind < 0.6 else PIECES["fa"].split(" ")[:14] if kind < 0.8 else starter)

    return [
        "".join(one() + chooser.choice(BETWEEN) for _number in range(chooser.randint(1, 12))) for _text in range(count)
    ]


def scattered(count: int, seed: int) -> list[str]:
    """Characters of all scripts that the tables know, and any others."""
    chooser = random.Random(seed)
    ranges = [(0x20, 0x250), (0x600, 0x700), (0x600, 0x700), (0x2000, 0x2100), (0xFB50, 0xFF00), (0x1, 0x1FFFF)]

    def one() -> str:
        while True:
            character = chr(chooser.randrange(*chooser.choice(ranges)))
            if unicodedata.category(character) not in ("Cn", "Cs"):
                return character

    return ["".join(one() for _number in range(15)) for _text in range(count)]


TEXTS = {
    "starter": starter_words,
    "mixed": lambda: mixed(2000, seed=5),
    "scattered": lambda: scattered(1000, seed=6),
    "nothing": lambda: [
        "",
        " ",
        "؟!",
        COUNTED,
        f"{COUNTED} bus",
        f"bus{COUNTED}",
        "می",
        "ها",
        "می ها تر",
        "_",
        "\u200c",
    ],
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_tokens_are_the_same(client: tuple[Elasticsearch, str], language: str, name: str) -> None:
    for texts in batches(TEXTS[name]()):
        if tokens(client, analyzer(language), texts) != [token for text in texts for token in analyze(text, language)]:
            for text in texts:
                assert tokens(client, analyzer(language), [text]) == analyze(text, language), repr(text)


def test_words_of_titles_are_the_same(client: tuple[Elasticsearch, str]) -> None:
    for texts in batches([*mixed(300, seed=7), *scattered(100, seed=8)]):
        assert tokens(client, FORMS, texts) == [form for text in texts for form in forms(text)]


def tokens(client: tuple[Elasticsearch, str], name: str, texts: Sequence[str]) -> list[str]:
    """What the index makes of texts, but for the mark of each."""
    elasticsearch, index = client
    found = elasticsearch.indices.analyze(index=index, analyzer=name, text=list(texts))["tokens"]
    marks = sum(token["token"] == COUNTED for token in found)
    assert marks == (0 if name == FORMS else len(texts))
    return [token["token"] for token in found if token["token"] != COUNTED]


def test_every_language_of_the_site_has_an_analyser() -> None:
    assert set(languages()) <= set(LANGUAGES)


def test_the_mark_takes_no_place_of_its_own(client: tuple[Elasticsearch, str]) -> None:
    elasticsearch, index = client
    found = elasticsearch.indices.analyze(index=index, analyzer=analyzer("en"), text="bus lanes")["tokens"]
    assert [(token["token"], token["position"]) for token in found] == [("bus", 0), (COUNTED, 0), ("lane", 1)]


def test_a_word_longer_than_lucene_takes_is_left_out(client: tuple[Elasticsearch, str]) -> None:
    long = "ک" * (LONGEST_WORD + 1)
    assert tokens(client, analyzer("fa"), [f"شهر {long} {long[1:]}"]) == ["شهر", long[1:]]

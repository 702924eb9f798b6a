"""Fills a database with a large collection, past the importer: rows as it would leave them, made in bulk.

Each case takes the facts of one starter case and, sentence by sentence, the prose of that one and two others, in one
language (half of the cases), two or three. Invented place names make the vocabulary grow with the collection, as it
does in life.
"""

import argparse
import itertools
import random
import re
import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import django
import numpy as np

PROSE = ("challenge", "solution", "results", "limits", "lessons", "transfer")
BATCH = 2000
SUBJECTS = 3  # starter cases that a case is made of
DIMENSION = 384  # numbers of a vector by the default model
OWN_SHARE = 0.15  # length of what the vector of a case has beside those of its subjects, which are of length 1
LANGUAGE_MIX = [("fa",), ("en",), ("ar",), ("fa", "en"), ("ar", "en"), ("fa", "en", "ar")]
MIX_WEIGHTS = [20, 20, 10, 15, 15, 20]
SYLLABLES = {
    "fa": "بادارازاساشاکاگالامانا",
    "ar": "بيديريسيشيكيمونوروسوحي",
    "en": "badarazasashakagalamowin",
}
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+")

Row = dict[str, Any]


class Collection:
    """The starter collection, taken apart."""

    def __init__(self) -> None:
        from wagtail.models import Locale

        from cases.models import Case, CaseStudyPage
        from search.meaning.embedder import model_name
        from search.models import CaseVector

        languages = dict(Locale.objects.values_list("pk", "language_code"))
        pages = CaseStudyPage.objects.filter(case__import_id__isnull=False).order_by("pk")
        self.pages: dict[int, dict[str, Row]] = {}
        for row in pages.values():
            self.pages.setdefault(row["case_id"], {})[languages[row["locale_id"]]] = row
        self.whole = [pages for pages in self.pages.values() if len(pages) == 3]
        codes = Case.objects.in_bulk([pages["en"]["case_id"] for pages in self.whole])
        kept = dict(CaseVector.objects.filter(model=model_name()).values_list("code", "vector"))
        # A subject that was not embedded (the model is off) says nothing.
        nothing = np.zeros(DIMENSION, dtype="<f4").tobytes()
        found = [kept.get(codes[pages["en"]["case_id"]].code, nothing) for pages in self.whole]
        self.vectors = np.array([np.frombuffer(vector, dtype="<f4") for vector in found])
        self.topics: dict[int, list[int]] = {}
        for page, topic in CaseStudyPage.topics.through.objects.values_list("casestudypage_id", "topic_id"):
            self.topics.setdefault(page, []).append(topic)
        self.sentences = [
            {
                (name, language): [sentence for sentence in _SENTENCE.split(pages[language][name]) if sentence]
                for name in ("summary", *PROSE)
                for language in SYLLABLES
            }
            for pages in self.whole
        ]

    def prose(self, name: str, language: str, about: Sequence[int], chooser: random.Random, most: int) -> str:
        """Sentences of a section from the cases ``about``, and names of places."""
        held = [sentence for number in about for sentence in self.sentences[number][name, language]]
        said = chooser.choices(held, k=chooser.randint(1, most))
        return " ".join([*said, f"{_place(language, chooser)} {_place(language, chooser)}."])


def fill(count: int, seed: int = 1) -> None:
    """Adds ``count`` published cases. The starter collection must be there."""
    from django.db import transaction

    from cases.services.public_lists import relist_everything

    collection, chooser = Collection(), random.Random(seed)
    with transaction.atomic():
        for numbers in _batches(range(count)):
            _add(collection, chooser, numbers)
        relist_everything()


def _add(collection: Collection, chooser: random.Random, numbers: Sequence[int]) -> None:
    from django.db import connection
    from wagtail.models import Locale, Page

    from cases.models import Case, CaseIndexPage, CaseStudyPage
    from search.meaning.embedder import model_name
    from search.models import CaseVector

    locales = dict(Locale.objects.values_list("language_code", "pk"))
    indexes = {page.locale.language_code: page for page in CaseIndexPage.objects.select_related("locale")}
    next_page = (Page.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    next_case = (Case.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    cases, vectors, page_rows, study_rows, topic_rows = [], [], [], [], []
    page_fields = [field.attname for field in Page._meta.concrete_fields]
    study_fields = [field.attname for field in CaseStudyPage._meta.local_concrete_fields]
    page_id = itertools.count(next_page)
    for case_id, number in enumerate(numbers, start=next_case):
        about = chooser.choices(range(len(collection.whole)), k=SUBJECTS)
        facts, key = collection.whole[about[0]], uuid.UUID(int=chooser.getrandbits(128))
        started = chooser.randint(1990, 2024)
        cases.append(Case(pk=case_id, translation_key=key, code=f"GEN-{number:06d}", import_id=f"generated-{number}"))
        vectors.append(_vector(collection.vectors[about], case_id))
        for language in chooser.choices(LANGUAGE_MIX, MIX_WEIGHTS)[0]:
            index, pk = indexes[language], next(page_id)
            source = facts[language]
            index.numchild += 1
            slug = f"generated-{number}"
            title = _title(collection.whole[about[-1]][language]["title"], language, chooser)
            row = source | {
                "id": pk, "page_ptr_id": pk, "path": Page._get_path(index.path, index.depth + 1, index.numchild),
                "depth": index.depth + 1, "numchild": 0, "title": title, "draft_title": title, "slug": slug,
                "url_path": f"{index.url_path}{slug}/", "locale_id": locales[language], "translation_key": key.hex,
                "live_revision_id": None, "latest_revision_id": None, "case_id": case_id,
                "first_published_at": source["first_published_at"] + timedelta(minutes=number),
                "started": started, "summary": collection.prose("summary", language, about, chooser, 2),
                **{name: collection.prose(name, language, about, chooser, 4) for name in PROSE},
            }  # fmt: skip
            page_rows.append([row[name] for name in page_fields])
            study_rows.append(
                [
                    field.get_db_prep_save(row[field.attname], connection)
                    for field in CaseStudyPage._meta.local_concrete_fields
                ]
            )
            topic_rows += [(pk, topic) for topic in collection.topics[source["page_ptr_id"]]]
    Case.objects.bulk_create(cases)
    CaseVector.objects.bulk_create(
        CaseVector(model=model_name(), code=case.code, vector=vector)
        for case, vector in zip(cases, vectors, strict=True)
    )
    _insert("wagtailcore_page", page_fields, page_rows)
    _insert("cases_casestudypage", study_fields, study_rows)
    _insert("cases_casestudypage_topics", ["casestudypage_id", "topic_id"], topic_rows)
    for index in indexes.values():
        Page.objects.filter(pk=index.pk).update(numchild=index.numchild)


def _insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from django.db import connection

    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # our own names


def _vector(of_subjects: np.ndarray, seed: int) -> bytes:
    """Near what the case is made of, as its texts are; embedding a large collection in earnest takes hours.

    Directions made up altogether would be easier to search than life: there, what is nearest has the words as well.
    """
    own = np.random.default_rng(seed).normal(size=of_subjects.shape[1])
    row = of_subjects.mean(axis=0) + OWN_SHARE * own / np.linalg.norm(own)
    return (row / np.linalg.norm(row)).astype("<f4").tobytes()


def _title(title: str, language: str, chooser: random.Random) -> str:
    return f"{title[:150]} {_place(language, chooser)}"


def _place(language: str, chooser: random.Random) -> str:
    """The name of a quarter that does not exist; a few names come often, most are rare."""
    number = int(chooser.paretovariate(0.6)) % 200_000
    known = random.Random(number)
    letters = SYLLABLES[language]
    starts = known.choices(range(0, len(letters), 2), k=known.randint(2, 5))
    return "".join(letters[start : start + 2] for start in starts).capitalize()


def _batches(numbers: range) -> Iterator[Sequence[int]]:
    return (numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH))


def main() -> None:
    """Fills the database of the settings with as many cases as asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    django.setup()
    fill(parser.parse_args().count)


if __name__ == "__main__":
    main()

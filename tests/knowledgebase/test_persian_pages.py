"""Persian pages are Persian: no Latin letters that are not a name, no Western digits, no foreign text left unmarked."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from cases.models import CaseStudyPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]

PLACES = ["/fa/", "/fa/search/", "/fa/search/?q=bus&topic=mobility&city=x&page=y", "/fa/search/?q=hippopotamus",
          "/fa/cities/", "/fa/cities/tehran/", "/fa/topics/", "/fa/topics/waste/", "/fa/map/", "/fa/about/",
          "/fa/accessibility/", "/fa/propose/", "/fa/propose/mine/", "/fa/none/"]  # fmt: skip
SPOKEN = ("aria-label", "placeholder", "title", "alt", "data-suggest-label", "data-label", "data-zoom-in")
VOID = {"meta", "link", "input", "br", "circle", "line", "path", "img", "rect", "hr"}
# Names that Persian text writes in Latin letters as well.
NAMES = {"WCAG", "AA", "axe", "RSS"}
LATIN = re.compile(r"[A-Za-z][A-Za-z.&'’-]*[A-Za-z]")


class Reader(HTMLParser):
    """What a reader sees or hears, apart: the site's own words, and prose that editors wrote in the page's language."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = [("html", "site")]
        self.site: list[str] = []
        self.prose: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        values = dict(attrs)
        kind = self.stack[-1][1]
        if values.get("lang", "fa") != "fa" or tag in ("style", "script", "bdi", "q", "mark"):
            kind = "foreign"  # marked: another language, or isolated because it may be one
        elif ("dir" in values or tag == "svg") and tag != "html" and kind == "site":
            kind = "prose"
        if kind == "site":
            self.site += [values[name] for name in SPOKEN if values.get(name)]
        if tag == "meta" and values.get("name") == "description":
            self.prose.append(values["content"])
        if tag not in VOID:
            self.stack.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self.stack) > 1:
            assert self.stack[-1][0] == tag, (tag, self.stack[-1])
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        kind = self.stack[-1][1]
        if data.strip() and kind != "foreign":
            (self.site if kind == "site" else self.prose).append(data.strip())


def read(url: str) -> Reader:
    reader = Reader()
    reader.feed(Client().get(url).content.decode())
    return reader


def case_pages() -> list[str]:
    pages = CaseStudyPage.objects.filter(locale__language_code="fa").order_by("slug")
    found = [f"/fa/cases/{slug}/" for slug in pages.values_list("slug", flat=True)]
    assert len(found) > 40
    return found


def test_the_sites_own_words_are_persian() -> None:
    for url in [*PLACES, *case_pages()[:6]]:
        # A title holds what the reader typed or what the case is called.
        leaks = [text for text in read(url).site if re.search(r"[0-9]", text) or set(LATIN.findall(text)) - NAMES]
        typed = {"bus", "hippopotamus"}
        assert [text for text in leaks if not typed & set(LATIN.findall(text))] == [], url


def test_digits_in_persian_prose_are_persian() -> None:
    """Apart from those that belong to a Latin name, such as CO2 or M-30."""
    for url in case_pages():
        wrong = [
            text
            for text in read(url).prose
            if re.search(
                r"[0-9]", re.sub(r"https?:\S+|[A-Za-z][\w./+:-]*(?: [0-9.]+)?|[\w./+:-]*[A-Za-z]", "", text, flags=re.A)
            )
        ]
        assert wrong == [], url


def test_persian_prose_is_not_an_english_sentence() -> None:
    """A name is a few words; a run of more is a text in another language that nobody marked."""
    run = re.compile(r"(?:[A-Za-z][\w'’-]*[ ,]+){7}", re.A)
    for url in [*PLACES, *case_pages()]:
        assert [text for text in read(url).prose if run.search(text)] == [], url

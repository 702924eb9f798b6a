"""Search of the newsroom: pages, drafts too, by code, city, topic, state, person, language and title.

Each typed word is asked of the tables as they are, so that a draft is found in the moment it is saved and a city by its
new name. Who sees which pages is asked before; here nothing is added to them.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.models import Page

from cases.choices import LabelKind
from cases.models import CaseStudyPage, City, TopicLabel
from cases.selectors.desk.reviews import SENT_BACK, UNDER_REVIEW, is_in, reviews
from cases.selectors.drafted_facts import drafts_about
from cases.selectors.languages import language_name
from cases.written.letters import label_key
from cases.written.numbers import latin_digits
from cases.written.spelling import bare_key, spelling_pattern

MOST_WORDS = 20  # of a search; what is beyond them narrows it no further
SHORTEST_NAME = 2  # letters of a word that is looked for in names of cities, topics and people
MOST_FOUND = 20_000  # keys of pages in a condition; a database takes no more than 32,766 values
_CODE = re.compile(r"([a-z]{3})[\s_‐-―.-]*([0-9]{1,6})")
# Words for the state of a text, in whichever language somebody types.
STATES = {
    "draft": "draft drafts unpublished پیش‌نویس پیشنویس منتشرنشده مسودة مسودات",
    "live": "live public published منتشرشده منتشر منشور منشورة",
    "in review": "review reviewed بررسی بازبینی مراجعة المراجعة",
    "sent back": "returned برگشته بازگشته معاد معادة",
}


class PageSearch:
    """Search for pages, which reads names of cities once."""

    def __init__(self) -> None:
        self._cities: list[tuple[int, str]] | None = None
        self._drafts: list[tuple[int, Any, Any]] | None = None

    def of(self, text: str) -> Q:
        """Condition on pages: every word of the text is said of them, or the text is the code of their case."""
        found = Q()
        for word in _words(text):
            found &= self._word(word)
        if code := code_in(text):
            found |= Q(pk__in=CaseStudyPage.objects.filter(case__code=code).values("pk"))
        return found

    def found(self, text: str) -> Q:
        """Condition on pages as in ``of``, asked of the tables once: a list counts, shows and filters what it finds.

        Spellings are compared row by row, which takes a tenth of a second for ten thousand pages.
        """
        asked = self.of(text)
        if not asked:
            return asked
        keys = list(Page.objects.filter(asked).order_by().values_list("pk", flat=True)[: MOST_FOUND + 1])
        return asked if len(keys) > MOST_FOUND else Q(pk__in=keys)

    def _word(self, word: str) -> Q:
        pattern = spelling_pattern(word)
        if not pattern:
            return Q()
        found = Q(title__iregex=pattern) | Q(draft_title__iregex=pattern) | _state(word) | _language(word)
        code = latin_digits(word).upper()
        case = Q(case__code__contains=code) if code.isascii() and len(code) > 1 else Q(pk__in=[])
        if len(bare_key(word)) >= SHORTEST_NAME:
            cities = self._cities_named(pattern)
            topics = _topics_named(pattern)
            case |= Q(city__in=cities)
            with_topics = CaseStudyPage.topics.through.objects.filter(topic__in=topics)
            found |= Q(pk__in=with_topics.values("casestudypage_id"))
            found |= Q(pk__in=self._drafts_about(cities, topics))
            people = people_named(pattern)
            found |= Q(owner__in=people) | Q(latest_revision__user__in=people)
        return found | Q(pk__in=CaseStudyPage.objects.filter(case).values("pk"))

    def _cities_named(self, pattern: str) -> set[int]:
        if self._cities is None:
            rows = City.objects.values_list("pk", "slug", "names", "other_names")
            self._cities = [(pk, "\n".join(_texts([slug, names, others]))) for pk, slug, names, others in rows]
        compiled = re.compile(pattern, re.IGNORECASE)
        return {pk for pk, names in self._cities if compiled.search(names)}

    def _drafts_about(self, cities: set[int], topics: set[int]) -> list[int]:
        """Pages whose newest draft is about one of these, whatever its public text is about."""
        if not cities and not topics:
            return []
        if self._drafts is None:
            self._drafts = drafts_about()
        return [pk for pk, city, about in self._drafts if city in cities or topics.intersection(about or [])]


def _topics_named(pattern: str) -> set[int]:
    """Topics of whose preferred labels a pattern finds one, or that are called just so by another word.

    Other words are many, and name places as well: whoever looks for a city wants none of its telephone line's topic.
    """
    called = Q(kind=LabelKind.PREFERRED, text__iregex=pattern) | Q(text__iregex=f"^{pattern}$")
    return set(TopicLabel.objects.filter(called).values_list("topic_id", flat=True))


def _words(text: str) -> Iterable[str]:
    """Words of a search; two that are one word for a state, such as پیش نویس, as that one."""
    words, place = text.split()[:MOST_WORDS], 0
    while place < len(words):
        pair = "".join(words[place : place + 2])
        length = 2 if place + 1 < len(words) and _states_named(pair) else 1
        yield pair if length == 2 else words[place]
        place += length


def cities_named(text: str) -> Q:
    """Condition on cities: every word is in one of their names, in whichever language and spelling."""
    search = PageSearch()
    found = Q()
    for pattern in filter(None, map(spelling_pattern, text.split()[:MOST_WORDS])):
        found &= Q(pk__in=search._cities_named(pattern))
    return found


def people_named(pattern: str) -> Any:
    """People with an account of whose names a pattern finds one."""
    names = Q(username__iregex=pattern) | Q(first_name__iregex=pattern) | Q(last_name__iregex=pattern)
    return get_user_model().objects.filter(names).values("pk")


def code_in(text: str) -> str:
    """Code that a text may mean, however it is typed: thr 12, THR‑۰۰۱۲; "" for any other text."""
    found = _CODE.fullmatch("".join(c for c in latin_digits(text).casefold() if c.isprintable()).strip())
    return f"{found[1].upper()}-{int(found[2]):04d}" if found else ""


def _states_named(word: str) -> set[str]:
    key = label_key(word)
    return {name for name, words in STATES.items() if key in map(label_key, words.split())}


def _state(word: str) -> Q:
    named = _states_named(word)
    found = Q(pk__in=[])
    if "draft" in named:
        found |= Q(live=False) | Q(has_unpublished_changes=True)
    if "live" in named:
        found |= Q(live=True)
    for name, status in (("in review", UNDER_REVIEW), ("sent back", SENT_BACK)):
        if name in named:
            found |= Q(is_in(reviews(status)))
    return found


def _language(word: str) -> Q:
    key, codes = label_key(word), [code for code, _name in settings.LANGUAGES]
    named = [code for code in codes if key in {label_key(language_name(code, reader)) for reader in codes}]
    return Q(locale__language_code__in=named)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)

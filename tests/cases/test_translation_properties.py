"""Whatever editors and translators of three languages do, in any order, against a plain model of what must hold."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import CaseStudyPage
from cases.selectors.translation.outdated import with_source
from cases.selectors.translation.prose import text_to_translate
from cases.services.facts import facts_of
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.translating import begin, draft_of, fresh, page_in, translate
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]

LANGUAGES = ("fa", "en", "ar")
FIELDS = ("title", "summary", *CaseStudyPage.PROSE)
Prose = dict[str, str]


def prose_of(page: CaseStudyPage) -> Prose:
    return {name: getattr(page, name) for name in FIELDS}


@dataclass
class Expected:
    """One language: what its draft and its readers' text say, and which prose of which source each took over."""

    page: CaseStudyPage
    draft: Prose
    live: Prose | None = None
    draft_taken: tuple[str, Prose | None] | None = None
    live_taken: tuple[str, Prose | None] | None = None
    known: set[tuple[str, str, str]] = field(default_factory=set)  # source language, field, what it said


class World:
    """Does things to the site and to the model of it."""

    def __init__(self) -> None:
        page = page_in("fa")
        self.all = {"fa": Expected(page, prose_of(page), prose_of(page))}
        self.count = 0

    def text(self, language: str) -> Prose:
        it = self.all[language]
        return it.live if it.live is not None else it.draft

    def write(self, language: str, other: str, year: int) -> None:
        if language in self.all:
            self.count += 1
            draft = draft_of(self.all[language].page)
            draft.lessons = self.all[language].draft["lessons"] = f"{language} written {self.count}"
            draft.save_revision(clean=False)

    def fact(self, language: str, other: str, year: int) -> None:
        if language in self.all:
            draft = draft_of(self.all[language].page)
            draft.started = year
            draft.save_revision(clean=False)

    def publish(self, language: str, other: str, year: int) -> None:
        if language in self.all:
            it = self.all[language]
            draft_of(it.page).save_revision(clean=False).publish()
            it.live, it.live_taken = dict(it.draft), it.draft_taken
            facts = facts_of(fresh(it.page))
            assert all(facts_of(fresh(sibling.page)) == facts for sibling in self.all.values())

    def translate(self, language: str, other: str, year: int) -> None:
        """From the first into the second language, all that is not translated yet."""
        if language not in self.all or language == other:
            return
        try:
            with transaction.atomic():
                target = begin(self.all[language].page, other)
        except ValidationError:
            return
        text = self.text(language)
        if other not in self.all:
            blank = {**dict.fromkeys(FIELDS, ""), "title": text["title"]}
            self.all[other] = Expected(target, blank, draft_taken=(language, dict(text)))
        it = self.all[other]
        is_clean = it.live == it.draft and not fresh(target).has_unpublished_changes
        if it.draft_taken is None or it.draft_taken[0] != language:
            it.draft_taken = (language, None)
            it.live_taken = it.draft_taken if is_clean else it.live_taken
        self.count += 1
        said = f"{other} translated {self.count}"
        changed = False
        for name in FIELDS:
            known = (language, name, text[name])
            shown = "" if it.draft[name] == text[name] and known not in it.known else it.draft[name]
            if text[name] and not (known in it.known and shown):
                it.draft[name] = said
                it.known.add(known)
                changed = True
        assert translate(self.all[language].page, target, lambda segment: said).is_complete
        if it.draft_taken != (language, text):
            it.draft_taken = (language, dict(text))
            it.live_taken = it.draft_taken if is_clean and not changed else it.live_taken

    def check(self) -> None:
        for language, it in self.all.items():
            page = fresh(it.page)
            assert page.live == (it.live is not None)
            assert prose_of(draft_of(page)) == it.draft, language
            if it.live is not None:
                assert prose_of(page) == it.live, language
            assert prose_of(text_to_translate(page)) == self.text(language)
            assert with_source(CaseStudyPage.objects.filter(pk=page.pk)).exists() == self.is_outdated(it), language

    def is_outdated(self, it: Expected) -> bool:
        if it.live is None or it.live_taken is None or it.live_taken[1] is None:
            return False
        source = self.all[it.live_taken[0]]
        return source.live is not None and source.live != it.live_taken[1]


steps = st.lists(
    st.tuples(
        st.sampled_from(["write", "fact", "publish", "publish", "translate", "translate"]),
        st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES), st.integers(1900, 2000),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_any_order_of_edits_leaves_facts_equal_and_writes_over_no_prose(
    starter_records: list[dict[str, Any]], steps: list[tuple[str, str, str, int]]
) -> None:
    with transaction.atomic():
        import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
        for page in CaseStudyPage.objects.exclude(locale__language_code="fa"):
            page.delete()
        world = World()
        for what, language, other, year in steps:
            getattr(world, what)(language, other, year)
        world.check()
        transaction.set_rollback(True)

"""Behind is exact: the source says something else in public than the translation took over."""

from typing import Any

import pytest

from cases.models import CaseStudyPage
from cases.selectors.translation.outdated import outdated_from, outdated_translations, with_source
from cases.selectors.translation.prose import pieces_of
from cases.selectors.translation.sheet import State
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.translation.drafts import save_translation
from tests.cases.translating import begin, change, draft_of, fresh, other, page_in, publish, segments, translate
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def is_outdated(target: CaseStudyPage, source: CaseStudyPage) -> bool:
    page = CaseStudyPage.objects.select_related("published_prose", "locale").get(pk=source.pk)
    outdated = outdated_from(fresh(target), page)
    listed = with_source(CaseStudyPage.objects.all()).filter(pk=target.pk).exists()
    if fresh(target).live:
        assert listed == (outdated is not None)
        assert [row.page.pk for row in outdated_translations(page)] == ([target.pk] if outdated else [])
    return outdated is not None


def test_behind_means_the_sources_prose_was_published_since(source: CaseStudyPage) -> None:
    target = begin(source, other(source))
    translate(source, target, lambda segment: f"t {segment.piece.path}")
    publish(target)
    assert not is_outdated(target, source)
    publish(source, started=1999)
    assert not is_outdated(target, source) and fresh(target).started == 1999
    draft = draft_of(source)
    draft.lessons = "Not published yet."
    draft.save_revision(clean=False)
    assert not is_outdated(target, source)
    publish(source)
    assert is_outdated(target, source)
    publish(source, started=2000)  # a fact, which leaves it behind
    publish(target, ended=2020)
    assert is_outdated(target, source)
    changed = segments(source, target)["lessons"]
    assert (changed.state, changed.before) == (State.CHANGED, source.lessons)
    translate(source, target, lambda segment: "t lessons, again")
    assert is_outdated(target, source)  # for readers, until it is published
    (row,) = outdated_translations(CaseStudyPage.objects.select_related("locale").get(pk=source.pk))
    assert row.awaits_publication
    publish(target)
    assert not is_outdated(target, source) and fresh(target).lessons == "t lessons, again"


def test_going_back_to_what_was_translated_is_not_behind(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    translate(persian, target, lambda segment: "t")
    publish(target)
    lessons = persian.lessons
    publish(persian, lessons="دیگر")
    assert is_outdated(target, persian)
    publish(persian, lessons=lessons)
    assert not is_outdated(target, persian)


def test_texts_written_apart_are_linked_and_confirmed_without_a_new_publication(
    starter_records: list[dict[str, Any]],
) -> None:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    persian, english = page_in("fa"), page_in("en")
    prose = pieces_of(english)
    publish(persian, lessons="تازه")
    assert not is_outdated(english, persian)
    begin(persian, "en")
    assert fresh(english).translated_from == "fa" and not is_outdated(english, persian)
    found = segments(persian, english)
    assert {segment.state for segment in found.values()} == {State.UNCHECKED}
    assert save_translation(
        persian, english, [change(segment, segment.text, confirmed=True) for segment in found.values()]
    ).is_complete
    english = fresh(english)
    assert not english.has_unpublished_changes and pieces_of(english) == prose
    publish(persian, lessons="تازه‌تر")
    assert is_outdated(english, persian)


def test_an_import_of_all_languages_leaves_none_behind(starter_records: list[dict[str, Any]]) -> None:
    record = dict(starter_records[0])
    import_cases(as_file([record]), ImportOptions(publish=True))
    persian = page_in("fa")
    english = begin(persian, "en")
    translate(persian, english, lambda segment: segment.text)
    assert fresh(english).translated_prose
    record["lessons"] = {language: f"{text} +" for language, text in record["lessons"].items()}
    import_cases(as_file([record]), ImportOptions(publish=True, force=True))
    assert fresh(english).lessons.endswith("+") and not is_outdated(english, persian)

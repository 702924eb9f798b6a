"""Translating: from the text readers see now, piece by piece, into a draft, losing nothing that anybody wrote."""

from typing import Any

import polib
import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from cases.models import CaseStudyPage
from cases.selectors.translation.outdated import behind_source, outdated_translations, with_source
from cases.selectors.translation.prose import pieces_of
from cases.selectors.translation.sheet import Sheet, State
from cases.services.facts import facts_of
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.translation.drafts import Change, save_translation
from cases.services.translation.po_files import read_po, write_po
from tests.cases.filled_page import fill_prose
from tests.cases.translating import begin, change, draft_of, fresh, page_in, publish, segments, translate
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture(params=["fa", "en", "ar"])
def source(request: Any, foundation: None, starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    """A published case that is written in one language only."""
    return _only_in(request.param, starter_records)


@pytest.fixture
def persian(foundation: None, starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    return _only_in("fa", starter_records)


def _only_in(language: str, records: list[dict[str, Any]]) -> CaseStudyPage:
    import_cases(as_file(records[:1]), ImportOptions(publish=True))
    for page in CaseStudyPage.objects.exclude(locale__language_code=language):
        page.delete()
    return page_in(language)


def other(source: CaseStudyPage) -> str:
    return {"fa": "en", "en": "ar", "ar": "fa"}[source.locale.language_code]


def is_outdated(target: CaseStudyPage, source: CaseStudyPage) -> bool:
    page = CaseStudyPage.objects.select_related("published_prose", "locale").get(pk=source.pk)
    outdated = behind_source(fresh(target), page)
    listed = with_source(CaseStudyPage.objects.all()).filter(pk=target.pk).exists()
    if fresh(target).live:
        assert listed == (outdated is not None)
        assert [row.page.pk for row in outdated_translations(page)] == ([target.pk] if outdated else [])
    return outdated is not None


def test_a_translation_begins_empty_as_a_draft_with_all_facts(source: CaseStudyPage) -> None:
    target = begin(source, other(source))
    draft = draft_of(target)
    assert not target.live and target.case_id == source.case_id
    assert facts_of(draft) == facts_of(source)
    assert draft.title == source.title
    assert all(getattr(draft, name) == "" for name in ("summary", *CaseStudyPage.PROSE))
    assert {segment.state for segment in segments(source, target).values()} == {State.NEW}
    assert "summary" in draft.missing()


def test_every_text_is_translated_and_comes_out_in_its_place(source: CaseStudyPage) -> None:
    draft = draft_of(source)
    fill_prose(draft)
    draft.save_revision(clean=False).publish()
    target = begin(source, other(source))
    outcome = translate(source, target, lambda segment: segment.source.replace("word", "ترجمه"))
    assert outcome.is_complete and not outcome.problems and not outcome.homeless
    theirs, mine = pieces_of(fresh(source)), pieces_of(draft_of(target))
    assert [(piece.path, piece.html.replace("word", "ترجمه")) for piece in theirs] == [
        (piece.path, piece.html) for piece in mine
    ]
    assert not fresh(target).live


def test_the_source_is_never_an_outdated_text(source: CaseStudyPage) -> None:
    begin(source, other(source))
    publish(source, lessons="Newer lessons.")
    target = begin(
        source, next(code for code in ("fa", "en", "ar") if code not in (other(source), source.locale.language_code))
    )
    assert segments(source, target)["lessons"].source == "Newer lessons."
    snapshot = TranslationSource.objects.get(object_id=source.translation_key, locale=source.locale)
    assert snapshot.as_instance().lessons == "Newer lessons."


def test_what_is_translated_is_what_readers_see(persian: CaseStudyPage) -> None:
    draft = draft_of(persian)
    draft.lessons = "پیش‌نویس"
    draft.save_revision(clean=False)
    target = begin(persian, "en")
    assert segments(persian, target)["lessons"].source == persian.lessons
    never_public = page_in("en")
    assert Sheet(never_public, target).text.lessons == draft_of(never_public).lessons


def test_pieces_are_saved_one_by_one_and_the_rest_of_the_draft_stays(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    draft = draft_of(target)
    draft.lessons = "Written in the form."
    draft.save_revision(clean=False)
    found = segments(persian, target)
    assert found["lessons"].state == State.UNCHECKED
    outcome = save_translation(persian, target, [change(found["summary"], "A summary."), change(found["limits"], "")])
    assert (outcome.taken, outcome.is_complete) == (1, False)
    after = draft_of(target)
    assert (after.summary, after.lessons, after.limits) == ("A summary.", "Written in the form.", "")
    assert segments(persian, target)["summary"].state == State.DONE


def test_two_translators_on_one_piece_lose_nothing(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    found = segments(persian, target)
    save_translation(persian, target, [change(found["summary"], "First."), change(found["limits"], "Limits.")])
    outcome = save_translation(
        persian, target, [change(found["summary"], "Second."), change(found["lessons"], "Mine.")]
    )
    assert list(outcome.problems) == [found["summary"].key] and "First." in outcome.problems[found["summary"].key]
    after = draft_of(target)
    assert (after.summary, after.limits, after.lessons) == ("First.", "Limits.", "Mine.")


def test_a_piece_whose_source_changed_meanwhile_is_handed_back(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    found = segments(persian, target)
    publish(persian, summary="خلاصهٔ تازه")
    outcome = save_translation(persian, target, [change(found["summary"], "Of the old text.")])
    assert [change.text for change in outcome.homeless] == ["Of the old text."] and draft_of(target).summary == ""


@pytest.mark.parametrize(
    ("path", "text"), [("title", ""), ("title", "x" * 300), ("summary", "x" * 701)], ids=["empty", "long", "summary"]
)
def test_what_the_page_would_refuse_is_refused(persian: CaseStudyPage, path: str, text: str) -> None:
    target = begin(persian, "en")
    segment = segments(persian, target)[path]
    outcome = save_translation(persian, target, [change(segment, text, confirmed=True)])
    assert segment.key in outcome.problems and outcome.taken == 0


def test_only_marks_of_the_source_come_into_a_rich_text(persian: CaseStudyPage) -> None:
    publish(persian, body=[("text", '<p>متن <a href="https://example.org">پیوند</a></p>')])
    target = begin(persian, "en")
    (segment,) = [segment for path, segment in segments(persian, target).items() if path.startswith("body")]
    for bad in (
        "<script>alert(1)</script>",
        '<a id="a7" >x</a>',
        '<b onclick="x()">x</b>',
        "<img src=x>",
        "<h3>x</h3>",
    ):
        assert segment.key in save_translation(persian, target, [change(segment, bad)]).problems, bad
    assert save_translation(persian, target, [change(segment, 'Text <a id="a1">link</a> & more')]).taken == 1
    (block,) = draft_of(target).body
    assert block.value.source == '<p>Text <a href="https://example.org">link</a> &amp; more</p>'


def test_blocks_written_in_the_form_stay_and_new_ones_come_in_their_place(persian: CaseStudyPage) -> None:
    publish(persian, body=[("quote", {"text": "یک", "person": "الف"})])
    target = begin(persian, "en")
    translate(persian, target, lambda segment: f"en {segment.piece.path}")
    draft = draft_of(target)
    draft.body.append(("quote", {"text": "Only here", "person": "Nobody"}))
    draft.save_revision(clean=False)
    page = fresh(persian)
    page.body.append(("quote", {"text": "دو", "person": "ب"}))
    page.save_revision().publish()
    translate(persian, target, lambda segment: f"en2 {segment.source}")
    quotes = [block.value["text"] for block in draft_of(target).body]
    assert len(quotes) == 3 and quotes[1:] == ["en2 دو", "Only here"] and quotes[0].startswith("en body")


def test_a_rich_text_rebuilt_in_the_form_is_not_written_over(persian: CaseStudyPage) -> None:
    publish(persian, body=[("text", "<p>یک</p><p>دو</p>")])
    target = begin(persian, "en")
    translate(persian, target, lambda segment: "one")
    draft = draft_of(target)
    draft.body = [("text", "<p>One, two and a third of my own</p>")]
    block_id = draft_of(target).body[0].id
    draft.body = type(draft.body)(
        draft.body.stream_block, [{"type": "text", "id": block_id, "value": "<p>Mine</p>"}], is_lazy=True
    )
    draft.save_revision(clean=False)
    found = [
        segment for segment in Sheet(fresh(persian), fresh(target)).segments if segment.piece.path.startswith("body")
    ]
    assert not any(segment.has_place for segment in found)
    outcome = save_translation(persian, target, [change(found[0], "other")])
    assert found[0].key in outcome.problems and "Mine" in str(draft_of(target).body)


def test_a_paragraph_more_in_the_source_keeps_those_translated(persian: CaseStudyPage) -> None:
    publish(persian, body=[("text", "<p>یک</p><p>دو</p>")])
    target = begin(persian, "en")
    translate(persian, target, lambda segment: {"یک": "one", "دو": "two"}.get(segment.source, "x"))
    page = fresh(persian)
    raw = page.body.get_prep_value()
    raw[0]["value"] = "<p>یک</p><p>میان</p><p>دو</p>"
    publish(persian, body=type(page.body)(page.body.stream_block, raw, is_lazy=True))
    assert translate(persian, target, lambda segment: "between").is_complete
    assert draft_of(target).body[0].value.source == "<p>one</p><p>between</p><p>two</p>"


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


def test_a_circle_of_translations_is_refused(persian: CaseStudyPage) -> None:
    english = begin(persian, "en")
    arabic = begin(english, "ar")
    for page, language in [(english, "fa"), (arabic, "fa"), (arabic, "en"), (persian, "fa")]:
        with pytest.raises(ValidationError):
            begin(page, language)


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


def test_po_there_and_back(source: CaseStudyPage) -> None:
    draft = draft_of(source)
    fill_prose(draft)
    draft.lessons = 'Line one.\r\n\r\n"Two" & <three> \\ four\tfive'
    draft.save_revision(clean=False).publish()
    target = begin(source, other(source))
    file = polib.pofile(write_po(source, target).decode())
    assert file.metadata["Language"] == other(source)
    assert len(file) == len(Sheet(fresh(source), fresh(target)).segments)
    for entry in file:
        assert not entry.msgstr
        entry.msgstr = f"{entry.msgid} ✓"
    outcome = read_po(source, target, str(file).encode())
    assert outcome.is_complete and not (outcome.kept or outcome.refused or outcome.unknown)
    assert draft_of(target).lessons == 'Line one.\n\n"Two" & <three> \\ four\tfive ✓'
    again = polib.pofile(write_po(source, fresh(target)).decode())
    assert {entry.msgid: entry.msgstr for entry in again} == {entry.msgid: entry.msgstr for entry in file}
    assert not [entry for entry in again if entry.fuzzy]


def test_a_po_file_writes_over_nothing_that_changed_since(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    file = polib.pofile(write_po(persian, target).decode())
    found = segments(persian, target)
    save_translation(persian, target, [change(found["summary"], "Here."), change(found["limits"], "Here too.")])
    publish(persian, lessons="نو")
    for entry in file:
        entry.msgstr = "" if entry.msgctxt == "limits" else f"file {entry.msgctxt}"
    (fuzzy,) = [entry for entry in file if entry.msgctxt == "results"]
    fuzzy.flags.append("fuzzy")
    outcome = read_po(persian, target, str(file).encode())
    assert outcome.kept == [found["summary"].source] and outcome.unknown == [found["lessons"].source]
    after = draft_of(target)
    assert (after.summary, after.limits, after.lessons, after.results) == ("Here.", "Here too.", "", "")
    assert after.challenge == "file challenge"


def test_what_is_no_po_file_of_this_translation_is_refused(persian: CaseStudyPage) -> None:
    english, arabic = begin(persian, "en"), begin(persian, "ar")
    of_arabic = write_po(persian, arabic)
    for content in (
        of_arabic,
        b"",
        b"\x00\x01",
        b"/etc/passwd",
        "سلام".encode("utf-16"),
        b'msgid "x',
        b"x" * 6_000_000,
    ):
        with pytest.raises(ValidationError):
            read_po(persian, english, content)
    assert draft_of(english).summary == ""


def test_languages_of_the_site_have_a_place_for_translations() -> None:
    assert {locale.language_code for locale in Locale.objects.all()} == {"fa", "en", "ar"}


def test_unknown_keys_are_no_change(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    outcome = save_translation(persian, target, [Change("nothing", "", "")])
    assert outcome.taken == 0 and not outcome.homeless

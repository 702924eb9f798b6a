"""Translating: from the text readers see now, piece by piece, into a draft, losing nothing that anybody wrote."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from cases.models import CaseStudyPage
from cases.selectors.translation.prose import pieces_of
from cases.selectors.translation.sheet import Sheet, State
from cases.services.facts import facts_of
from cases.services.translation.drafts import Change, save_translation
from tests.cases.filled_page import fill_prose
from tests.cases.translating import begin, change, draft_of, fresh, other, page_in, publish, segments, translate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


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


def test_a_circle_of_translations_is_refused(persian: CaseStudyPage) -> None:
    english = begin(persian, "en")
    arabic = begin(english, "ar")
    for page, language in [(english, "fa"), (arabic, "fa"), (arabic, "en"), (persian, "fa")]:
        with pytest.raises(ValidationError):
            begin(page, language)


def test_languages_of_the_site_have_a_place_for_translations() -> None:
    assert {locale.language_code for locale in Locale.objects.all()} == {"fa", "en", "ar"}


def test_unknown_keys_are_no_change(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    outcome = save_translation(persian, target, [Change("nothing", "", "")])
    assert outcome.taken == 0 and not outcome.homeless

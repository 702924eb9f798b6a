"""Words in facts and figures are pieces of a translation, which stay in its draft until that is public."""

import re
from html import unescape
from typing import Any

import polib
import pytest
from django.test import Client
from wagtail.models import ModelLogEntry, Revision

from cases.models import Adoption, CaseStudyPage, Indicator, PublishedProse, Unit
from cases.selectors.translation.outdated import with_source
from cases.selectors.translation.prose_digest import earlier_digests, prose_digest
from cases.selectors.translation.sheet import Sheet, State
from cases.selectors.translation.unnamed import unnamed
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.translation.drafts import save_translation
from cases.services.translation.po_files import read_po, write_po
from tests.cases.translating import (
    begin,
    change,
    draft_of,
    fresh,
    only_in,
    other,
    page_in,
    publish,
    segments,
    translate,
)  # fmt: skip
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]

COST = {
    "amount": 12.5, "currency": "EUR", "year": 2019, "kind": "part", "planned": False, "source": 1,
    "basis": {"fa": "برای خط یک", "en": "For line one", "ar": "للخط الأول"},
    "note": {"fa": "بدون مالیات", "en": "Without taxes", "ar": "من دون ضرائب"},
}  # fmt: skip
ADOPTION = {
    "city": {"fa": "مشهد", "en": "Mashhad", "ar": "مدينة مشهد", "country": "IR"},
    "year": 2012, "status": "implemented", "source": 1,
    "note": {"fa": "دو خط ساخته شد", "en": "Two lines were built", "ar": "أُنشئ خطان"},
}  # fmt: skip
LETTERS = {"fa": re.compile(r"[؀-ۿ]+"), "ar": re.compile(r"[؀-ۿ]+"), "en": re.compile(r"[A-Za-z]{2,}")}
# Names that are the same in every language: of a currency, a licence, a format of files, a class of climate.
SAME = {"EUR", "CC", "BY", "THR", "PDF", "BSk", "RIS", "BibTeX", "CSL", "JSON", "CSV", "http", "testserver"}


def made(record: dict[str, Any], language: str) -> CaseStudyPage:
    whole = {**record, "cost": COST, "adoptions": [ADOPTION]}
    report = import_cases(as_file([only_in(language, whole)]), ImportOptions(publish=True))
    assert not report.problems, report.problems
    for page in CaseStudyPage.objects.exclude(locale__language_code=language):
        page.delete()
    return page_in(language)


@pytest.fixture(params=["fa", "en", "ar"])
def worded(request: Any, foundation: None, starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    """A published case with words in every fact and figure, in one language."""
    return made(starter_records[0], request.param)


@pytest.fixture
def persian(foundation: None, starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    return made(starter_records[0], "fa")


def said(segment: Any, language: str) -> str:
    words = {"fa": "نوشته", "en": "Words", "ar": "كلام"}[language]
    return f"{words} {abs(hash(segment.key)) % 10_000}"


def main_of(page: CaseStudyPage) -> str:
    """What a reader reads of a page but its list of sources, which stay what they are called, and other languages."""
    html = Client().get(page.url).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    main = re.sub(r'<section[^>]*id="(sources|cite)".*?</section>', " ", main, flags=re.S)
    main = re.sub(r"<(script|style|svg).*?</\1>", " ", main, flags=re.S)
    main = re.sub(r"<(\w+)[^>]* hreflang=.*?</\1>", " ", main, flags=re.S)
    main = re.sub(r'<aside class="section related".*', " ", main, flags=re.S)
    return unescape(re.sub(r"<[^>]+>", " ", main))


def test_nothing_of_the_source_is_left_on_the_page_of_a_whole_translation(worded: CaseStudyPage) -> None:
    language = other(worded)
    Unit.objects.filter(code="km").update(label={worded.locale.language_code: worded.title[:6] + " km"})
    target = begin(worded, language)
    assert translate(worded, target, lambda segment: said(segment, language)).is_complete
    sheet = Sheet(fresh(worded), fresh(target))
    assert sheet.done == len(sheet.segments) > 30 and unnamed(draft_of(target), worded.locale.language_code) == []
    public = main_of(publish(target))
    for segment in sheet.segments:
        assert segment.source not in public, segment.label
        assert segment.text in public or segment.label, segment.label
    if {worded.locale.language_code, language} != {"fa", "ar"}:
        assert set(LETTERS[worded.locale.language_code].findall(public)) - SAME == set()


def test_every_word_is_a_piece_and_no_number_is(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    found = segments(persian, target)
    paths = {path.split(":")[0].split(".")[0] for path in found}
    assert paths >= {
        "brief", "outcome_reason", "results_points", "limits_points", "conditions_points", "partners", "documents",
        "unchecked", "cost_basis", "cost_note", "indicators", "adoptions", "title", "summary",
    }  # fmt: skip
    assert {path for path in found if path.startswith("adoptions")} == {
        "adoptions.city_name:مشهد", "adoptions.note:دو خط ساخته شد",
    }  # fmt: skip
    assert not [path for path in found if path.split(".")[0] in ("started", "cost_amount", "sdgs", "licence", "units")]
    assert {segment.state for segment in found.values()} == {State.NEW}


def test_words_stay_in_the_draft_until_it_is_published(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    translate(persian, target, lambda segment: said(segment, "en"))
    draft = draft_of(target)
    assert draft.brief["en"].startswith("Words") and draft.brief["fa"] == persian.brief["fa"]
    assert draft.partners[0].value["name"]["en"].startswith("Words") and draft.cost_amount == persian.cost_amount
    assert "en" not in fresh(persian).brief and "en" not in fresh(target).brief
    assert not any("en" in one.name for one in Indicator.objects.all())
    publish(target)
    assert all(one.name["en"].startswith("Words") for one in Indicator.objects.all())
    adoption = Adoption.objects.get()
    assert adoption.city_name["en"].startswith("Words") and adoption.city_name["fa"] == "مشهد"
    assert fresh(persian).brief["en"].startswith("Words") and fresh(persian).brief["fa"] == persian.brief["fa"]
    assert draft_of(target).carried_words == fresh(target).carried_words == []
    entry = ModelLogEntry.objects.filter(object_id=str(persian.case_id), action="cases.values").first()
    assert entry is not None and entry.data["values"][0]["place"][-1] == "en"
    sheet = Sheet(fresh(persian), fresh(target))
    assert sheet.is_complete, "what was published is still what was translated"


def test_a_word_is_not_put_over_what_somebody_wrote_meanwhile(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    translate(persian, target, lambda segment: said(segment, "en"))
    first, second, *_more = Indicator.objects.order_by("pk")
    first.name = {**first.name, "en": "Theirs"}
    first.save()
    second.name = {"fa": "نامی دیگر"}
    second.save()
    publish(target)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.name["en"], second.name) == ("Theirs", {"fa": "نامی دیگر"})
    states = {segment.source: segment.state for segment in Sheet(fresh(persian), fresh(target)).segments}
    assert states["نامی دیگر"] == State.NEW


def test_two_translators_on_one_word_lose_nothing(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    found = segments(persian, target)
    name = next(segment for path, segment in found.items() if path.startswith("indicators"))
    save_translation(persian, target, [change(name, "First"), change(found["brief"], "First.")])
    outcome = save_translation(persian, target, [change(name, "Second"), change(found["brief"], "Second.")])
    assert set(outcome.problems) == {name.key, found["brief"].key}
    assert draft_of(target).brief["en"] == "First." and draft_of(target).carried_words[0]["text"] == "First"


def test_only_what_changed_is_asked_for_again_with_what_it_said(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    translate(persian, target, lambda segment: said(segment, "en"))
    publish(target)
    before = persian.brief["fa"]
    draft = draft_of(persian)
    assert draft.brief["en"].startswith("Words")
    publish(persian, brief={**draft.brief, "fa": f"{before} باز هم"})
    indicator = Indicator.objects.order_by("pk")[0]
    old = indicator.name["fa"]
    indicator.name = {**indicator.name, "fa": f"{old} (تازه)"}
    indicator.save()
    open_ones = [one for one in Sheet(fresh(persian), fresh(target)).segments if one.state != State.DONE]
    assert {(one.state, one.before) for one in open_ones} == {(State.CHANGED, before), (State.CHANGED, old)}
    assert with_source(CaseStudyPage.objects.filter(pk=target.pk)).exists(), "the words of facts outdate it as well"
    publish(persian, started=1999)
    translate(persian, target, lambda segment: f"{segment.text} again")
    publish(target)
    assert not with_source(CaseStudyPage.objects.filter(pk=target.pk)).exists()


def test_a_rich_text_says_what_its_source_said(persian: CaseStudyPage) -> None:
    publish(persian, body=[("text", "<p>یک دو سه</p><p>چهار</p>")])
    target = begin(persian, "en")
    translate(persian, target, lambda segment: {"یک دو سه": "one", "چهار": "four"}.get(segment.source, "x"))
    page = fresh(persian)
    raw = page.body.get_prep_value()
    raw[0]["value"] = "<p>یک دو پنج</p><p>چهار</p>"
    publish(persian, body=type(page.body)(page.body.stream_block, raw, is_lazy=True))
    (changed,) = [one for one in Sheet(fresh(persian), fresh(target)).segments if one.state == State.CHANGED]
    assert (changed.source, changed.before, changed.text) == ("یک دو پنج", "یک دو سه", "one")


def test_a_name_that_is_the_same_is_confirmed_by_writing_it(persian: CaseStudyPage) -> None:
    publish(persian, brief={"fa": "UN-Habitat"})
    target = begin(persian, "en")
    save_translation(persian, target, [change(segments(persian, target)["brief"], "UN-Habitat")])
    assert segments(persian, target)["brief"].state == State.DONE and draft_of(target).brief["en"] == "UN-Habitat"


@pytest.mark.parametrize(("path", "most"), [("brief", 160), ("outcome_reason", 400), ("partners", 300)])
def test_a_word_that_is_too_long_is_refused(persian: CaseStudyPage, path: str, most: int) -> None:
    target = begin(persian, "en")
    segment = next(one for name, one in segments(persian, target).items() if name.startswith(path))
    assert segment.key in save_translation(persian, target, [change(segment, "x" * (most + 1))]).problems
    assert save_translation(persian, target, [change(segment, "x" * most)]).taken == 1


def test_a_block_that_the_translation_lacks_comes_with_the_facts(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    draft = draft_of(target)
    draft.partners = draft.partners[:0]
    draft.save_revision(clean=False)
    segment = next(one for path, one in segments(persian, target).items() if path.startswith("partners"))
    assert not segment.has_place
    assert segment.key in save_translation(persian, target, [change(segment, "x")]).problems


def test_words_go_through_a_po_file(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    file = polib.pofile(write_po(persian, target).decode())
    assert len({(entry.msgctxt, entry.msgid) for entry in file}) == len(file)
    for number, entry in enumerate(file):
        entry.msgstr = f"Text {number}"
    outcome = read_po(persian, target, str(file).encode())
    assert outcome.is_complete and not (outcome.kept or outcome.refused or outcome.unknown)
    (before,) = [entry.msgstr for entry in file if entry.msgctxt == "brief"]
    assert draft_of(target).brief["en"] == before


def test_a_fact_published_in_one_language_leaves_what_is_drafted_in_another(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    translate(persian, target, lambda segment: said(segment, "en"))
    publish(target)
    draft = draft_of(persian)
    value = draft.partners.get_prep_value()
    value[0]["value"]["name"]["fa"] = "شریک تازه"
    draft.brief = {**draft.brief, "fa": "خلاصهٔ تازه"}
    draft.partners = type(draft.partners)(draft.partners.stream_block, value, is_lazy=True)
    draft.save_revision(clean=False)
    english = draft_of(target)
    value = english.partners.get_prep_value()
    value[0]["value"]["name"]["en"] = "New partner"
    publish(
        target,
        brief={**english.brief, "en": "New brief"},
        partners=type(english.partners)(english.partners.stream_block, value, is_lazy=True),
    )
    after = draft_of(persian)
    assert (after.brief["fa"], after.brief["en"]) == ("خلاصهٔ تازه", "New brief")
    name = after.partners[0].value["name"]
    assert (name["fa"], name["en"]) == ("شریک تازه", "New partner")


@pytest.mark.parametrize("edition", [0, 1])
def test_translations_from_before_words_were_pieces_are_not_outdated_by_the_upgrade(
    edition: int, persian: CaseStudyPage
) -> None:
    target = begin(persian, "en")
    translate(persian, target, lambda segment: said(segment, "en"))
    publish(target)
    earlier = sorted(earlier_digests(fresh(persian)))[edition]
    PublishedProse.objects.filter(page=persian).update(digest=earlier)
    CaseStudyPage.objects.filter(pk=target.pk).update(translated_prose=earlier)
    for revision in Revision.objects.for_instance(target):
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "translated_prose": earlier})
    publish(persian, started=1999)
    assert not with_source(CaseStudyPage.objects.filter(pk=target.pk)).exists()
    assert draft_of(target).translated_prose == prose_digest(fresh(persian)) != earlier
    publish(persian, lessons="تازه")
    assert with_source(CaseStudyPage.objects.filter(pk=target.pk)).exists()


def test_a_preview_of_the_draft_shows_the_words_it_carries(persian: CaseStudyPage, admin_client: Client) -> None:
    target = begin(persian, "en")
    translate(persian, target, lambda segment: said(segment, "en"))
    carried = [word["text"] for word in draft_of(target).carried_words]
    html = admin_client.get(f"/admin/pages/{target.pk}/view_draft/").content.decode()
    assert carried and all(text in html for text in carried)

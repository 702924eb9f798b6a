"""Writes a record of the exchange format as a case with its pages."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import Any, cast

from django.utils import timezone
from wagtail.models import Locale

from cases.models import Case, CaseIndexPage, CaseStudyPage, City, PartnerRole, Topic, Unit
from cases.records.case import MEDIA, PROSE, CaseRecord
from cases.records.facts import CityRecord
from cases.records.reader import fingerprint, media_digests
from cases.services.cities import save_city
from cases.services.city_profile import new_profile
from cases.services.codes import next_code
from cases.services.geonames import Gazetteer
from cases.services.library_search import LibrarySearch
from cases.services.living_data import propose_figures_of, replace_adoptions, replace_figures
from cases.services.translation.published_prose import noting_words

from .city_search import CitySearch
from .media_streams import media_stream
from .page_appender import PageAppender
from .record_facts import facts_of_record


class RecordWriter:
    """Writer of records, which remembers what they share (cities, topics, units, index pages).

    Call it inside a transaction; when that is rolled back, call ``forget``. ``user``: who writes by it, if anybody.
    """

    def __init__(self, library: LibrarySearch, user: Any = None) -> None:
        self._user = user
        self._library = library
        self._gazetteer = Gazetteer()
        self.cities = CitySearch(self._gazetteer)
        self._appender = PageAppender()
        self.made: list[City | Unit | PartnerRole] = []  # beside the case, by the last record written
        self.forget()

    def forget(self) -> None:
        """Drops the remembered objects, which a rollback may have removed."""
        self.cities.forget()
        self._index_pages: dict[str, CaseIndexPage] = {}
        self._topics: dict[str, Topic] = {topic.code: topic for topic in Topic.objects.all()}
        self._units: dict[str, Unit] = {unit.code: unit for unit in Unit.objects.all()}
        self._roles: set[str] = set(PartnerRole.objects.values_list("code", flat=True))

    def write(self, record: CaseRecord, case: Case | None, city: City, *, publish: bool) -> int:
        """Creates or updates the case of a record in a city that ``cities`` found; returns its primary key.

        Raises ValidationError where the site's own rules refuse it.
        """
        self.made = []
        city = self._completed(city, record.city)
        self._know_roles(partner.role for partner in record.partners)
        is_new = case is None
        case = self._case(record, case, city)
        with nullcontext() if is_new else noting_words(case):
            if is_new or publish:
                replace_figures(case, record, self._unit)
            else:
                propose_figures_of(case, record, self._unit, self._user)
            replace_adoptions(case, record)
        facts = facts_of_record(record, city, self._topics, self._library.document)
        if "setbacks" not in facts and not is_new:  # a page that is added gets what the others have
            facts["setbacks"] = case.pages.values_list("setbacks", flat=True).first() or []
        added = []
        for language in record.prose_languages():
            live = publish and record.complete_in(language)
            added += self._page(record, case, language, facts, publish=live, is_new=is_new)
        self._appender.keep(added)
        return cast(int, case.pk)

    def _case(self, record: CaseRecord, case: Case | None, city: City) -> Case:
        case = case or Case(import_id=record.id, code=next_code(city.code_prefix))
        without_page = set(record.title) - set(record.prose_languages())
        case.title_translations = {language: record.title[language] for language in without_page}
        case.summary_translations = {
            language: text for language, text in record.summary.items() if language not in record.prose_languages()
        }
        case.unverified = record.unverified_notes()
        case.import_hash = fingerprint(record)
        case.import_media = {**case.import_media, **media_digests(record)}
        case.save()
        return case

    def _page(
        self, record: CaseRecord, case: Case, language: str, facts: dict[str, Any], *, publish: bool, is_new: bool
    ) -> list[CaseStudyPage]:
        """Writes a page; returns it in a list when it was added."""
        index_page = self._index_page(language)
        page = None if is_new else CaseStudyPage.objects.filter(case=case, locale=index_page.locale).first()
        page = page or CaseStudyPage(case=case, translation_key=case.translation_key, locale=index_page.locale)
        page.title = record.title[language]
        page.draft_title = page.title
        page.summary = record.summary.get(language, "")
        for name in PROSE:
            setattr(page, name, getattr(record, name).get(language, ""))
        for name in MEDIA:
            if (blocks := getattr(record, name)) is not None:
                setattr(page, name, media_stream(name, blocks.get(language, []), self._library))
        for name, value in facts.items():
            setattr(page, name, value)
        if page.pk:
            if page.translated_from in record.prose_languages():
                # Both texts come from the file, so nobody says which text of the source this one goes back to.
                page.translated_prose, page.translated_at = "", None
            if not page.live and not publish:
                page.save(clean=False)  # no reader sees it, and the next import reads it here
            revision = page.save_revision(clean=False)
            if publish:
                revision.publish()
            return []
        page.slug = self._free_slug(index_page, record.id)
        page.live = publish
        page.has_unpublished_changes = not publish
        if publish:
            page.first_published_at = page.last_published_at = timezone.now()
        self._appender.append(index_page, page)
        return [page]

    def finish_batch(self) -> None:
        """Completes the pages added since the last batch, which is cheaper done together. Call it before the commit."""
        self._appender.finish()

    def _completed(self, city: City, record: CityRecord) -> City:
        """Adds what the city lacks; a value that it has may be an editor's and stays."""
        names = {**record.names(), **city.names}
        has_place = city.latitude is not None and city.longitude is not None
        profile = new_profile(city, record, self._gazetteer)
        if city.pk and names == city.names and (has_place or record.lat is None) and not profile:
            return city
        city.names = names
        if not has_place:
            city.latitude, city.longitude = record.lat, record.lon
        for name, value in profile.items():
            setattr(city, name, value)
        is_new = city.pk is None
        city = save_city(city, self._gazetteer)
        self.cities.remember(city)
        self.made += [city] if is_new else []
        return city

    def _unit(self, code: str) -> Unit:
        if code not in self._units:
            self._units[code] = Unit.objects.create(code=code, label={"en": code})
            self.made.append(self._units[code])
        return self._units[code]

    def _know_roles(self, codes: Iterable[str]) -> None:
        for code in set(codes) - self._roles:
            self.made.append(PartnerRole.objects.create(code=code, label={"en": code}))
            self._roles.add(code)

    def _index_page(self, language: str) -> CaseIndexPage:
        if language not in self._index_pages:
            locale = Locale.objects.get(language_code=language)
            self._index_pages[language] = CaseIndexPage.objects.select_related("locale").get(locale=locale)
        return self._index_pages[language]

    @staticmethod
    def _free_slug(index_page: CaseIndexPage, wanted: str) -> str:
        is_free: Callable[[str, CaseIndexPage], bool] = CaseStudyPage._slug_is_available
        slug, number = wanted, 1
        while not is_free(slug, index_page):
            number += 1
            slug = f"{wanted}-{number}"
        return slug

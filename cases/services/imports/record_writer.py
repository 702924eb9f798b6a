"""Writes a record of the exchange format as a case with its pages."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any, cast

from django.utils import timezone
from django.utils.text import slugify
from wagtail.blocks import StreamValue
from wagtail.models import Locale

from cases.models import Case, CaseIndexPage, CaseStudyPage, City, CityRedirect, PartnerRole, Topic, Unit
from cases.records.case import MEDIA, PROSE, CaseRecord, CityRecord, source_key
from cases.records.reader import fingerprint, media_digests
from cases.services.cities import save_city
from cases.services.codes import next_code
from cases.services.geonames import Gazetteer
from cases.services.library_search import LibrarySearch
from cases.services.living_data import replace_living_data

from .media_streams import media_stream
from .page_appender import PageAppender


class RecordWriter:
    """Writer of records, which remembers what they share (cities, topics, units, index pages).

    Call it inside a transaction; when that is rolled back, call ``forget``.
    """

    def __init__(self, library: LibrarySearch) -> None:
        self._library = library
        self._gazetteer = Gazetteer()
        self._appender = PageAppender()
        self.made: list[City | Unit | PartnerRole] = []  # beside the case, by the last record written
        self.forget()

    def forget(self) -> None:
        """Drops the remembered objects, which a rollback may have removed."""
        self._cities: dict[tuple[str, str], City] = {}
        self._index_pages: dict[str, CaseIndexPage] = {}
        self._topics: dict[str, Topic] = {topic.code: topic for topic in Topic.objects.all()}
        self._units: dict[str, Unit] = {unit.code: unit for unit in Unit.objects.all()}
        self._roles: set[str] = set(PartnerRole.objects.values_list("code", flat=True))

    def write(self, record: CaseRecord, case: Case | None, *, publish: bool) -> int:
        """Creates or updates the case of a record; returns its primary key.

        Raises ValidationError where the site's own rules refuse it.
        """
        self.made = []
        city = self._city(record.city)
        self._know_roles(partner.role for partner in record.partners)
        is_new = case is None
        case = self._case(record, case, city)
        replace_living_data(case, record, self._unit)
        facts = self._facts(record, city)
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
        case.unverified = list(record.unverified)
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

    def _facts(self, record: CaseRecord, city: City) -> dict[str, Any]:
        cost = record.cost
        return {
            "city": city,
            "topics": [self._topics[code] for code in record.topics],
            "sdgs": list(record.sdgs),
            "started": record.started,
            "ended": record.ended,
            "status": record.status.value,
            "cost_amount": cost.amount if cost else None,
            "cost_currency": cost.currency if cost else "",
            "cost_year": cost.year if cost else None,
            "cost_note": dict(cost.note) if cost else {},
            "cost_source": source_key(cost.source) if cost else "",
            "partners": _stream("partners", ({"name": p.names(), "role": p.role} for p in record.partners)),
            "documents": _stream(
                "documents",
                (
                    {"kind": d.kind.value, "title": dict(d.title), "year": d.year, "source": source_key(d.source)}
                    for d in record.documents
                ),
            ),
            "sources": _stream(
                "sources",
                (
                    {"key": source_key(number), "title": source.title, "url": source.url, "seen": source.seen}
                    for number, source in enumerate(record.sources)
                ),
            ),
        }

    def _city(self, record: CityRecord) -> City:
        key = (record.en, record.country)
        if key not in self._cities:
            known = City.objects.filter(country=record.country)
            city = next((city for city in known if city.names.get("en") == record.en), None)
            if city is None and (merged := CityRedirect.objects.filter(slug=slugify(record.en)).first()):
                city = merged.city if merged.city.country == record.country else None
            self._cities[key] = self._complete_city(city or City(country=record.country), record)
        return self._cities[key]

    def _complete_city(self, city: City, record: CityRecord) -> City:
        """Adds what the city lacks; a value that it has may be an editor's and stays."""
        names = {**record.names(), **city.names}
        has_place = city.latitude is not None and city.longitude is not None
        if city.pk and names == city.names and (has_place or record.lat is None):
            return city
        city.names = names
        if not has_place:
            city.latitude, city.longitude = record.lat, record.lon
        is_new = city.pk is None
        city = save_city(city, self._gazetteer)
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


def _stream(name: str, values: Iterable[dict[str, Any]]) -> StreamValue:
    block = CaseStudyPage._meta.get_field(name).stream_block
    (child,) = block.child_blocks
    # The same content gets the same block ids, so that an import run twice, or in three languages, writes equal facts.
    raw = [
        {"type": child, "value": value, "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{name}-{number}"))}
        for number, value in enumerate(values)
    ]
    return StreamValue(block, raw, is_lazy=True)

"""Merges a city into another."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, CaseStudyPage, City, CityRedirect
from cases.signals import cases_changed, city_merged, taxonomy_changed
from cases.written.letters import label_key

from .revisions import replace_in_revisions

_FACTS = ("latitude", "longitude", "population", "area", "climate", "income_group", "contact_name", "contact_email")


@transaction.atomic
def merge_cities(source: City, target: City) -> int:
    """Makes ``source`` a part of ``target``; returns the number of cases that changed.

    Its cases go there, drafts too, and so do requests for its address; its names become other names, its facts fill the
    empty ones of ``target``. The codes of cases stay.

    Raises ValidationError when source and target are one city.
    """
    if source.pk == target.pk:
        raise ValidationError(_("A city cannot be merged into itself."))
    _complete(target, source)
    pages = CaseStudyPage.objects.filter(city=source)
    case_ids = set(pages.filter(case__isnull=False).values_list("case", flat=True))
    pages.update(city=target)
    replace_in_revisions("city", source.pk, target.pk)
    CityRedirect.objects.filter(city=source).update(city=target)
    CityRedirect.objects.create(slug=source.slug, city=target)
    city_merged.send(sender=City, source=source, target=target)
    source.delete()
    target.save()
    taxonomy_changed.send(sender=City, instance=target)
    cases_changed.send(sender=Case, case_ids=case_ids)
    return len(case_ids)


def _complete(target: City, source: City) -> None:
    target.names = {**source.names, **target.names}
    known = {label_key(name) for name in (*target.names.values(), *target.other_names)}
    for name in (*source.names.values(), *source.other_names):
        if label_key(name) not in known:
            known.add(label_key(name))
            target.other_names = [*target.other_names, name]
    has_place = target.latitude is not None and target.longitude is not None
    for fact in _FACTS:
        if fact in ("latitude", "longitude") and has_place:
            continue
        if getattr(target, fact) in (None, ""):
            setattr(target, fact, getattr(source, fact))
    target.is_partner = target.is_partner or source.is_partner

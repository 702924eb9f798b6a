"""Connects Wagtail's and Django's signals to services. Registration only."""

from typing import Any

from django.db.models.signals import pre_save
from wagtail.signals import page_published


def connect() -> None:
    """Connects every receiver of the app; called once, when the app is ready."""
    from cases.models import CaseStudyPage

    pre_save.connect(give_page_its_case, sender=CaseStudyPage)
    page_published.connect(keep_facts_equal, sender=CaseStudyPage)


def give_page_its_case(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A page is never saved without its case."""
    from cases.services.identity import ensure_case

    if not raw:
        ensure_case(instance)


def keep_facts_equal(instance: Any, **kwargs: Any) -> None:
    """Publishing one language carries its facts to the others."""
    from cases.services.facts import synchronise_facts
    from cases.signals import cases_changed

    synchronise_facts(instance)
    cases_changed.send(sender=type(instance), case_ids=[instance.case_id])

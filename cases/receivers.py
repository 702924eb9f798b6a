"""Receivers that connect Wagtail's and Django's signals to services. Registration only."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.signals import page_published


def connect() -> None:
    """Connects every receiver of the app; called once, when the app is ready."""
    from cases.models import CaseStudyPage, City, Topic

    pre_save.connect(give_page_its_case, sender=CaseStudyPage)
    post_save.connect(index_page_for_admin, sender=CaseStudyPage)
    pre_delete.connect(remove_page_from_admin_index, sender=CaseStudyPage)
    post_delete.connect(announce_taxonomy_change, sender=Topic)
    post_delete.connect(announce_taxonomy_change, sender=City)
    page_published.connect(note_prose, sender=CaseStudyPage)
    page_published.connect(keep_facts_equal, sender=CaseStudyPage)


def give_page_its_case(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Gives a page its case before it is saved."""
    from cases.services.identity import ensure_case

    if not raw:
        ensure_case(instance)


def note_prose(instance: Any, **kwargs: Any) -> None:
    """Notes the prose of a published page, by which its translations can tell whether they are outdated."""
    from .services.translation.published_prose import note_published_prose

    note_published_prose(instance)


def keep_facts_equal(instance: Any, **kwargs: Any) -> None:
    """Carries the facts of a published page to the other languages, and announces the change."""
    from cases.services.facts import synchronise_facts
    from cases.signals import cases_changed

    synchronise_facts(instance)
    cases_changed.send(sender=type(instance), case_ids=[instance.case_id])


def index_page_for_admin(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Indexes a saved page for the admin's search; an import sets ``index_later`` and indexes its pages together."""
    from cases.services.admin_index import index_for_admin

    if not raw and not getattr(instance, "index_later", False):
        index_for_admin([instance])


def remove_page_from_admin_index(instance: Any, **kwargs: Any) -> None:
    """Removes a deleted page from the admin's search."""
    from cases.services.admin_index import remove_from_admin_index

    remove_from_admin_index(instance)


def announce_taxonomy_change(instance: Any, **kwargs: Any) -> None:
    """Announces that a topic or city is gone, and its labels with it."""
    from cases.signals import taxonomy_changed

    taxonomy_changed.send(sender=type(instance), instance=instance)

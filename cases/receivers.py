"""Receivers that connect Wagtail's and Django's signals to services. Registration only."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from .signals import cases_changed


def connect() -> None:
    """Connects every receiver of the app; called once, when the app is ready."""
    from cases.models import Case, CaseStudyPage, City, Topic, Unit

    pre_save.connect(give_page_its_case, sender=CaseStudyPage)
    pre_save.connect(keep_former_address, sender=CaseStudyPage)
    post_delete.connect(announce_taxonomy_change, sender=Topic)
    post_delete.connect(announce_taxonomy_change, sender=City)
    page_published.connect(note_prose, sender=CaseStudyPage)
    page_published.connect(keep_facts_equal, sender=CaseStudyPage)
    page_published.connect(put_words, sender=CaseStudyPage)
    cases_changed.connect(relist_cases)
    cases_changed.connect(lower_evidence)
    page_unpublished.connect(relist_page, sender=CaseStudyPage)
    post_save.connect(list_alias, sender=CaseStudyPage)
    post_delete.connect(relist_page, sender=CaseStudyPage)
    pre_delete.connect(unlist_case, sender=Case)
    pre_delete.connect(keep_proposed_unit, sender=Unit)
    post_page_move.connect(relist_moved)
    post_save.connect(relist_restricted, sender=PageViewRestriction)
    post_delete.connect(relist_restricted, sender=PageViewRestriction)


def give_page_its_case(instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Gives a page its case before it is saved."""
    from cases.services.identity import ensure_case

    if not raw and (update_fields is None or instance.case_id is None):
        ensure_case(instance)


def keep_former_address(instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Keeps the address that readers know of a live page whose slug changes; Wagtail tells only after the commit."""
    from cases.services.page_redirects import keep_former_slug

    if instance.pk and not raw and (update_fields is None or "slug" in update_fields):
        keep_former_slug(instance)


def note_prose(instance: Any, **kwargs: Any) -> None:
    """Notes the prose of a published page, by which its translations can tell whether they are outdated."""
    from .services.translation.published_prose import note_published_prose

    note_published_prose(instance)


def keep_facts_equal(instance: Any, **kwargs: Any) -> None:
    """Carries the facts of a published page to the other languages, and announces the change."""
    from cases.services.facts import synchronise_facts
    from cases.services.translation.published_prose import note_published_prose

    for changed in synchronise_facts(instance):
        if changed.live:  # its own words may be among what changed
            note_published_prose(changed)
    cases_changed.send(sender=type(instance), case_ids=[instance.case_id])


def put_words(instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """Writes the words of the case that a published text carried to where they live, and announces the change."""
    from cases.services.translation.published_prose import note_published_prose
    from cases.services.translation.word_writing import put_carried_words

    if put_carried_words(instance, revision, revision.user if revision else None):
        note_published_prose(instance)
        cases_changed.send(sender=type(instance), case_ids=[instance.case_id])


def relist_cases(case_ids: Any, **kwargs: Any) -> None:
    """Something that decides in which lists cases show may have changed."""
    from cases.services.public_lists import relist

    relist(case_ids)


def lower_evidence(case_ids: Any, **kwargs: Any) -> None:
    """Regrades cases, since their evidence level may have lost what it rests on."""
    from cases.services.evidence import lower_contradicted

    lower_contradicted(case_ids)


def relist_page(instance: Any, **kwargs: Any) -> None:
    """A page is no longer public; its case may have others."""
    from cases.services.public_lists import relist

    relist([instance.case_id])


def list_alias(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """An alias is live from the start, without being published; its topics are written after it."""
    from cases.services.public_lists import relist

    if created and instance.live and instance.alias_of_id and not raw:
        transaction.on_commit(lambda: relist([instance.case_id]), robust=True)


def unlist_case(instance: Any, **kwargs: Any) -> None:
    """A case is gone for good."""
    from cases.services.public_lists import unlist

    unlist(instance.code)


def keep_proposed_unit(instance: Any, **kwargs: Any) -> None:
    """A unit goes that figures use which wait for a second person: it stays."""
    from cases.services.figures import refuse_if_proposed

    refuse_if_proposed(instance)


def relist_moved(instance: Any, parent_page_before: Any, parent_page_after: Any, **kwargs: Any) -> None:
    """A branch of the tree may now lie below a private page, or no longer; among its siblings it may have any place."""
    from cases.services.public_lists import relist_branch

    if parent_page_before.pk != parent_page_after.pk:
        relist_branch(instance)


def relist_restricted(instance: Any, **kwargs: Any) -> None:
    """A branch of the tree was closed or opened."""
    from cases.services.public_lists import relist_branch

    if page := Page.objects.filter(pk=instance.page_id).first():
        relist_branch(page)


def announce_taxonomy_change(instance: Any, **kwargs: Any) -> None:
    """Announces that a topic or city is gone, and its labels with it."""
    from cases.signals import taxonomy_changed

    taxonomy_changed.send(sender=type(instance), instance=instance)

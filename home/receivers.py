"""Receivers of what changes the pages visitors see. Registration only."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cases.signals import cases_changed, section_changed, taxonomy_changed
from search.signals import index_changed


def connect() -> None:
    """Connects every receiver; called once, when the app is ready."""
    from cases.models import CaseIndexPage, CaseStudyPage, PartnerRole, Unit

    from .models import HomePage, PlainPage

    for signal in (cases_changed, taxonomy_changed, section_changed, index_changed):
        signal.connect(on_change)
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(on_change)
    for model in (PageViewRestriction, PartnerRole, Site, Unit):
        post_save.connect(on_change, sender=model)
        post_delete.connect(on_change, sender=model)
    # By name: a receiver for every model would make Django fetch all that it deletes, such as old outbox entries.
    for page in (CaseIndexPage, CaseStudyPage, HomePage, PlainPage):
        post_delete.connect(on_change, sender=page)


def on_change(**kwargs: Any) -> None:
    """Kept pages may say something else now."""
    from home.services.public_version import public_changed

    public_changed()

"""Links of the share bar of a case: what a reader may do with it. A further one is a line here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import CaseStudyPage

from .take_links import take_links


@dataclass(frozen=True, slots=True)
class ShareLink:
    """Link of the share bar: an address, or an anchor of the page."""

    url: str
    label: str


def share_links(page: CaseStudyPage, language: str) -> list[ShareLink]:
    """Links for readers of a language; none for a page that was never saved, which has no address to pass on."""
    if not page.case_id:
        return []
    taking = take_links(page, language)
    links = [
        ShareLink(taking.brief, _("One page as PDF")),
        ShareLink(taking.full_text, _("Full text as PDF")),
        ShareLink("#cite", _("Cite")),
        ShareLink(taking.compare, _("Add to comparison")),
    ]
    return [link for link in links if link.url]

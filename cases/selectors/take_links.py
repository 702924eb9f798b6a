"""Links by which a reader takes a case along: its brief and its full text as PDF, and it joins a comparison."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from cases.models import CaseStudyPage

from .typesetting import can_typeset


@dataclass(frozen=True, slots=True)
class TakeLinks:
    """Addresses for a reader of one language; "" where there is nothing: no PDFs on a machine that sets no text."""

    brief: str
    full_text: str
    compare: str


def take_links(page: CaseStudyPage, language: str) -> TakeLinks:
    """Links of a page for readers of a language, which may be another than the page's. No query but for the case."""
    code = page.case.code if page.case else ""
    is_written = page.locale.language_code == language
    return TakeLinks(
        brief=reverse("case_brief", args=[code, language]) if code and can_typeset() else "",
        full_text=reverse("case_full_text", args=[code, language]) if code and is_written and can_typeset() else "",
        compare=f"{reverse('compare')}?{urlencode({'add': code})}" if code else "",
    )

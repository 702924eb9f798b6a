"""The living style page: every token and component as the style sheets have them. Only in DEBUG."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cases.choices import Outcome, Status
from cases.selectors.case_cards import case_cards
from cases.selectors.places import places
from cases.selectors.public_lists import latest_cases

COLOURS = (
    "paper", "surface", "sunk", "ink", "ink-soft", "line", "line-control", "accent", "accent-ink", "accent-soft",
    "warn", "warn-soft", "partly", "ground", "ground-ink", "ground-soft", "signal", "land", "focus",
)  # fmt: skip
TEXTS = ("text-s", "text-m", "text-l", "title-s", "title-m", "title-l", "title-xl")
SPACES = ("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8")


def style(request: HttpRequest) -> HttpResponse:
    """Tokens and components with the site's own content. 404 outside DEBUG."""
    if not settings.DEBUG:
        raise Http404
    language = get_language() or settings.LANGUAGE_CODE
    context = {
        "colours": COLOURS,
        "texts": TEXTS,
        "spaces": SPACES,
        "statuses": list(Status),
        "outcomes": list(Outcome),
        "cards": case_cards(latest_cases(3), language),
        "shown": [place for place in places(language) if place.is_on_map],
    }
    return render(request, "style.html", context)

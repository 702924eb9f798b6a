"""Social image: the picture that messengers show with a link to a case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control

from cases.choices import Outcome, Status
from cases.selectors.countries import country_name
from cases.selectors.outline import outline
from cases.selectors.public_pages import public_pages
from cases.selectors.social_image import Words, social_picture


@cache_control(public=True, max_age=3600)
def social_image(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """PNG of 1200 × 630: title, city, state and outcome over the place. 404 where the case is not public in it."""
    pages = public_pages().select_related("city").filter(case__code=code.upper(), locale__language_code=language)
    page = get_object_or_404(pages)
    with override(language):
        place = f"{page.city.name(language)} · {country_name(page.city.country, language)}"
        state = f"{Status(page.status).label} · {Outcome(page.outcome).label}"
        words = Words(page.title, place, state, _("Cities in practice"), language)
    city = page.city
    where = None
    if city.latitude is not None and city.longitude is not None:
        where = outline(city.country, city.latitude, city.longitude)
    # Other sites may show it: that is what it is for.
    headers = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(social_picture(words, where), content_type="image/png", headers=headers)

"""Social image: the picture that messengers show with a link to a case."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from django.views.decorators.cache import cache_control

from cases.choices import Outcome, Status
from cases.selectors.case_face import CaseFace, face
from cases.selectors.countries import country_name
from cases.selectors.face_columns import with_faces
from cases.selectors.public_pages import public_pages
from cases.selectors.social_image import Words, social_picture


@cache_control(public=True, max_age=3600)
def social_image(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """PNG of 1200 × 630: title, city, state and outcome over the place. 404 where the case is not public in it."""
    pages = with_faces(public_pages()).select_related("city")
    page = get_object_or_404(pages.filter(case__code=code.upper(), locale__language_code=language))
    with override(language):
        place = f"{page.city.name(language)} · {country_name(page.city.country, language)}"
        state = f"{Status(page.status).label} · {Outcome(page.outcome).label}"
        at = page.city.country, page.city.latitude, page.city.longitude
        shown = face(page.main_topic, at, page.first_figure, language)
        figure, note = _figure(shown)
        words = Words(page.title, place, state, _("Cities in practice"), language, figure, note, shown.icon)
    # Other sites may show it: that is what it is for.
    headers = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(social_picture(words, shown.outline), content_type="image/png", headers=headers)


def _figure(shown: CaseFace) -> tuple[str, str]:
    """The big number with its unit, and of what it is, how it came about and when; empty where there is none."""
    figure = shown.figure
    if figure is None:
        return "", ""
    comma = pgettext("between words", ", ")
    return f"{figure.value} {figure.unit}".strip(), comma.join([figure.name, figure.note_kind, figure.year])

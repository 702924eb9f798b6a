"""Case pages by their usual address, without walking down the page tree, which takes Wagtail eight queries."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.views import serve

from cases.models import CaseStudyPage
from cases.selectors.case_detail import DETAIL, case_detail
from cases.selectors.case_page import moved_case_page, public_case_page
from cases.selectors.frames import frame_address, frame_says_enough, framed_page, title_in
from cases.selectors.languages import language_name


def case_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The public page of this name in the reader's language; Wagtail answers for private, moved and missing ones.

    A case that is not written in that language is shown in a frame of it, around the page that suits its readers best.
    """
    if "\0" in slug:
        raise Http404  # PostgreSQL takes no such text
    language = get_language() or "fa"
    if page := public_case_page(slug, language):
        found: HttpResponse = page.serve(request)
        return found
    try:
        answer: HttpResponse = serve(request, f"cases/{slug}/")
        return answer
    except Http404:
        if moved := moved_case_page(slug, language):
            return HttpResponsePermanentRedirect(moved.get_url(request) or "/")
        if (page := framed_page(slug, language)) is None:
            raise
    if page.locale.language_code == language:
        return HttpResponseRedirect(page.get_url(request) or "/")
    if page.slug != slug:
        return HttpResponseRedirect(frame_address(page.slug, language))
    return case_frame(request, page, language)


def case_frame(request: HttpRequest, page: CaseStudyPage, language: str) -> HttpResponse:
    """Frame in the reader's language around a public page in another: what is known in both, and its story as it is."""
    written, detail = page.locale.language_code, case_detail(page, language)
    setattr(page, DETAIL, detail)  # for the tags of the page
    context = {
        "page": page,
        "detail": detail,
        "title": title_in(page, language),
        "written": written,
        "written_name": language_name(written, language),
        "says_enough": frame_says_enough(page, language),
        "prose": [(CaseStudyPage._meta.get_field(name).verbose_name, getattr(page, name)) for name in page.PROSE],
    }
    return render(request, "cases/pages/case_frame.html", context)

"""Files of a case: its brief on one page, and its full text, as PDF."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from cases.models import CaseStudyPage
from cases.selectors.frames import public_page_of
from cases.selectors.typesetting import can_typeset
from home.services.case_files.documents import brief_file, full_file
from home.services.case_files.making import Busy, CaseFile, NotMade, awaited_file

SOON, LATER = 2, 600  # seconds after which to ask again: while a file is being made, and after one failed


@require_safe
def brief(request: HttpRequest, code: str, language: str) -> HttpResponseBase:
    """Brief of a public case in any language of the site."""
    page = _page(code, language)
    with override(language):
        return _answer(request, page, language, brief_file(page, language, _root(request)))


@require_safe
def full_text(request: HttpRequest, code: str, language: str) -> HttpResponseBase:
    """Full text of a public case in a language in which it is written."""
    page = _page(code, language)
    if page.locale.language_code != language:
        raise Http404
    with override(language):
        return _answer(request, page, language, full_file(page, language, _root(request)))


def _page(code: str, language: str) -> CaseStudyPage:
    page = public_page_of(code, language) if language in dict(settings.LANGUAGES) and can_typeset() else None
    if page is None:
        raise Http404
    return page


def _root(request: HttpRequest) -> str:
    """Address of the site for its files: of other ports that somebody writes into a header no file is made."""
    host = request.get_host().lower()
    port = host.rpartition("]")[2].partition(":")[2]
    if port in ("", request.META.get("SERVER_PORT", "")):
        return f"{request.scheme}://{host}"
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def _answer(request: HttpRequest, page: CaseStudyPage, language: str, file: CaseFile) -> HttpResponseBase:
    etag = f'"{file.digest}"'
    link = f'<{_root(request)}{page.get_url(request) or page.permanent_url()}>; rel="canonical"'
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Link": link, "Content-Language": language}
    if early := get_conditional_response(request, etag=etag):
        for name, value in headers.items():
            early.headers[name] = value
        return early
    try:
        opened = awaited_file(file, settings.CASE_FILE_SECONDS).open("rb")
    except (Busy, FileNotFoundError):  # deleted this moment, by one of another content
        return _wait(request, page, 202, SOON)
    except NotMade:
        return _wait(request, page, 503, LATER)
    return FileResponse(opened, content_type="application/pdf", filename=f"{file.name}.pdf", headers=headers)


def _wait(request: HttpRequest, page: CaseStudyPage, status: int, seconds: int) -> HttpResponse:
    """Page that says what is the matter, and asks again by itself while the file is being made."""
    response = render(request, "home/case_files/wait.html", {"address": page.permanent_url(), "is_soon": status == 202})
    response.status_code = status
    response.headers["Retry-After"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = get_language() or settings.LANGUAGE_CODE  # of the file, not of the address
    if status == 202:
        response.headers["Refresh"] = str(seconds)
    return response

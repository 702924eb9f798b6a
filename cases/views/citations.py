"""Citations of a case as files for reference managers."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from cases.selectors.citations import Citation, bibtex, citation_of, csl_json, ris
from cases.selectors.public_pages import public_pages

KINDS: dict[str, tuple[str, Callable[[Citation], str]]] = {
    "bib": ("application/x-bibtex; charset=utf-8", bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", ris),
    "json": ("application/vnd.citationstyles.csl+json", csl_json),
}


def citation(request: HttpRequest, code: str, language: str, kind: str) -> HttpResponse:
    """Citation of the case in a language. 404 where it is not public in that language, and for other kinds of file."""
    if kind not in KINDS:
        raise Http404
    pages = public_pages().select_related("case", "locale").filter(case__code=code.upper())
    page = get_object_or_404(pages, locale__language_code=language)
    content_type, write = KINDS[kind]
    cited = citation_of(page, f"{request.scheme}://{request.get_host()}")
    headers = {"Content-Disposition": f'attachment; filename="{cited.key}.{kind}"', "Cache-Control": "no-cache"}
    return HttpResponse(write(cited), content_type=content_type, headers=headers)

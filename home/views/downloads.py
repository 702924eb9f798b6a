"""Downloads: the cases that a search finds, as a file."""

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.selectors.open_data.cases import TOGETHER, open_cases
from home.selectors.downloads.columns import Value, headings, row
from home.selectors.downloads.data_files import geojson_parts, json_parts
from home.selectors.downloads.sheets import csv_lines, write_xlsx
from search.answer.service import matching_codes
from search.contract.errors import EngineUnavailable
from search.params import DEEPEST, SearchParams

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "geojson": "application/geo+json",
}
MOST = DEEPEST  # cases of a file, as many as a reader can page to


@require_safe
def download(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Public cases that the search of the address finds, as they are found. 404 for a kind of file there is not."""
    if kind not in TYPES:
        raise Http404
    language = get_language() or "fa"
    params = SearchParams.from_query(request.GET, language)
    try:
        codes = matching_codes(params, MOST)
    except EngineUnavailable:
        asked = {"params": params, "query": params.query_string(), "unavailable": True}
        return render(request, "search/results.html", asked, status=503)
    root = f"{request.scheme}://{request.get_host()}"
    response = _file(kind, codes, language, root)
    response.headers["Content-Type"] = TYPES[kind]
    response.headers["Content-Disposition"] = f'attachment; filename="cases-{language}.{kind}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _file(kind: str, codes: Sequence[str], language: str, root: str) -> HttpResponseBase:
    if kind == "json":
        return StreamingHttpResponse(json_parts(_cases(codes, language, root)))
    if kind == "geojson":
        return StreamingHttpResponse(geojson_parts(_cases(codes, language, root)))
    rows = _rows(codes, language, root)
    if kind == "csv":
        return StreamingHttpResponse(csv_lines(headings(), rows))
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the answer
    write_xlsx(file, _("Case studies"), language, headings(), rows)
    file.seek(0)
    return FileResponse(file)


def _cases(codes: Sequence[str], language: str, root: str) -> Iterator[dict[str, Any]]:
    """Cases, a batch at a time. A file is sent when the request is over, so each batch sets the language for itself."""
    for start in range(0, len(codes), TOGETHER):
        with override(language):
            batch = list(open_cases(codes[start : start + TOGETHER], language, root))
        yield from batch


def _rows(codes: Sequence[str], language: str, root: str) -> Iterator[list[Value]]:
    for start in range(0, len(codes), TOGETHER):
        with override(language):
            batch = [row(case) for case in open_cases(codes[start : start + TOGETHER], language, root)]
        yield from batch

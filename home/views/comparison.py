"""Comparison of two to four cases: its page, its table as CSV, the cases a reader collects, and their own city."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.models import City
from cases.selectors.case_cards import case_cards
from cases.slots import keep_for_nobody
from home.selectors.comparison.asked import MOST, Asked, asked_cases
from home.selectors.comparison.cells import Compared
from home.selectors.comparison.collected import COLLECTED, OWN_CITY, collected_codes
from home.selectors.comparison.own_city import city_named, city_names, own_city
from home.selectors.comparison.rows import Row, compared_cases, rows
from home.selectors.comparison.shared_axis import shared_axes
from home.selectors.downloads.sheets import csv_lines

DAYS_COLLECTED, DAYS_OF_CITY = 30, 365
DAY = 86_400  # seconds
DIFFERENCES = "differences"


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Page of the comparison that the address names; without one, of what the reader collected."""
    language = get_language() or "fa"
    if "add" in request.GET or "drop" in request.GET:
        return _collect(request, language)
    keep_for_nobody(request)  # the own city is the reader's
    shown = _shown(request)
    asked, cases, city, found = _compared(request, language)
    context: dict[str, Any] = {
        "asked": asked,
        "spare": range(len(asked.fields) + 1, MOST + 1),
        "cards": case_cards(list(asked.pages), language),
        "rows": [row for row in found if row.differs or shown != DIFFERENCES],
        "hidden": sum(not row.differs for row in found) if shown == DIFFERENCES else 0,
        "axes": shared_axes(cases),
        "city": city,
        "city_name": city.name(language) if city else "",
        "city_names": city_names(language),
        "only": shown,
        "only_query": asked.query(only=DIFFERENCES),
        "all_query": asked.query(),
        "query": asked.query(**({"only": shown} if shown else {})),
    }
    response = render(request, "home/comparison/compare.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def compare_csv(request: HttpRequest) -> HttpResponseBase:
    """Table of the comparison for spreadsheets. Without enough cases it leads to the page, which says what is amiss."""
    language = get_language() or "fa"
    _cases_asked, cases, city, found = _compared(request, language)
    if not cases:
        return HttpResponseRedirect(f"{reverse('compare')}{_given(request)}")
    found = [row for row in found if row.differs or _shown(request) != DIFFERENCES]
    titles = [f"{case.code} {case.data['title']['text']}" for case in cases]
    headings = [_("Question"), *titles, *([city.name(language)] if city else [])]
    table = [[row.heading, *map(_cell, _columns(row))] for row in found]
    table.append([_("Permanent address"), *(case.data["url"] for case in cases), *([""] if city else [])])
    response = StreamingHttpResponse(csv_lines(headings, table), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="comparison-{language}.csv"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_POST
def choose_city(request: HttpRequest) -> HttpResponse:
    """Keeps the reader's own city in a cookie, or forgets it, and leads back to the comparison."""
    language = get_language() or "fa"
    typed = request.POST.get("city", "").strip()
    asked = asked_cases(request.POST.getlist("case"), language)
    response = HttpResponseRedirect(f"{reverse('compare')}{asked.query()}#own-city")
    if not typed:
        response.delete_cookie(OWN_CITY, samesite="Lax")
    elif city := city_named(typed):
        _keep(response, OWN_CITY, city.slug, DAYS_OF_CITY)
    else:
        messages.error(request, _("No city of this name is known here: “%(name)s”.") % {"name": typed[:80]})
    return response


def _collect(request: HttpRequest, language: str) -> HttpResponse:
    """Adds a case to those the reader collected, or takes one away, and leads to their comparison.

    By GET, so that pages which are kept for everyone can lead here; nothing changes but the reader's own cookie.
    """
    dropped = request.GET.get("drop", "").strip().upper()
    before = request.GET.getlist("case") or collected_codes(request.COOKIES)  # of what is shown, else of the cookie
    wanted = [code for code in before if code.strip().upper() != dropped] + request.GET.getlist("add")
    asked = asked_cases(list(dict.fromkeys(wanted)), language)
    refused = [field for field in asked.fields if field.problem]
    query = asked.query()
    if refused:
        query += f"{'&' if query else '?'}{urlencode([('case', field.typed) for field in refused])}"
    response = HttpResponseRedirect(f"{reverse('compare')}{query}")
    if asked.pages:
        _keep(response, COLLECTED, ".".join(asked.pages), DAYS_COLLECTED)
    else:
        response.delete_cookie(COLLECTED, samesite="Lax")
    return response


def _keep(response: HttpResponse, name: str, value: str, days: int) -> None:
    response.set_cookie(name, value, max_age=days * DAY, secure=settings.HTTPS, httponly=True, samesite="Lax")


def _asked(request: HttpRequest, language: str) -> Asked:
    named = request.GET.getlist("case")
    return asked_cases(named if named else collected_codes(request.COOKIES), language)


def _compared(request: HttpRequest, language: str) -> tuple[Asked, list[Compared], City | None, list[Row]]:
    """Comparison asked for: its cases where they are enough, the reader's own city, and the rows of both."""
    asked = _asked(request, language)
    cases = compared_cases(asked, language, _root(request)) if asked.is_enough else []
    city = own_city(request.COOKIES.get(OWN_CITY, ""))
    return asked, cases, city, rows(cases, city, language)


def _shown(request: HttpRequest) -> str:
    return DIFFERENCES if request.GET.get("only") == DIFFERENCES else ""


def _given(request: HttpRequest) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"?{query}" if query else ""


def _columns(row: Row) -> list[Any]:
    return [*row.cells, *([row.own] if row.own is not None else [])]


def _cell(texts: Any) -> str:
    return "\n".join(text.text for text in texts)


def _root(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"

"""Probes for monitoring: is the process alive (/healthz), can it serve (/readyz), what has it measured (/metrics)."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.utils.crypto import constant_time_compare

from .metrics import exposition
from .readiness import FAILED, readiness


class ProbesMiddleware:
    """Answers before any other: a probe names no host we know, follows no redirect to HTTPS and reads no language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.answers = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answers.get(request.path_info)
        if answer is None or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        response = answer(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def healthz(request: HttpRequest) -> HttpResponse:
    """The process runs and answers. Touches nothing else, so a restart is what mends a failure."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """Every check of ``readiness``; 503 when this process should get no requests."""
    state = readiness()
    return JsonResponse(state, status=503 if state["status"] == FAILED else 200)


def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus, where the settings let it in; for anybody else there is nothing here."""
    if not _may_read_metrics(request):
        return HttpResponseNotFound()
    content, content_type = exposition()
    return HttpResponse(content, content_type=content_type)


def _may_read_metrics(request: HttpRequest) -> bool:
    """By token; or by address, unless a proxy passed the request on, whose address is then everybody's."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        if constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
            return True
    if any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP")):
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:  # a Unix socket has none
        return False
    return any(address in ip_network(network, strict=False) for network in settings.METRICS_ALLOW)

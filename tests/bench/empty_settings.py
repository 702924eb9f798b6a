"""The site's settings around one view that does nothing: the floor that web_speed compares with."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from knowledgebase.settings import *  # noqa: F403


def empty(request: HttpRequest) -> HttpResponse:
    """Answers without doing anything."""
    return HttpResponse("")


ROOT_URLCONF = __name__
urlpatterns = [path("empty/", empty)]

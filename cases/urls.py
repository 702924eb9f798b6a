"""Addresses of cases, drafts that a link shows, cities, topics and the map."""

from django.urls import path

from .views import case_page, cities, draft_preview, evidence, topics, world

app_name = "cases"
urlpatterns = [
    path("cases/<str:slug>/", case_page.case_page, name="case"),
    path("preview/<str:token>/", draft_preview.draft_preview, name="preview"),
    path("evidence/", evidence.evidence, name="evidence"),
    path("map/", world.world, name="world"),
    path("cities/", cities.cities, name="cities"),
    path("cities/<slug:slug>/", cities.city, name="city"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:code>/", topics.topic, name="topic"),
]

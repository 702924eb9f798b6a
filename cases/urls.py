"""Addresses of cases, cities, topics and the map."""

from django.urls import path

from .views import case_page, cities, topics, world

app_name = "cases"
urlpatterns = [
    path("cases/<str:slug>/", case_page.case_page, name="case"),
    path("map/", world.world, name="world"),
    path("cities/", cities.cities, name="cities"),
    path("cities/<slug:slug>/", cities.city, name="city"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:code>/", topics.topic, name="topic"),
]

"""Addresses of cities and topics; case pages have Wagtail's."""

from django.urls import path

from .views import cities, topics

app_name = "cases"
urlpatterns = [
    path("cities/", cities.cities, name="cities"),
    path("cities/<slug:slug>/", cities.city, name="city"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<slug:code>/", topics.topic, name="topic"),
]

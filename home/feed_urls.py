"""Addresses of the feeds."""

from django.urls import path

from .views.feeds import CityFeed, LatestFeed, TopicFeed

app_name = "feeds"
urlpatterns = [
    path("feed.atom", LatestFeed(), name="latest"),
    path("cities/<slug:slug>/feed.atom", CityFeed(), name="city"),
    path("topics/<slug:code>/feed.atom", TopicFeed(), name="topic"),
]

"""Addresses that mails lead to."""

from django.urls import path

from .views import action_link, deadline_file

app_name = "messaging"
urlpatterns = [
    path("link/<str:token>/", action_link.action_link, name="action"),
    path("deadline/<str:token>.ics", deadline_file.deadline_file, name="deadline_file"),
]

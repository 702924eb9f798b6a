"""Addresses of messages on the site, and those that mails lead to."""

from django.urls import path

from .views import action_link, deadline_file, inbox, settings, stop

app_name = "messages"
urlpatterns = [
    path("messages/", inbox.inbox, name="inbox"),
    path("messages/read/", inbox.read_all, name="read_all"),
    path("messages/address/", inbox.address_works, name="address_works"),
    path("messages/settings/", settings.settings, name="settings"),
    path("messages/settings/mutes/<int:pk>/end/", settings.hear_again, name="hear_again"),
    path("messages/stop/<str:token>/", stop.stop, name="stop"),
    path("messages/<slug:key>/", inbox.message, name="message"),
    path("link/<str:token>/", action_link.action_link, name="action"),
    path("deadline/<str:token>.ics", deadline_file.deadline_file, name="deadline_file"),
]

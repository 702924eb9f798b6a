"""Addresses of messages on the site."""

from django.urls import path

from .views import inbox, settings, stop

app_name = "messages"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("read/", inbox.read_all, name="read_all"),
    path("address/", inbox.address_works, name="address_works"),
    path("settings/", settings.settings, name="settings"),
    path("stop/<str:token>/", stop.stop, name="stop"),
    path("<slug:key>/", inbox.message, name="message"),
]

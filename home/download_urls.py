"""Addresses of files to take away."""

from django.urls import path

from .views.data_page import data
from .views.downloads import download

app_name = "downloads"
urlpatterns = [
    path("data/", data, name="data"),
    path("download/cases.<str:kind>", download, name="cases"),
]

"""Addresses of the comparison."""

from django.urls import path

from .views.comparison import choose_city, compare, compare_csv

urlpatterns = [
    path("compare/", compare, name="compare"),
    path("compare/compare.csv", compare_csv, name="compare_csv"),
    path("compare/city/", choose_city, name="compare_city"),
]

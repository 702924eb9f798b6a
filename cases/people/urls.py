"""Addresses of one's own account, below a language. The doors beside them are those of django-allauth."""

from django.urls import path

from .views import invitation, own_data, own_pages

app_name = "people"

urlpatterns = [
    path("", own_pages.overview, name="overview"),
    path("profile/", own_pages.profile, name="profile"),
    path("sessions/", own_pages.sessions, name="sessions"),
    path("sessions/end-others/", own_pages.end_others, name="end_others"),
    path("sessions/<int:pk>/end/", own_pages.end, name="end_session"),
    path("data/", own_data.data, name="data"),
    path("data/download/", own_data.download, name="download"),
    path("delete/", own_data.delete, name="delete"),
    path("invitation/<str:uidb64>/<str:token>/", invitation.welcome, name="welcome"),
]

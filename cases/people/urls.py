"""Addresses of one's own account, of members of cities, of invitations and of experts, below a language.

The doors beside those of the account are django-allauth's.
"""

from django.urls import path

from .views import city_invitation, contacts, experts, invitation, members, mine, own_data, own_pages, waiting

app_name = "people"
urlpatterns = [
    path("account/", own_pages.overview, name="overview"),
    path("account/profile/", own_pages.profile, name="profile"),
    path("account/sessions/", own_pages.sessions, name="sessions"),
    path("account/sessions/end-others/", own_pages.end_others, name="end_others"),
    path("account/sessions/<int:pk>/end/", own_pages.end, name="end_session"),
    path("account/data/", own_data.data, name="data"),
    path("account/data/download/", own_data.download, name="download"),
    path("account/delete/", own_data.delete, name="delete"),
    path("account/invitation/<str:uidb64>/<str:token>/", invitation.welcome, name="welcome"),
    path("my-cities/", mine.mine, name="mine"),
    path("my-cities/join/", mine.find_city, name="find_city"),
    path("my-cities/join/<slug:slug>/", mine.join, name="join"),
    path("my-cities/requests/<int:pk>/withdraw/", mine.withdraw_request, name="withdraw"),
    path("my-cities/expert/", experts.record, name="record"),
    path("cities/<slug:slug>/members/", members.members, name="members"),
    path("cities/<slug:slug>/members/invite/", waiting.invite_member, name="invite"),
    path("cities/<slug:slug>/members/invitations/<int:pk>/revoke/", waiting.revoke_invitation, name="revoke"),
    path("cities/<slug:slug>/members/requests/<int:pk>/", waiting.decide, name="decide"),
    path("cities/<slug:slug>/members/<int:pk>/role/", members.role, name="role"),
    path("cities/<slug:slug>/members/<int:pk>/end/", members.end_membership, name="end"),
    path("cities/<slug:slug>/contact/", contacts.contact, name="contact"),
    path("cities/<slug:slug>/contact/confirm/", contacts.confirm, name="confirm"),
    path("invitations/<str:secret>/", city_invitation.invitation, name="invitation"),
]

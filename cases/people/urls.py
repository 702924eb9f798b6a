"""Addresses of members of cities, of invitations and of experts."""

from django.urls import path

from .views import contacts, experts, invitation, members, mine, waiting

app_name = "people"
urlpatterns = [
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
    path("invitations/<str:secret>/", invitation.invitation, name="invitation"),
]

"""Members of cities: how long invitations and contacts hold, and who says what a person may do."""

from .env import env

# The second asks the tables of permissions of rooms (rules), of a thing and not only of its kind.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "rules.permissions.ObjectPermissionBackend"]
CITY_INVITATION_DAYS = env.int("CITY_INVITATION_DAYS", default=14)
CONTACT_CONFIRM_DAYS = env.int("CONTACT_CONFIRM_DAYS", default=365)  # then members of the city are asked again

"""Members of cities: how long invitations and contacts hold."""

from .env import env

CITY_INVITATION_DAYS = env.int("CITY_INVITATION_DAYS", default=14)
CONTACT_CONFIRM_DAYS = env.int("CONTACT_CONFIRM_DAYS", default=365)  # then members of the city are asked again

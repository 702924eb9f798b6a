"""Records of people: profiles, members of cities, contacts of cities, experts."""

from .city_contact import CityContact
from .city_invitation import CityInvitation
from .expert import Expert
from .membership import Membership
from .membership_request import MembershipRequest
from .profile import Profile

__all__ = ["CityContact", "CityInvitation", "Expert", "Membership", "MembershipRequest", "Profile"]

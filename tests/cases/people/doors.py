"""Doors of people that have a name in their address, for the test of what is not public."""

# Pages of a city, which send whoever is not logged in away, whatever the name.
MEMBER_PAGES = {
    "people:members": ["/en/cities/{}/members/"],
    "people:join": ["/fa/my-cities/join/{}/"],
    "people:contact": ["/en/cities/{}/contact/"],
    "people:invite": ["/en/cities/{}/members/invite/"],
}
# Doors that name no case, page or city alone; and why they are asked elsewhere.
MEMBER_DOORS = {
    **dict.fromkeys(
        [f"people:{name}" for name in ("withdraw", "revoke", "decide", "role", "end", "confirm")],
        "by the key of a thing, for who is logged in: see test_member_pages.py",
    ),
    "people:invitation": "by a secret: see test_city_invitations.py",
    "people:welcome": "by a secret that leads to an account, and to no case",
    "people:end_session": "a session of whoever asks",
    "mfa_edit_webauthn": "a passkey of whoever asks",
    "mfa_remove_webauthn": "a passkey of whoever asks",
}

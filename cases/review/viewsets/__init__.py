"""Views of this room in the admin."""

"""Screens on which a page is translated."""

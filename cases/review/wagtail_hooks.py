"""Registers what this room adds to the admin. Registration only."""

from wagtail import hooks

from .viewsets.submission_history import register_submission_actions

hooks.register("register_log_actions", register_submission_actions)

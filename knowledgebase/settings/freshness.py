"""Freshness of cases: how often their cities are asked, and how long each step of the asking waits."""

from .env import env

CASE_CONFIRM_MONTHS = env.int("CASE_CONFIRM_MONTHS", default=18)  # from a confirmation to the next
CASE_ASK_DAYS = env.int("CASE_ASK_DAYS", default=30)  # before its day a case is asked about
CASE_ASK_AGAIN_DAYS = env.int("CASE_ASK_AGAIN_DAYS", default=14)  # between one question and the next step

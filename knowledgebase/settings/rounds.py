"""Rounds of reviews: how many are needed, and in how many working days of their city experts answer and hand in."""

from .env import env

EXPERT_REVIEWS = env.int("EXPERT_REVIEWS", default=3)  # fewer than three are taken for three
EXPERT_ANSWER_DAYS = env.int("EXPERT_ANSWER_DAYS", default=5)
EXPERT_REVIEW_DAYS = env.int("EXPERT_REVIEW_DAYS", default=15)
EXPERT_GRACE_DAYS = env.int("EXPERT_GRACE_DAYS", default=7)  # days after the last one until an assignment ends

"""Submissions: how long they can be corrected, and in how many working days who answers."""

from .env import env

SUBMISSION_CORRECT_SECONDS = env.int("SUBMISSION_CORRECT_SECONDS", default=60)
SUBMISSION_SCREENING_DAYS = env.int("SUBMISSION_SCREENING_DAYS", default=5)  # working days until the first answer
SUBMISSION_ANSWER_DAYS = env.int("SUBMISSION_ANSWER_DAYS", default=10)  # working days for its submitter to answer
SUBMISSION_REVIEW_DAYS = env.int("SUBMISSION_REVIEW_DAYS", default=30)  # working days from the experts to a decision
SUBMISSION_PUZZLE = env.int("SUBMISSION_PUZZLE", default=60_000)  # numbers that a browser tries at most, for a visitor
SUBMISSION_COUNTRY = env.str("SUBMISSION_COUNTRY", default="IR")  # whose working days those who answer have

# Picture questions of visitors whose browser solves no puzzle: a sum, as large as it is legible.
CAPTCHA_CHALLENGE_FUNCT = "captcha.helpers.math_challenge"
CAPTCHA_MATH_CHALLENGE_OPERATOR = "×"
CAPTCHA_FONT_SIZE = 36
CAPTCHA_LETTER_ROTATION = (-12, 12)
CAPTCHA_NOISE_FUNCTIONS = ("captcha.helpers.noise_dots",)
CAPTCHA_TIMEOUT = 30  # minutes

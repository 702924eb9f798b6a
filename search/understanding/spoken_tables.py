"""Endings and vowels of spoken Persian and what they are in writing, as tables."""

# For a word that no text holds: (ending as spoken, as written). Tried in this order, longest first.
SPOKEN_ENDINGS = (
    ("هامون", "هایمان"), ("هاتون", "هایتان"), ("هاشون", "هایشان"), ("امون", "هایمان"), ("اتون", "هایتان"),
    ("اشون", "هایشان"), ("مون", ""), ("تون", ""), ("شون", ""), ("ارو", "ها"), ("هارو", "ها"), ("ای", "های"),
    ("ا", "ها"), ("رو", ""), ("و", ""), ("ه", ""), ("م", ""), ("ش", ""), ("ن", "ند"),
)  # fmt: skip
# Vowels as spoken and as written, in the middle or at the end of a word.
SPOKEN_VOWELS = (("ون", "ان"), ("وم", "ام"))

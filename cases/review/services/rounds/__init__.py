"""Rounds of reviews: opened, experts asked, reviews written, decided. Whoever writes locks the submission first."""

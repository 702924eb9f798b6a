"""Rounds of reviews: standing, sight, candidates, scores, numbers."""

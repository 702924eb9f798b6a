"""Figures in the form of a case that no reader knows yet: a grid of series and years, typed or pasted."""

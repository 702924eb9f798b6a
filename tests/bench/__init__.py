"""Measurements, run by `make bench`; never part of the test suite, since a busy machine would fail it."""

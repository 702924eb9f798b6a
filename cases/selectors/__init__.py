"""Reads of the domain. No selector writes."""

"""Indexes follow the database: log, outbox, delivery, rebuild, consistency, chores."""

"""Indexes follow the database: outbox, delivery, rebuild, consistency, chores."""

"""What happens to readers and editors while an engine misbehaves, in front of a real one."""

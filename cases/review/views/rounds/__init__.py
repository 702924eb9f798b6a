"""Pages of rounds: for experts, and for everybody."""

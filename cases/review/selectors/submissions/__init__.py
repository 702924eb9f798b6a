"""What is read of submissions."""

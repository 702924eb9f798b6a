"""What uploaded files are checked for and freed of. Knows files, not models."""

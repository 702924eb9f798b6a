"""What is read of how cases are kept true."""

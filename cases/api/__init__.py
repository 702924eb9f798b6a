"""Cases, cities and topics in the public API."""

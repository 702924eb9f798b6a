"""Cases, cities and topics as data that anyone may take away: of public pages only, in one language."""

"""Import of cases and thesauri: runs, journal, undoing."""

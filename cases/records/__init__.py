"""Exchange format: records of a line of a file of cases, and of a concept of a thesaurus file."""

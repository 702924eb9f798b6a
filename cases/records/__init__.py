"""The exchange format: what one line of a file of cases, or one concept of a thesaurus file, may say."""

"""Numbers, dates and letters as people write them, in forms and in files alike: any digits, either calendar."""

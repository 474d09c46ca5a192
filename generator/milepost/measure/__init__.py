"""Numbers and lines from arrays. Pure: no files, no clock, no settings."""

"""Recordings into activities, and all parts into one Site. Pure."""

"""Profiles and charts: values over a way or over days."""

"""Milepost turns a journal of Markdown entries and GPX tracks into a static site."""

__version__ = "0.1.0"

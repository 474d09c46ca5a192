"""The search page and what it looks through."""

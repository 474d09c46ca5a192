"""Photos and videos: the files that are published, and how pages show them."""

"""Maps of ways, from a thumbnail to the ground of a live map."""

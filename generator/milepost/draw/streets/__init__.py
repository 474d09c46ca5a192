"""A town's streets from an archive of tiles, as the ground of a map."""

"""Cases for a gallery of maps: made tracks, and real ones of a folder of recordings."""

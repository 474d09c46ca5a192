"""What `build_basemap.py` is made of; nothing here runs when a site is built."""

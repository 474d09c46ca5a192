"""What search engines, networks and devices read."""

"""What search engines, networks, devices and hosts read."""

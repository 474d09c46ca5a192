"""What followers subscribe to: feeds of the site and its parts, and a calendar."""

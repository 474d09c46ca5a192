"""Pages of days, journeys, people, goals and places."""

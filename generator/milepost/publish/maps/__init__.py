"""Maps and profiles as pages, feeds and live maps need them."""

"""Share pictures: what stands on them, and the page that offers them."""

"""What a finished site tells and should not: looked for in its files, not in what made them."""

"""What pages say, in the language and the units of their readers."""

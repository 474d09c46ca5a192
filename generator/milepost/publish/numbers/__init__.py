"""Statistics: charts, tables, and how the numbers are made."""

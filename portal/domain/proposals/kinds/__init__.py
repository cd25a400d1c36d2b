"""Each kind of change in a file of its own."""

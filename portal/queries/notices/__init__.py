"""What is to be told, and what one reader was told."""

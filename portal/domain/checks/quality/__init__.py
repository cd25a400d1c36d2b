"""What makes a plan clear, safe and fair, one check a file: what is in this folder is gathered."""

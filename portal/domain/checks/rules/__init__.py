"""The checks of a plan, one file each: what is in this folder is gathered."""

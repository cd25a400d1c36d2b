"""The words that the engine knows, a file for each kind: tables only."""

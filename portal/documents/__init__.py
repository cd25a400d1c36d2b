"""A plan in and out: Markdown, numbered text, PDF, seal and verification."""

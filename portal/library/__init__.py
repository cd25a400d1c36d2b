"""Plan templates, guidance and the glossary: content, not code."""

from pathlib import Path

PLANS = Path(__file__).parent / "plans"

"""Where somebody goes on: to an address of ours, and no other."""

LONGEST = 1_000


def inside(path: str) -> str:
    """The path when it is one of ours; "" for any other address, also one hidden by characters that browsers drop."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours and len(path) <= LONGEST else ""

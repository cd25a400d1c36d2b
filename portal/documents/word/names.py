"""The names of the elements of a Word file."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def tag(name: str, space: str = W) -> str:
    """An element's name with its namespace, as lxml writes it."""
    return f"{{{space}}}{name}"

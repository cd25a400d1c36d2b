"""The words of a line of Markdown, without its signs: what is stressed, linked or code is words like the rest."""

from collections.abc import Sequence

from markdown_it.token import Token


def in_words(tokens: Sequence[Token]) -> str:
    """The words of inline tokens, a link followed by its address where that says more.

    A line that was only broken to fit begins with a space after its line end; one that was meant does not.
    """
    words: list[str] = []
    links: list[tuple[int, str]] = []
    for token in tokens:
        match token.type:
            case "softbreak":
                words.append("\n ")
            case "hardbreak":
                words.append("\n")
            case "link_open":
                links.append((len(words), _address(token, "href")))
            case "link_close":
                begin, address = links.pop()
                words.append(_beside("".join(words[begin:]), address))
            case "image":
                words.append(in_words(token.children or []) + _beside(token.content, _address(token, "src")))
            case _:
                words.append(token.content)
    return "".join(words)


def _address(token: Token, name: str) -> str:
    title = token.attrGet("title")
    return f"{token.attrGet(name)}{f', {title}' if title else ''}"


def _beside(words: str, address: str) -> str:
    """An address in brackets, unless the words say it already."""
    bare = address.removeprefix("mailto:")
    return "" if not bare or bare in words else f" ({bare})"

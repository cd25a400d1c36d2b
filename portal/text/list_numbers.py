"""The numbers of lists that are not written in figures."""

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def lettered(number: int) -> str:
    """A number from 1 as letters: A … Z, AA, AB …"""
    name = ""
    while number:
        number, place = divmod(number - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def roman(number: int) -> str:
    """A number from 1 in small roman numerals: i, ii, iii, iv …"""
    name = ""
    for value, numeral in _ROMAN:
        times, number = divmod(number, value)
        name += numeral * times
    return name

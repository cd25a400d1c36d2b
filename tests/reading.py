"""A page as a person reads it: white space between words is one space, as in a browser."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse
from werkzeug.utils import cached_property

BOX = re.compile(r"(<textarea.*?</textarea>)", re.S)


class Read(TestResponse):
    """An answer whose page reads so; what was typed in a box, and what is no page, stays as it is."""

    @cached_property
    def text(self) -> str:
        whole = self.get_data(as_text=True)
        if self.mimetype != "text/html":
            return whole
        return "".join(part if BOX.match(part) else re.sub(r"\s+", " ", part) for part in BOX.split(whole))


class Reader(FlaskClient):
    """A client whose answers read as a browser shows them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.response_wrapper = type("Answer", (Read, self.response_wrapper), {})

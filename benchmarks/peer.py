"""What the portal is measured beside: a bare Flask view, and one that sends a ready string."""

import os
from pathlib import Path

from flask import Flask

app = Flask("peer")
ready = Path(os.environ["PEER_PAGE"]).read_text("utf-8") if "PEER_PAGE" in os.environ else ""
app.add_url_rule("/bare", "bare", lambda: "ok")
app.add_url_rule("/ready", "ready", lambda: ready)

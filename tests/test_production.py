"""What `docs/production.md` has somebody type is there: commands, flags, settings, files."""

import re
from collections.abc import Iterator
from dataclasses import fields

import click
import pytest

from portal import serving
from portal.cli import init_cli
from portal.config import Settings
from portal.web.http import Portal
from scripts.rehearse_production import PAPER, blocks

FILES = PAPER.with_suffix("")
WORDS = PAPER.read_text("utf-8")
COMMANDS = "\n".join(block.commands for block in blocks(WORDS))
BESIDE = {"FLASK_APP", "BIND"}  # read by flask and by gunicorn's settings, not by the portal's
IN_SHELL = re.compile(r"(?:^|[ /])(?:portal|flask) ([a-z][^\n|;&<>]*)", re.M)
SETTING = re.compile(r"^([A-Z_0-9]+)=", re.M)
QUOTED = re.compile(r"`(?:AS=portal_owner )?(?:flask|portal) ([a-z][^`…]*)")


def typed() -> Iterator[str]:
    """Every command of the portal, with its arguments, as the paper and its files have it."""
    yield from IN_SHELL.findall(COMMANDS)
    yield from QUOTED.findall(WORDS)
    for file in FILES.iterdir():
        lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(("#", "Description"))]
        if file.suffix in {".service", ""} and file.name != "Caddyfile":
            yield from IN_SHELL.findall("\n".join(lines))


@pytest.mark.parametrize("line", sorted(set(typed())))
def test_every_command_and_flag_is_there(line: str) -> None:
    app = Portal("portal")
    init_cli(app)
    command: click.Command = app.cli
    words = line.split()
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words.pop(0))
        assert found, line
        command = found
    flags = {flag for one in command.params for flag in one.opts}
    assert {word for word in words if word.startswith("--")} <= flags, line


def test_there_is_something_to_look_for() -> None:
    assert {"doctor", "record verify", "schema upgrade"} <= set(typed())
    assert len(list(blocks(WORDS))) > 8


def test_every_setting_is_there() -> None:
    known = {field.name.upper() for field in fields(Settings)} | BESIDE
    assert set(SETTING.findall(COMMANDS)) - {"AS", "RELEASE"} <= known


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"production/([\w.-]+)", WORDS)) | set(re.findall(r"\bportal-\w+\.(?:service|timer)", WORDS))
    assert {name for name in named if not (FILES / name).exists()} == set()


def test_the_units_start_what_the_release_has() -> None:
    assert "--config python:portal.serving" in (FILES / "portal.service").read_text("utf-8")
    assert serving.wsgi_app == "portal:create_app()"


@pytest.mark.parametrize("example", ["nginx.conf", "Caddyfile"])
def test_the_proxies_take_the_largest_form(example: str) -> None:
    most = re.search(r"(?:client_max_body_size|max_size) (\d+)m", (FILES / example).read_text("utf-8"), re.I)
    assert most
    assert int(most[1]) * 1_000_000 > Settings.max_scan_form_bytes


def test_the_proxy_keeps_no_token_of_a_link(one_app: Portal) -> None:
    hidden = re.search(r"place>([\w|-]+)\)", (FILES / "nginx.conf").read_text("utf-8"))
    assert hidden
    with_tokens = {rule.rule.split("/")[1] for rule in one_app.url_map.iter_rules() if "token" in rule.arguments}
    assert set(hidden[1].split("|")) == with_tokens

"""README and docs say what the code does: keys, commands, settings and sources are compared with them."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from careader.cli import _COMMANDS, careader
from careader.rates.endpoints import SOURCES, Source
from careader.settings import CommandEntry, MuteEntry, OutletEntry, Settings, ViewEntry, parse_settings
from careader.settings.schema import keys_of, tables_of
from careader.sources.outlets import default_outlets
from careader.tui.commands import MAIN, OUTLETS, RATES, STORY, VERSIONS
from careader.tui.help import rows
from careader.tui.keymap import DEFAULT, keymap
from tests.newsstand import Fault, Newsstand, Page

ROOT = Path(__file__).resolve().parents[1]
README, KEYS, COMMANDS, SETTINGS, RATES_TOLD = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", "docs/keys.md", "docs/commands.md", "docs/settings.md", "docs/rates.md")
)
RSS = b"""<rss version="2.0"><channel><title>Gazette</title><item><title>Almaty opens a second metro line</title>
<link>https://gazette.example/1</link><description>Trains run every six minutes.</description></item></channel></rss>"""


def section(title: str, document: str = README) -> str:
    """Give what stands under a heading, up to the next one of its level or above."""
    level = title.split(" ")[0]
    after = document.split(f"\n{title}\n", 1)[1]
    return re.split(rf"^#{{2,{len(level)}}} ", after, maxsplit=1, flags=re.MULTILINE)[0]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def tables(text: str) -> list[str]:
    """Give the rows of each table, without its head."""
    return [found.rstrip("\n") for found in re.findall(r"^\|[-|]+\n((?:\|.*\n)*)", text, re.MULTILINE)]


def keys_in_table(shown: str) -> str:
    """Write keys as a table of Markdown has them."""
    return " ".join(f"`{name}`" for name in shown.split()).replace("|", "\\|")


def test_every_key_is_in_its_table() -> None:
    expected = [
        "\n".join(f"| {keys_in_table(shown)} | {title} | `{name}` |" for shown, title, name in rows(DEFAULT.of(*parts)))
        for parts in (MAIN, STORY, VERSIONS, RATES, OUTLETS)
    ]
    assert tables(KEYS) == expected


def test_the_keys_of_every_day_are_what_they_are() -> None:
    known = {f"| {keys_in_table(shown)} | {title} |" for shown, title, _ in rows(DEFAULT.of(*MAIN))}
    (table,) = tables(section("## Keys"))
    assert set(table.splitlines()) - known == set()


def test_every_source_of_rates_is_in_the_table() -> None:
    expected = [
        f"| [{source.name}]({source.page}) | `{source.key}` | {source.url} | {hours(source)} | {source.terms} |"
        for source in SOURCES.values()
    ]
    assert tables(RATES_TOLD) == ["\n".join(expected)]


def hours(source: Source) -> str:
    return "at any time" if (source.opens, source.closes) == (0, 24) else f"{source.opens} to {source.closes}"


def test_the_settings_are_all_there_with_their_defaults() -> None:
    (example,) = blocks(section("## Settings"), "toml")
    assert parse_settings(tomllib.loads(example)).problems == ()
    everything, own, an_outlet = blocks(SETTINGS, "toml")
    assert parse_settings(tomllib.loads(everything)) == Settings()
    told = tomllib.loads(re.sub(r"^# (?=\w+ = )", "", everything, flags=re.MULTILINE))
    tables = {name: set(keys) for name, keys in tables_of(Settings).items() if "" not in keys}
    assert {name: set(table) for name, table in told.items() if name in tables} == tables
    assert parse_settings(told).problems == ()
    for text in (an_outlet, own):
        assert parse_settings(tomllib.loads(text)).problems == ()
    assert set(tomllib.loads(an_outlet)["outlet"][0]) == set(keys_of(OutletEntry))
    rows = {"view": ViewEntry, "mute": MuteEntry, "command": CommandEntry}
    assert {name: set(tomllib.loads(own)[name][0]) for name in rows} == {
        n: set(keys_of(row)) for n, row in rows.items()
    }
    assert keymap(tomllib.loads(own)["keys"]).unknown == []


def test_the_outlets_are_counted() -> None:
    outlets = default_outlets()
    words = f"{len(outlets)} outlets, {sum(outlet.enabled for outlet in outlets)} of them on"
    assert words in section("## Settings")
    assert words in SETTINGS


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_option_of_a_command_is_named(name: str) -> None:
    text = section(f"## careader {name}", COMMANDS)
    command = careader.get_command(click.Context(careader), name)
    assert command
    inner = list(command.commands.values()) if isinstance(command, click.Group) else []
    for part in inner:
        assert f"`{name} {part.name}" in text
    for param in [param for part in (command, *inner) for param in part.params if isinstance(param, click.Option)]:
        for option in (*param.opts, *param.secondary_opts):
            assert option in text or option in COMMANDS.split("\n## ")[0]


def test_the_commands_of_the_readme_are_there_with_their_options() -> None:
    text = section("## Commands")
    (table,) = tables(text)
    assert [row.split("`")[1].split()[1] for row in table.splitlines()] == list(_COMMANDS)
    examples = [line.split(" | ")[0].split(" > ")[0] for line in text.splitlines() if line.startswith("$ careader ")]
    assert len(examples) > 4
    for example in examples:
        name, *arguments = shlex.split(example.removeprefix("$ careader "))
        command = careader.get_command(click.Context(careader), name)
        if isinstance(command, click.Group):
            command = command.get_command(click.Context(command), arguments.pop(0))
        assert command
        command.make_context(name, arguments, resilient_parsing=False)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Run each command with --json, against a newsstand where one outlet answers and nobody else."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch, Newsstand() as stand:
        for name in ("CONFIG", "DATA", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name))
        for name in ("http", "https", "all"):
            patch.delenv(f"{name}_proxy", raising=False)
            patch.delenv(f"{name}_proxy".upper(), raising=False)
        config = home / "settings.toml"
        lines = ["[outlets]", "defaults = false", "[rates.endpoints]"]
        lines += [f'{key} = "{stand.at("/shut")}"' for key in SOURCES]
        for name, fault in (("gazette", None), ("shut", Fault.UNAVAILABLE)):
            url = stand.put(f"/{name}", Page(RSS), fault=fault)
            lines += ["[[outlet]]", f'id = "{name}"', f'url = "{url}"', 'countries = ["kz"]']
        config.write_text("\n".join(lines), encoding="utf-8")

        def run(*arguments: str) -> Any:
            done = CliRunner().invoke(careader, ["--config", str(config), *arguments])
            assert done.exit_code == 0, done.output
            return json.loads(done.stdout) if done.stdout else None

        refresh = run("refresh", "--json")
        listed = run("list", "--json")
        shown = run("show", listed[0]["id"], "--json")
        run("mark", listed[0]["id"], "--star")
        yield {
            "refresh": refresh,
            "list": listed,
            "show": shown,
            "import": run("import", "--json", str(ROOT / "tests/sources/captures/full.txt")),
            "rates": run("rates", "--json"),
            "outlets": run("outlets", "list", "--json"),
            "export": run("export", "--starred", "--format", "json"),
        }


@pytest.mark.parametrize("name", ["refresh", "import", "list", "show", "rates", "outlets", "export"])
def test_the_json_of_a_command_has_the_shape_that_is_shown(name: str, answers: dict[str, Any]) -> None:
    (example,) = blocks(section(f"## careader {name}", COMMANDS), "json")
    assert_shape(answers[name], json.loads(example))


def test_the_outlet_of_the_example_is_added_as_shown(tmp_path: Path) -> None:
    text = section("## careader outlets", COMMANDS)
    example = re.search(r"^\$ careader (outlets add (?:.*\\\n)*.*)$", text, re.MULTILINE)
    assert example
    config = tmp_path / "settings.toml"
    config.write_text("[outlets]\ndefaults = false\n", encoding="utf-8")
    env = {f"XDG_{name}_HOME": str(tmp_path) for name in ("CONFIG", "DATA", "CACHE")}
    for command in (example[1], "outlets list --json"):
        arguments = shlex.split(command.replace("\\\n", ""))
        done = CliRunner().invoke(careader, ["--config", str(config), *arguments], env=env)
        assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == json.loads(blocks(text, "json")[0])


def assert_shape(real: Any, shown: Any, where: str = "") -> None:
    """Compare the keys of objects and the kinds of values; a null goes with everything."""
    if isinstance(shown, dict) and isinstance(real, dict):
        assert list(real) == list(shown), where
        for key in shown:
            assert_shape(real[key], shown[key], f"{where}.{key}")
    elif isinstance(shown, list) and isinstance(real, list):
        for member in real:
            assert_shape(member, shown[0], f"{where}[]") if shown else None
    elif shown is not None and real is not None:
        assert type(real) is type(shown), where


DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]
DOCUMENTS += [f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_within_the_project_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    headings = {re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-") for line in text.splitlines()}
    for link in re.findall(r"\]\(([^)]+)\)", text):
        if link.startswith("#"):
            assert link[1:] in headings
        elif not link.startswith("https://"):
            assert ((ROOT / document).parent / link.partition("#")[0]).exists(), link

"""`toolkit doctor`: what is installed, what serves which language, what lacks, and what to do."""

from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import click

from toolkit.cli import options, printing
from toolkit.cli.spoken import language_name, spoken
from toolkit.languages import language

STYLES = {"ok": "green", "note": "yellow", "bad": "bold red"}


@click.command("doctor")
@options.project
@options.machine
def command(project: Path, form: str, as_json: bool) -> int:
    """Look at what is installed: libraries, packages for each language and how good they are, fonts, other programs,
    disk and permissions; and say what to do where something lacks. Nothing is changed, and nothing is fetched.

    The exit code is 1 where something is bad: it will fail. A note can be left as it is.

    \b
    Example:
      toolkit doctor
    """
    from toolkit.workflow import health

    settings, _ = options.settings(project)
    found = health.facts(settings)
    if form == "json" or as_json:
        printing.print_json({"worst": health.worst(found), "facts": [asdict(fact) for fact in found]})
    else:
        for topic, facts in groupby(found, lambda fact: fact.topic):
            printing.echo(printing.style(topic, bold=True))
            rows = []
            for fact in facts:
                name = spoken(fact.name)
                if fact.language:
                    name = name.replace(language(fact.language).english_name, language_name(fact.language))
                rows.append(("", spoken(fact.state), name, spoken(fact.said)))
                if fact.remedy:
                    rows.append(("", "", "", f"→ {spoken(fact.remedy)}"))
            printing.print_table((), rows, left=4, styles={spoken(state): look for state, look in STYLES.items()})
    return 1 if health.worst(found) == "bad" else 0

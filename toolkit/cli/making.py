"""`toolkit packages make`: an Argos package of somebody's translation model."""

from pathlib import Path

import click

from toolkit.cli import installing, options, printing
from toolkit.cli.transfer import megabytes


@click.command("make", short_help="Make a package of an OPUS-MT or CTranslate2 model.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--from", "source", required=True, metavar="LANG", help="The language that the model reads.")
@click.option("--to", "target", required=True, metavar="LANG", help="The language that it writes.")
@click.option(
    "--prefix", default="", metavar="TOKEN",
    help="The token for the target language in a model of many, such as >>kir_Cyrl<<. Default: found by --to.",
)  # fmt: skip
@click.option(
    "--source-prefix", default="", metavar="TOKEN",
    help="The token for the source language, such as eng_Latn. Default: found by --from.",
)  # fmt: skip
@click.option("--version", "number", default="1.0", metavar="VERSION", help="Of the package. Default: 1.0.")
@click.option("--licence", "--license", "licence", default="", metavar="TEXT", help="Where the download says none.")
@click.option(
    "-o", "--out", "--output-file", "out", type=click.Path(path_type=Path), default=Path(), metavar="FILE|FOLDER",
    help="Default: translate-FROM_TO-VERSION.argosmodel here.",
)  # fmt: skip
@options.project
@options.machine
def command(
    folder: Path,
    source: str,
    target: str,
    prefix: str,
    source_prefix: str,
    number: str,
    licence: str,
    out: Path,
    project: Path,  # noqa: ARG001 - all commands of packages have it
    form: str,
    as_json: bool,
) -> int:
    """Make an .argosmodel of a model that lies in FOLDER: an unpacked OPUS-MT or Marian download (.npz, vocabulary,
    source.spm), or a folder of CTranslate2 (model.bin) with the tokenizer of OPUS-MT, NLLB, MADLAD or M2M-100.

    No network, no PyTorch. The model is run on a few words first, and nothing is written where it fails.

    \b
    Examples:
      toolkit packages make opus-2021-02-19 --from en --to ky
      toolkit packages make opus-mt-en-trk --from en --to ky --prefix '>>kir_Cyrl<<'
      toolkit packages make nllb-200-distilled-600M-int8 --from en --to ky --license CC-BY-NC-4.0
    """
    from toolkit.packages.making import NOT_SAID, Order, make

    made = make(folder, Order(source, target, prefix, source_prefix, number, licence), out)
    package = made.package
    if form == "json" or as_json:
        printing.print_json(
            {
                **installing.package_json(package),
                "source_prefix": made.prefixes.source,
                "target_prefix": made.prefixes.target,
                "licence": made.licence,
                "probes": [{"source": probe, "target": text} for probe, text in made.probes],
            }
        )
        return 0
    printing.echo(f"{package.path} ({megabytes(package.path.stat().st_size)})")
    for probe, text in made.probes:
        printing.echo(f"  {probe} → {text}", theirs=True)
    told = [token for token in (made.prefixes.source, made.prefixes.target) if token]
    if told:
        printing.echo(f"told which language by {' and '.join(told)}")
    printing.echo(f"licence: {made.licence}" if made.licence else NOT_SAID)
    printing.echo(f"install it: toolkit packages install {package.path}")
    return 0

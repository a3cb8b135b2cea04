"""`toolkit evaluate`: machine drafts against what people approved."""

from pathlib import Path

import click

from toolkit.cli import options
from toolkit.cli.call import Call


@click.command("evaluate")
@options.documents()
@click.option(
    "--drafts", type=click.Path(path_type=Path), required=True, help="Output folder of `toolkit run --fresh`."
)
def command(call: Call, drafts: Path) -> int:
    """Compare the drafts of a `--fresh` run with the reviewed catalogs: chrF, 0 to 100 (needs sacrebleu).

    \b
    Example:
      toolkit run source/lin-wu-visits-kyrgyzstan.txt --fresh --out build/fresh
      toolkit evaluate source/lin-wu-visits-kyrgyzstan.txt --drafts build/fresh
    """
    from toolkit.workflow import evaluation, pipeline

    rows = []
    for source in call.read():
        file = drafts / source.document.name / "parallel.tsv"
        for target in call.targets:
            result = evaluation.compare(file, pipeline.catalog(call.settings, source, target))
            rows.append({"source": source.document.path, "language": target, "chrf": result.chrf, **result.counts})
            call.say(f"{target}: chrF {result.chrf:.1f} over {result.counts['compared']} drafted sentences")
    return call.finish(rows)

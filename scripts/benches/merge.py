"""`toolkit update`'s merge beside msgmerge on the same files: 2,000 entries, every tenth sentence changed."""

import datetime
import shutil
import subprocess
import tempfile
from pathlib import Path

from benches.turns import in_turns


def run() -> None:
    """`toolkit update`'s merge beside msgmerge on the same files: 2,000 entries, every tenth sentence changed."""
    from toolkit import catalogs, documents, segmentation
    from toolkit.languages import language

    if not shutil.which("msgmerge"):
        print("merge: msgmerge is not installed")
        return
    now = datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)
    old = [f"Sentence number {i} says that thing {i * 7919 % 10007} is near place {i * 31 % 997}." for i in range(2000)]
    new = [text.replace("near", "far from") if i % 10 == 0 else text for i, text in enumerate(old)]
    made = []
    for lines in (old, new):
        document = documents.read("\n\n".join(lines).encode(), "bench.txt")
        made.append((document, segmentation.split(document)))
    catalog = catalogs.merge(None, *made[0], language("ru"), now, generator="bench").data
    catalog = catalog.replace(b'msgstr ""\n\n', 'msgstr "Перевод."\n\n'.encode())
    with tempfile.TemporaryDirectory() as folder:
        po, pot = Path(folder, "old.po"), Path(folder, "new.pot")
        po.write_bytes(catalog)
        pot.write_bytes(catalogs.template(*made[1], now, generator="bench"))
        command = ["msgmerge", "--quiet", "--previous", "-o", "/dev/null", str(po), str(pot)]
        ours, theirs, ratio = in_turns(
            lambda: catalogs.merge(catalog, *made[1], language("ru"), now, generator="bench"),
            lambda: subprocess.run(command, check=True),
            3,
        )
    print(f"merge: {ours:.2f} s, msgmerge {theirs:.2f} s, ratio {ratio:.2f}")

"""English text with parts of speech by wink-nlp (MIT, from npm): what the tagger of the toolkit learns from.

`python -m scripts.lexicon.silver NODE_FOLDER < lines > tagged` where NODE_FOLDER holds wink-nlp and
wink-eng-lite-web-model (`npm install wink-nlp wink-eng-lite-web-model`). One line a sentence: word/tag/lemma, in the
tokens of the toolkit.
"""

import collections
import re
import subprocess
import sys

from toolkit.morphology.tokens import tokenize

PROGRAM = """
const nlp=require('wink-nlp')(require('wink-eng-lite-web-model'),['sbd','pos']);const its=nlp.its;
require('readline').createInterface({input:process.stdin}).on('line',l=>{const t=nlp.readDoc(l).tokens();
const w=t.out(its.value),p=t.out(its.pos),m=t.out(its.lemma);
console.log(w.map((x,i)=>[x,p[i],m[i]].join('\\u0001')).join('\\u0002'));});
"""


def lowered(lines: list[str]) -> list[str]:
    """Sentences that begin in a small letter where the word is one that has small letters elsewhere."""
    small: collections.Counter[str] = collections.Counter()
    large: collections.Counter[str] = collections.Counter()
    for line in lines:
        for word in re.findall(r"[^\W\d_]+", line)[1:]:
            (small if word.islower() else large)[word.lower()] += 1
    result = []
    for line in lines:
        word = re.match(r"[^\W\d_]+", line)
        if word and small[word.group().lower()] > 2 * large[word.group().lower()] and not word.group()[1:].isupper():
            line = line[0].lower() + line[1:]
        result.append(line)
    return result


def main(folder: str) -> None:
    lines = sys.stdin.read().splitlines()
    text = "\n".join(lowered([re.sub(r"\{(\d+)\}", r"7\1", line) for line in lines])) + "\n"
    done = subprocess.run(["node", "-e", PROGRAM], input=text, capture_output=True, text=True, cwd=folder, check=True)
    for line, tagged in zip(lines, done.stdout.splitlines(), strict=True):
        spans: list[tuple[int, int, str, str]] = []
        place = 0
        low = text  # kept for clarity of what was sent
        del low
        squeezed = re.sub(r"\{(\d+)\}", r"7\1", line)
        for part in tagged.split("\2") if tagged else []:
            word, tag, lemma = part.split("\1")
            found = squeezed.lower().find(word.lower(), place)
            if found < 0:
                continue
            spans.append((found, found + len(word), tag, lemma))
            place = found + len(word)
        out = []
        for token in tokenize(squeezed):
            covered = [s for s in spans if s[0] < token.start + len(token.text) and s[1] > token.start]
            tag, lemma = (covered[0][2], covered[0][3]) if covered else ("X", token.text.lower())
            whole = len(covered) == 1 and covered[0][:2] == (token.start, token.start + len(token.text))
            out.append(f"{token.text}\1{tag}\1{lemma if whole else token.text.lower()}")
        print("\2".join(out))


if __name__ == "__main__":
    main(sys.argv[1])

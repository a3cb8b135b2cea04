"""What the blocks of reStructuredText begin with (docutils, parsers/rst/states.py)."""

import re

ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*\Z")
BULLET = re.compile(r"[-+*•‣⁃](?:[ \t]+|\Z)")
NUMBER = r"(?:#|[0-9]{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{2,9})"
ENUMERATOR = re.compile(rf"(?:\({NUMBER}\)|{NUMBER}[.)])(?:[ \t]+|\Z)")
FIELD = re.compile(r":(?![: ])(?P<name>(?:[^:\\]|\\.|:(?![ `]|\Z))+)(?<! ):(?:[ \t]+|\Z)")
ONE_OPTION = r"(?:--?|/)[\w?][\w-]*(?:[ =](?:[A-Za-z][\w-]*|<[^<>]+>))?"
OPTION = re.compile(rf"{ONE_OPTION}(?:, {ONE_OPTION}){{0,20}}(?:  +|\Z)")
LINE_BLOCK = re.compile(r"\|(?:[ \t]+|\Z)")
GRID = re.compile(r"\+-[-+]+-\+\Z")
SIMPLE = re.compile(r"=+(?: +=+)+\Z")
EXPLICIT = re.compile(r"\.\.(?:[ \t]+|\Z)")
NOTE = re.compile(r"\[(?P<label>[0-9]+|\#[\w.-]*|\*|[\w.+:-]+)\](?:[ \t]+|\Z)")
TARGET = re.compile(r"_(?P<name>`(?:[^`\\]|\\.)+`|(?:[^:\\\s]|\\.|[ ]|:(?!\s|\Z))+):(?:[ \t]+|\Z)|__(?:[ \t]+|\Z)")
SUBSTITUTION = re.compile(r"\|(?![ |])(?P<name>[^|\n]+)\|[ \t]+(?P<directive>[\w.+:-]+)::(?:[ \t]+|\Z)")
DIRECTIVE = re.compile(r"(?P<name>\w(?:[\w.+-]|:(?!:))*)[ ]?::(?:[ \t]+|\Z)")
DIRECTIVE_OPTION = re.compile(r":(?P<key>[\w-]+):(?:[ \t]+|\Z)")
ENTRY = re.compile(r"(?P<title>.+?)\s*(?<!\\)<[^<>]+>\Z")
CLASSIFIER = re.compile(r" +: +")
VERSION = re.compile(r"\S+(?:[ \t]+(?=\S)|\Z)")
SKIP, END, NOTE_COMMENT = re.compile(r"toolkit:skip\b"), re.compile(r"toolkit:end\b"), re.compile(r"toolkit:note\b\s*")

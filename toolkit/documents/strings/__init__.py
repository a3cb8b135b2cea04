"""Strings: files of an application's texts by key, plural forms and placeholders included.

Shared: `files` (opening, keys as context), `values` (what is text at all), `messages` (a message with placeholders and
branches), `plural_keys` (categories of the target). Open `json_strings.py` first for `.json` and `.arb`,
`yaml_strings.py` for `.yaml`, `fluent.py` for `.ftl`, `gettext.py` for `.po` and `.pot`.
"""

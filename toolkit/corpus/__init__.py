"""Millions of sentences: cut into shards, drafted by any engine on one machine or many, joined in order.

    INPUT… ─rows─▶ work/source/000000.jsonl … ─runner─▶ work/ru/000000.jsonl + .done … ─join─▶ en-ru.jsonl

The shard file is the truth and the scheduler disposable: what has no `.done` is drafted, by whoever comes next.
"""

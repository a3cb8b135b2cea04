"""Parts of scripts/train_starter.py: data, model, optimizer, export. None of it is imported by the toolkit."""

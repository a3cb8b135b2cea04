"""What scripts/fuzz.py is made of: seeds, changes, readers, and the watch over them."""

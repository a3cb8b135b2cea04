"""What makes the lexicon: tagging, word alignment, phrase pairs, names."""

"""What words are called in other languages: the lexicon that ships."""

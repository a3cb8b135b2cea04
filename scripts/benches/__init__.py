"""One benchmark a file; each is a function `run` that prints ratios against a peer or a ceiling."""

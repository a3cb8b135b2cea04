"""The project: its settings (the only reader of configuration and environment), its sources, what they cover."""

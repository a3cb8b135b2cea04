"""Whatever touches the disk: files written whole or not at all, locks, archives judged before they are read."""

"""The review page: as a server, and in a real browser, which is one for the folder."""

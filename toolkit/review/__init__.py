"""The review page: a server on this machine that shows documents beside their translations and saves into catalogs.

    browser ─▶ security ─▶ app ─▶ session ─▶ works (documents, catalogs) ─▶ desks ─▶ locales/<lang>/…/x.po
       ▲                                        │
       └───────────── events ◀── what was saved here, and what others saved on disk

Every file has one concern: `works` what can be reviewed, `sentences` what a window is told of it, `saving` what a
person decides, `drafting` machine drafts in the background, `events` what windows tell each other, `security` who may
ask at all. Nothing of a catalog is changed but through catalogs.Desk and the functions that the commands use.
"""

# This Source Code Form is subject to the terms of the Mozilla Public
# License, v. 2.0.

### Localization for the browser window.

-brand-short-name = Firefox
-sync-brand-name =
    { $capitalization ->
       *[uppercase] Firefox Account
        [lowercase] Firefox account
    }

## Toolbar

# Variables:
#   $tabCount (Number): number of tabs
tabs-close-warning =
    You are about to close { $tabCount } tabs.
    Are you sure you want to continue?

close-tab =
    .label = Close tab
    .accesskey = C
    .tooltiptext = Close this tab (Ctrl+W)

restart = Restart { -brand-short-name }
    .title = { -brand-short-name } must be restarted for “{ $name }” to work.

plural-only = { $num ->
    [one] One tab
   *[other] { $num } tabs
}

date = Last visited { DATETIME($date, month: "long", year: "numeric", day: "numeric") }.
ratio = { NUMBER($ratio, minimumFractionDigits: 2) } of { $total }
open-link = See the <a data-l10n-name="link">release notes</a> for details.
empty = { "" }
brackets = Press { "{" } to open and { "}" } to close.
quoted = { "[" }beta{ "]" } build
ref = { restart }
ref-attr = Click { close-tab.label } first.
multi =
    First paragraph of help.

    Second paragraph, with <strong>bold</strong> words.
~~~~
Firefox
Firefox Account
Firefox account
You are about to close { $tabCount } tabs.
Are you sure you want to continue?
Close tab
Close this tab (Ctrl+W)
Restart { -brand-short-name }
{ -brand-short-name } must be restarted for “{ $name }” to work.
One tab
{ $num } tabs
{ $num } tabs
{ $num } tabs
Last visited { DATETIME($date, month: "long", year: "numeric", day: "numeric") }.
{ NUMBER($ratio, minimumFractionDigits: 2) } of { $total }
See the <1>release notes</1> for details.
Press { to open and } to close.
[beta] build
Click { close-tab.label } first.
First paragraph of help.
Second paragraph, with <strong>bold</strong> words.

pref-title = { PLATFORM() ->
        [windows] Options
       *[other] Preferences
    }
pane-general =
    .title =
        { PLATFORM() ->
            [windows] Options – General
           *[other] Preferences – General
        }
    .value = general
    .style = width: 30em
update-in-progress = Downloading update… <label data-l10n-name="download-status"/>
containers-disable-alert =
    .title = Close All Container Tabs?
    .ok-label = Close { $count ->
        [one] { $count } Container Tab
       *[other] { $count } Container Tabs
    }
hours-ago = { $hours ->
    [0] just now
    [1] an hour ago
   *[other] { $hours } hours ago
}
unit = { $value }{ $unit }
only-var = { $x }
aria = Menu
    .aria-label = Open menu
    .alt = A menu icon
    .placeholder = Search…
escape = Tab{ "\u0009" }here, snowman { "\u2603" }
url = https://example.org/help
~~~~
Options
Preferences
Options – General
Preferences – General
general
Downloading update…
Close All Container Tabs?
Close { $count } Container Tab
Close { $count } Container Tabs
Close { $count } Container Tabs
Close { $count } Container Tabs
just now
an hour ago
{ $hours } hours ago
{ $hours } hours ago
{ $hours } hours ago
{ $hours } hours ago
Menu
Open menu
A menu icon
Search…
Tab{ "\u0009" }here, snowman { "\u2603" }

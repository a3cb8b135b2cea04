### Everything about the app

## Menu
-brand = { $case ->
   *[nominative] Pond
    [genitive] of Pond
}
    .gender = masculine

title = Welcome to { -brand(case: "genitive") }!
empty = { "" }
brace = Write {"{"}name{"}"} and { "\u00e9" } or {"\""}
multi =
    First line
    second line

      indented line
spaces = {"    "}Four spaces before
emails =
    { $n ->
        [0] No mail
        [one] One mail from { $who ->
            [you] you
           *[other] { $who }
        }
       *[other] { NUMBER($n, minimumFractionDigits: 2) } mails
    }
    .title = All { $n } mails
    .accesskey = M
dates = Last seen { DATETIME($d, month: "long") }
msg-ref = { title } and { emails.title }
html = Read <a data-l10n-name="link">the terms</a> — &amp; agree
# For the button
btn = { $os ->
    [mac] Settings
   *[other] Options
}
~~~~
Pond
of Pond
Welcome to { -brand(case: "genitive") }!
Write {name} and { "\u00e9" } or {"\""}
First line
second line
indented line
Four spaces before
No mail
One mail from you
One mail from { $who }
{ NUMBER($n, minimumFractionDigits: 2) } mails
{ NUMBER($n, minimumFractionDigits: 2) } mails
{ NUMBER($n, minimumFractionDigits: 2) } mails
All { $n } mails
Last seen { DATETIME($d, month: "long") }
{ title } and { emails.title }
Read <1>the terms</1> — &amp; agree
Settings
Options

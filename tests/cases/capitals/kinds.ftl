### Resource comment
-brand-name = Firefox
    .gender = masculine
hello = Hello, { $userName }! Welcome to { -brand-name(case: "nominative") }.
emails = { $unreadEmails ->
        [one] You have one unread email.
       *[other] You have { $unreadEmails } unread emails.
    }
multi = First line
    second { DATETIME($date, month: "long", year: "numeric") }

    after blank
login-input = Predefined value
    .placeholder = email@example.com
    .aria-label = Login input value
    .title = Type your login email
lit = { "{" } and { "" } words { NUMBER($n) }
os = { PLATFORM() ->
    [macos] Preferences
   *[other] Options
} of it
ref = See { hello } and { login-input.title }
key-only =
    .label = Save
    .accesskey = S

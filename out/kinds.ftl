### Resource comment
-brand-name = FIREFOX
    .gender = masculine
hello = HELLO, { $userName }! WELCOME TO { -brand-name(case: "nominative") }.
emails = { $unreadEmails ->
        [one] YOU HAVE ONE UNREAD EMAIL.
       *[other] YOU HAVE { $unreadEmails } UNREAD EMAILS.
    }
multi = FIRST LINE
    SECOND { DATETIME($date, month: "long", year: "numeric") }

    AFTER BLANK
login-input = PREDEFINED VALUE
    .placeholder = email@example.com
    .aria-label = LOGIN INPUT VALUE
    .title = TYPE YOUR LOGIN EMAIL
lit = { "{" } AND { "" } WORDS { NUMBER($n) }
os = { PLATFORM() ->
    [macos] PREFERENCES OF IT
   *[other] OPTIONS OF IT
}
ref = SEE { hello } AND { login-input.title }
key-only =
    .label = SAVE
    .accesskey = S

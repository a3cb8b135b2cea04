# Simple things
hello = Hello, { $user }!
-brand = Fire Fox
    .gender = masculine
login-input = Predefined value
    .placeholder = email@example.com
    .aria-label = Login input value
    .accesskey = L
shared-photos =
    {$userName} {$photoCount ->
        [one] added a new photo
       *[other] added {$photoCount} new photos
    } to {$userGender ->
        [male] his stream
        [female] her stream
       *[other] their stream
    }.
emails = { $n ->
    [0] No mails.
    [one] You have one mail.
   *[other] You have { $n } <b>mails</b>.
}
help = See <a data-l10n-name="x" href="{ $url }">the page of { $x }</a> now. Brace: {"{"}ok{"}"}{" "}
long =
    This is the first sentence that goes
    over two lines. And here is another.

    A second paragraph { $x }.
    .title = T

both = { $a ->
    [one] { $a } cat
   *[other] { $a } cats
} and { $b ->
    [one] { $b } dog
   *[other] { $b } dogs
}.
# Nested
shared-photos =
    { $userName } { $photoCount ->
        [one] added a new photo
       *[other] added { $photoCount } new photos
    } to { $userGender ->
        [male] his stream
        [female] her stream
       *[other] their stream
    }.
nested = { $n ->
    [0] You have no unread messages
    [one] { $g ->
        [male] He has one message
       *[other] They have one message
      }
   *[other] { $g ->
        [male] He has { $n } messages
       *[other] They have { $n } messages
      }
  }
deep =
    { $a ->
        [one]
            { $b ->
                [one] One cat in one box.
               *[other] One cat in { $b } boxes.
            }
       *[other]
            { $b ->
                [one] { $a } cats in one box.
               *[other] { $a } cats in { $b } boxes.
            }
    }
-brand-name =
    { $case ->
       *[nominative] Firefox
        [locative] the Firefox browser
    }
    .gender = masculine
update = { -brand-name.gender ->
    [masculine] { -brand-name } was updated
   *[other] { -brand-name(case: "locative") } were updated
  } on { PLATFORM() ->
    [windows] Windows
    [macos] macOS
   *[other] this computer
  }.
login-input = Predefined value
    .placeholder = { $kind ->
        [email] your email
       *[other] your name
    }
    .aria-label = Login { $n ->
        [one] attempt
       *[other] attempts
    } left
    .title = Type your login email
your-rank = { NUMBER($pos, type: "ordinal") ->
   [1] You finished first!
   [one] You finished {$pos}st
   [two] You finished {$pos}nd
   [few] You finished {$pos}rd
  *[other] You finished {$pos}th
}
~~~~
{ $a } cat and { $b } dog.
{ $a } cat and { $b } dogs.
{ $a } cat and { $b } dogs.
{ $a } cat and { $b } dogs.
{ $a } cats and { $b } dog.
{ $a } cats and { $b } dogs.
{ $a } cats and { $b } dogs.
{ $a } cats and { $b } dogs.
{ $a } cats and { $b } dog.
{ $a } cats and { $b } dogs.
{ $a } cats and { $b } dogs.
{ $a } cats and { $b } dogs.
{ $a } cats and { $b } dog.
{ $a } cats and { $b } dogs.
{ $a } cats and { $b } dogs.
{ $a } cats and { $b } dogs.
{ $userName } added a new photo to his stream.
{ $userName } added { $photoCount } new photos to his stream.
{ $userName } added { $photoCount } new photos to his stream.
{ $userName } added { $photoCount } new photos to his stream.
{ $userName } added a new photo to her stream.
{ $userName } added { $photoCount } new photos to her stream.
{ $userName } added { $photoCount } new photos to her stream.
{ $userName } added { $photoCount } new photos to her stream.
{ $userName } added a new photo to their stream.
{ $userName } added { $photoCount } new photos to their stream.
{ $userName } added { $photoCount } new photos to their stream.
{ $userName } added { $photoCount } new photos to their stream.
You have no unread messages
He has one message
They have one message
He has { $n } messages
They have { $n } messages
He has { $n } messages
They have { $n } messages
He has { $n } messages
They have { $n } messages
One cat in one box.
One cat in { $b } boxes.
One cat in { $b } boxes.
One cat in { $b } boxes.
{ $a } cats in one box.
{ $a } cats in { $b } boxes.
{ $a } cats in { $b } boxes.
{ $a } cats in { $b } boxes.
{ $a } cats in one box.
{ $a } cats in { $b } boxes.
{ $a } cats in { $b } boxes.
{ $a } cats in { $b } boxes.
{ $a } cats in one box.
{ $a } cats in { $b } boxes.
{ $a } cats in { $b } boxes.
{ $a } cats in { $b } boxes.
Firefox
the Firefox browser
{ -brand-name } was updated on Windows.
{ -brand-name } was updated on macOS.
{ -brand-name } was updated on this computer.
{ -brand-name(case: "locative") } were updated on Windows.
{ -brand-name(case: "locative") } were updated on macOS.
{ -brand-name(case: "locative") } were updated on this computer.
Predefined value
your email
your name
Login attempt left
Login attempts left
Login attempts left
Login attempts left
Type your login email
You finished first!
You finished {$pos}st
You finished {$pos}nd
You finished {$pos}rd
You finished {$pos}th

# Simple things
hello = Привет, { $user }!
-brand = Огненная Лиса
    .gender = masculine
login-input = Исходное {"{"}значение{"}"}
    .placeholder = email@example.com
    .aria-label = {"."}Начинается с точки
    .accesskey = L
shared-photos =
    { $userGender ->
        [male] { $photoCount ->
            [one] {$userName} добавил новое фото в свою ленту.
           *[other] {$userName} добавил новых фото: {$photoCount}.
            [few] {$userName} добавил новых фото: {$photoCount}.
            [many] {$userName} добавил новых фото: {$photoCount}.
        }
        [female] { $photoCount ->
            [one] {$userName} добавила новое фото в свою ленту.
           *[other] {$userName} добавила новых фото: {$photoCount}.
            [few] {$userName} добавила новых фото: {$photoCount}.
            [many] {$userName} добавила новых фото: {$photoCount}.
        }
       *[other] { $photoCount ->
            [one] {$userName}: новое фото.
           *[other] {$userName}: новых фото {$photoCount}.
            [few] {$userName}: новых фото {$photoCount}.
            [many] {$userName}: новых фото {$photoCount}.
        }
    }
emails = { $n ->
    [0] Писем нет.
    [one] У вас одно письмо.
   *[other] У вас <b>писем</b>: { $n }.
    [few] У вас <b>писем</b>: { $n }.
    [many] У вас <b>писем</b>: { $n }.
}
help = Сейчас смотрите <a data-l10n-name="x" href="{ $url }">страницу { $x }</a>. Скобка: {"{"}да{"}"}{" "}
long =
    Это первое предложение, и оно идёт
    по двум строкам. А вот другое.

    Второй абзац { $x }.
    .title = Т

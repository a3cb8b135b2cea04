<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS []>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
<context>
    <name>Dialog</name>
    <message>
        <location filename="dialog.ui" line="14"/>
        <source>&lt;html&gt;&lt;head/&gt;&lt;body&gt;&lt;p&gt;Hello &lt;span style=&quot;font-weight:600;&quot;&gt;world&lt;/span&gt;&lt;/p&gt;&lt;/body&gt;&lt;/html&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open...</source>
        <oldsource>Open</oldsource>
        <translation type="unfinished">Открыть…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n страница</numerusform>
            <numerusform>%n страницы</numerusform>
            <numerusform>%n страниц</numerusform>
        </translation>
    </message>
    <message>
        <source>Zoom %1%</source>
        <translatorcomment>percent</translatorcomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A<byte value="x9"/>B text</source>
        <translation type="unfinished"/>
    </message>
    <message encoding="UTF-8">
        <source>Search…</source>
        <translation type="obsolete">Искать</translation>
    </message>
</context>
</TS>
~~~~
Hello <1>world</1>
Open...
Zoom %1%
A<byte value="x9"/>B text

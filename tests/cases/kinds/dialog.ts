<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en">
<context>
    <name>MainWindow</name>
    <message>
        <location filename="main.cpp" line="10"/>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save %1 as &quot;%2&quot;<byte value="xa0"/>?</source>
        <comment>asks before saving</comment>
        <extracomment>%1 is a document</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of %L1 copied</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message id="app-quit">
        <source>Quit
now</source>
        <oldsource>Leave</oldsource>
        <translation type="obsolete">Выйти</translation>
    </message>
    <message>
        <source>&lt;p&gt;Press &lt;b&gt;Ctrl+Q&lt;/b&gt; to leave&lt;/p&gt;</source>
        <translation type="vanished">x</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
</context>
</TS>
~~~~
&File
Save %1 as "%2"<byte value="xa0"/>?
%n file(s) of %L1 copied
%n file(s) of %L1 copied
%n file(s) of %L1 copied
%n file(s) of %L1 copied

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU">
<context>
    <name>MainWindow</name>
    <message>
        <location filename="../mainwindow.cpp" line="42"/>
        <source>&amp;File</source>
        <translation type="unfinished">&amp;Файл</translation>
    </message>
    <message numerus="yes">
        <location filename="../mainwindow.cpp" line="50"/>
        <source>%n file(s) in &quot;%1&quot;</source>
        <extracomment>In the status bar.</extracomment>
        <translation type="unfinished">
            <numerusform>В «%1» файлов: %n</numerusform>
            <numerusform>В «%1» файлов: %n</numerusform>
            <numerusform>В «%1» файлов: %n</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../mainwindow.cpp" line="61"/>
        <source>Open</source>
        <comment>a state, not a command</comment>
        <translation type="unfinished">Открыто</translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished">Открыто</translation>
    </message>
    <message>
        <source>&lt;b&gt;Don&apos;t panic&lt;/b&gt;: %1
of %2<byte value="x1b"/></source>
        <translation type="unfinished">&lt;b&gt;Не &apos;паникуйте&apos;&lt;/b&gt;: %1
из %2<byte value="x1b"/></translation>
    </message>
    <message>
        <source>An old text</source>
        <translation type="vanished">Старый текст</translation>
    </message>
</context>
</TS>

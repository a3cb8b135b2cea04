<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en">
<context>
    <name>MainWindow</name>
    <message>
        <location filename="mainwindow.cpp" line="42"/>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Open &apos;%1&apos;?</source>
        <comment>title of a dialog</comment>
        <extracomment>%1 is the name of a file.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) copied to %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>&lt;b&gt;Note:&lt;/b&gt; saving takes %L2 seconds.&lt;br/&gt;Wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line one
Line two</source>
        <translation type="unfinished"></translation>
    </message>
    <message id="qtn_done">
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gone</source>
        <translation type="vanished">Fort</translation>
    </message>
    <message>
        <source>yyyy-MM-dd</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
~~~~
&File
Open '%1'?
%n file(s) copied to %1
%n file(s) copied to %1
%n file(s) copied to %1
%n file(s) copied to %1
%Ln message(s) left
%Ln message(s) left
%Ln message(s) left
%Ln message(s) left
<b>Note:</b> saving takes %L2 seconds.<br/>Wait.
Line one⏎Line two
Done

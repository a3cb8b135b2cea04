<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>Player</name>
    <message>
        <source>Remaining playing time</source>
        <translation variants="yes">
            <lengthvariant>Remaining playing time</lengthvariant>
            <lengthvariant>Time left</lengthvariant>
            <lengthvariant>Left</lengthvariant>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n song(s) in the list</source>
        <translation>
            <numerusform variants="yes">
                <lengthvariant>%n song in the list</lengthvariant>
                <lengthvariant>%n song</lengthvariant>
            </numerusform>
            <numerusform variants="yes">
                <lengthvariant>%n songs in the list</lengthvariant>
                <lengthvariant>%n songs</lengthvariant>
            </numerusform>
        </translation>
    </message>
</context>
</TS>
~~~~
Remaining playing time
Time left
Left
%n song in the list
%n songs in the list
%n songs in the list
%n songs in the list
%n song
%n songs
%n songs
%n songs

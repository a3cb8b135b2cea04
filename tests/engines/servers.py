"""A server on this machine that speaks the protocols of OpenAI and of LibreTranslate, and can misbehave."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WORDS = {"The": "Этот", "cat": "кот", "dog": "пёс", "sees": "видит", "house": "дом", "Open": "Открыть", "file": "файл"}


def translated(text: str) -> str:
    """Word for word; what is no known word is spelt in Cyrillic letters, marks stay."""
    return " ".join(
        word if word.startswith("{") or word[0].isdigit() else WORDS.get(word.strip("."), "слово")
        for word in text.split()
    )


class Behaviour:
    """What the server does, and what it was asked."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.requests: list[Any] = []

    def chat(self, request: dict[str, Any]) -> str:
        texts = json.loads(request["messages"][1]["content"])["texts"]
        rows = [{"id": row["id"], "text": translated(row["text"])} for row in texts]
        if self.kind == "refusal":
            return "I'm sorry, but I cannot help with that request."
        if self.kind == "refusals":
            rows = [{**row, "text": "I'm sorry, I can't translate this."} for row in rows]
        if self.kind == "half" and len(rows) > 1:
            rows = rows[: len(rows) // 2]
        if self.kind == "strange ids":
            rows += [{"id": 99, "text": "лишнее"}, {"id": -1, "text": "лишнее"}]
        if self.kind == "flood":
            rows = [{**row, "text": "слово " * 5000} for row in rows]
        if self.kind == "no slots":
            rows = [{**row, "text": row["text"].replace("{1}", "")} for row in rows]
        if self.kind == "control":
            rows = [{**row, "text": f"\x1b[31m{row['text']}\x00\x07"} for row in rows]
        made = json.dumps({"translations": rows}, ensure_ascii=False)
        return f"<think>Hm.</think>Here you are:\n```json\n{made}\n```" if self.kind == "talk" else made


class Handler(BaseHTTPRequestHandler):
    behaviour: Behaviour

    def log_message(self, *_: Any) -> None: ...

    def do_GET(self) -> None:
        self.answer({"data": [{"id": "tiny"}]} if self.path == "/v1/models" else [])

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        behaviour = self.behaviour
        behaviour.requests.append(request)
        if behaviour.kind == "old" and "response_format" in request:
            self.answer({"error": "response_format is not supported"}, 400)
        elif behaviour.kind == "broken":
            self.answer({"error": "\x1b]0;evil\x07out of memory"}, 500)
        elif behaviour.kind == "redirect":
            self.send_response(307)
            self.send_header("Location", "http://192.0.2.1/v1/chat/completions")
            self.end_headers()
        elif behaviour.kind == "garbage":
            self.raw(b"\xff\xfe<html>not json at all")
        elif behaviour.kind == "deep":
            self.raw(b"[" * 100_000)
        elif behaviour.kind == "huge":
            self.huge()
        elif behaviour.kind == "slow":
            self.slow()
        elif behaviour.kind == "wrong shape":
            self.answer({"choices": {"message": 7}, "translatedText": [1, 2, 3, 4, 5]})
        elif "q" in request:
            self.answer({"translatedText": [translated(text) for text in request["q"]]})
        else:
            tokens = [{"logprob": -0.1}, {"logprob": -0.3}] if request.get("logprobs") else None
            choice = {"message": {"content": behaviour.chat(request)}, "logprobs": {"content": tokens}}
            self.answer({"choices": [choice]})

    def answer(self, payload: Any, status: int = 200) -> None:
        self.raw(json.dumps(payload).encode(), status)

    def raw(self, data: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def huge(self) -> None:
        self.send_response(200)
        self.end_headers()  # without a length: only counting helps
        try:
            for _ in range(50):
                self.wfile.write(b" " * 1_000_000)
        except OSError:
            return

    def slow(self) -> None:
        try:
            for byte in b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000:
                self.wfile.write(bytes([byte]))
                time.sleep(0.05)
        except OSError:
            return


@contextmanager
def served(kind: str = "good") -> Iterator[tuple[str, Behaviour]]:
    """Address without a path, and the behaviour, of a server that ends with the block."""
    behaviour = Behaviour(kind)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"behaviour": behaviour}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", behaviour
    finally:
        server.shutdown()
        server.server_close()

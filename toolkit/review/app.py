"""The addresses of the server: each a thin function from what was asked to what the other files of this folder do.

GET   /                      the page                 GET   /preview, /published     reading pages, in a sandbox
GET   /static/…              its scripts and styles   GET   /picture                 pictures that a document shows
GET   /events                server-sent events       GET   /translated              the translated document, to keep
GET   /api/…                 looks, changes nothing   POST  /api/…                   JSON in, JSON out
"""

import asyncio
import contextlib
import functools
from collections.abc import AsyncIterator, Callable, Sequence
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from toolkit.bundles import interface
from toolkit.catalogs import Entry
from toolkit.errors import ToolkitError, UsageError, unexpected
from toolkit.project.defects import traceback_of
from toolkit.review import alike, findings, pictures, publishing, replacing, saving, sentences, suggestions, words
from toolkit.review.asked import Asked
from toolkit.review.drafting import Drafter
from toolkit.review.saving import Conflict, Refused
from toolkit.review.security import Doors, Guard
from toolkit.review.session import Session
from toolkit.review.works import Work
from toolkit.storage.given import json_value

STATIC = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
"""Ending of a file of static/ -> its type."""

Json = dict[str, Any]
Look = Callable[[Session, Request], Any]
Act = Callable[[Session, Asked], Any]


def make(session: Session, doors: Doors) -> Guard:
    """The whole server as an ASGI application, with the guard before everything."""
    drafter = Drafter(session)
    page = _page()

    def show(_: Request) -> Response:
        return HTMLResponse(page)

    def static(request: Request) -> Response:
        name = request.path_params["name"]
        known = _static()
        if name not in known:
            return PlainTextResponse("There is no such file.", 404)
        data, kind = known[name]
        return Response(data, media_type=kind)

    async def events(request: Request) -> Response:
        window = request.query_params.get("window", "")
        return StreamingResponse(session.hub.stream(window), media_type="text/event-stream")

    def reading(make_page: Callable[[Work, Sequence[str]], bytes]) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            def made() -> Response:
                work = session.work(request.query_params.get("work", ""))
                data = make_page(work, _targets(work, request))
                return HTMLResponse(data, headers={"Content-Security-Policy": publishing.policy(data)})

            return _shown(made)

        return answer

    def picture(request: Request) -> Response:
        def made() -> Response:
            query = request.query_params
            data, kind = pictures.read(session.work(query.get("work", "")), query.get("name", ""))
            return Response(data, media_type=kind, headers={"Content-Security-Policy": "default-src 'none'; sandbox"})

        return _shown(made, refused=404)

    def translated(request: Request) -> Response:
        def made() -> Response:
            query = request.query_params
            name, data = publishing.translated(session.work(query.get("work", "")), query.get("target", ""))
            kept = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
            return Response(data, media_type="application/octet-stream", headers=kept)

        return _shown(made)

    acts: dict[str, Act] = {
        **ACTS,
        "draft": lambda _, asked: drafter.start(
            asked.text("work"), asked.text("target"), asked.texts("keys"), asked.text("engine", "argos")
        ).row(),
        "stop": lambda _, asked: drafter.stop(asked.number("number")).row(),
        "suggest": lambda _, asked: drafter.suggestion(
            asked.text("work"), asked.text("target"), asked.text("key"), asked.text("engine", "argos")
        ),
        "token": lambda *_: {"path": f"/open?token={doors.token()}"},
    }

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        session.hub.start()
        warming = asyncio.create_task(asyncio.to_thread(session.warm))
        watching = asyncio.create_task(session.hub.watch(functools.partial(look, session)))
        yield
        watching.cancel()
        warming.cancel()
        drafter.stop_all()
        session.hub.close()

    routes = [
        Route("/", show),
        Route("/static/{name}", static),
        Route("/events", events),
        Route("/preview", reading(publishing.preview)),
        Route("/picture", picture),
        Route("/translated", translated),
        Route("/published", reading(lambda work, _: publishing.published(work))),
        Route("/api/jobs", _looking(session, lambda *_: [job.row() for job in drafter.jobs.values()])),
        *(Route(f"/api/{name}", _looking(session, act)) for name, act in LOOKS.items()),
        *(Route(f"/api/{name}", _acting(session, act), methods=["POST"]) for name, act in acts.items()),
    ]
    return Guard(Starlette(routes=routes, lifespan=lifespan), doors)


def look(session: Session) -> None:
    """Tells every window what others have saved on disk since the last look."""
    for work in session.works.values():
        for target, desk in list(work.desks.items()):
            try:
                keys = desk.news()
            except ToolkitError as error:
                session.hub.tell("trouble", work=work.id, target=target, said=str(error))
                continue
            if not keys:
                continue
            session.hub.tell("disk", work=work.id, target=target, keys=sorted(keys)[:MOST_KEYS], many=len(keys))
            session.hub.tell("progress", work=work.id, target=target, progress=sentences.progress(work, target))


MOST_KEYS = 200
"""Sentences that a window is told of one by one; of more, it looks at everything anew."""


def _looking(session: Session, act: Look) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return _answered(lambda: act(session, request))

    return answer


def _acting(session: Session, act: Act) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(_answered, lambda: act(session, Asked(_json(body))))

    return answer


def _json(body: bytes) -> Any:
    try:
        return json_value(body)
    except ValueError as error:
        raise UsageError(f"the body is no JSON: {error}") from None


def _answered(work: Callable[[], Any]) -> Response:
    """What the work says, or in one sentence why not; 409 is a conflict, 422 a refusal that a person may overrule."""
    try:
        return JSONResponse(work())
    except Conflict as conflict:
        return JSONResponse({"error": str(conflict), "cell": conflict.cell}, 409)
    except Refused as refused:
        return JSONResponse({"error": str(refused), "anyway": refused.anyway}, 422)
    except ToolkitError as error:
        return JSONResponse({"error": str(error)}, 400)
    except Exception as error:
        return JSONResponse({"error": _defect(error)}, 500)


def _shown(make: Callable[[], Response], refused: int = 400) -> Response:
    """What is made, or in a sentence why it is not: `refused` is the status where the toolkit says so."""
    try:
        return make()
    except ToolkitError as error:
        return PlainTextResponse(str(error), refused)
    except Exception as error:
        return PlainTextResponse(_defect(error), 500)


def _defect(error: Exception) -> str:
    """The last net: one sentence, and where the traceback is."""
    return f"this failed unexpectedly ({unexpected(error)}); what was saved before is whole{traceback_of(error)}"


def _targets(work: Work, request: Request) -> list[str]:
    """The languages that an address names with `to`, all of the work where it names none; unknown ones are left out."""
    wanted = [code for code in request.query_params.get("to", "").split(",") if code]
    return [code for code in wanted if code in work.catalogs] or list(work.catalogs)


def _project(session: Session, _: Request) -> Json:
    from toolkit.engines import ENGINES

    return {
        "project": session.settings.root.name,
        "works": [sentences.summary(work) for work in session.works.values()],
        "me": session.me,
        "engines": list(ENGINES),
    }


def _index(session: Session, request: Request) -> Json:
    work = session.work(request.query_params.get("work", ""))
    return sentences.index(work, _targets(work, request))


def _cells(session: Session, request: Request) -> Any:
    """`from` and `count` are places in the index, or `keys` names sentences."""
    work = session.work(request.query_params.get("work", ""))
    if keys := request.query_params.get("keys"):
        rows = [work.first[key] for key in keys.split(",") if key in work.first]
    else:
        try:
            start, count = (int(request.query_params.get(name, "0")) for name in ("from", "count"))
        except ValueError:
            raise UsageError("from and count are whole numbers") from None
        rows = list(work.rows[max(0, start) : max(0, start) + max(0, count)])
    return sentences.cells(work, _targets(work, request), rows)


def _progress(session: Session, request: Request) -> Json:
    work = session.work(request.query_params.get("work", ""))
    return {target: sentences.progress(work, target) for target in _targets(work, request)}


def _people(session: Session, request: Request) -> Json:
    work = session.work(request.query_params.get("work", ""))
    return {target: session.people.of(work.id, target) for target in _targets(work, request)}


def _similar(session: Session, request: Request) -> Any:
    query = request.query_params
    return alike.alike(session.work(query.get("work", "")), query.get("target", ""), query.get("key", ""))


def _typed(session: Session, request: Request) -> Any:
    work = session.work(request.query_params.get("work", ""))
    return {"notes": session.notes.of_work(work.id), "windows": session.hub.windows()}


def _find(session: Session, request: Request) -> Any:
    work = session.work(request.query_params.get("work", ""))
    return replacing.found(work, _targets(work, request), request.query_params.get("text", ""))


def _around(session: Session, request: Request) -> Any:
    query = request.query_params
    return suggestions.around(
        session, session.work(query.get("work", "")), query.get("target", ""), query.get("key", "")
    )


def _committed(session: Session, request: Request) -> Any:
    query = request.query_params
    work = session.work(query.get("work", ""))
    work.desk(query.get("target", ""))
    return suggestions.committed(work, query["target"], query.get("key", ""))


def _concordance(session: Session, request: Request) -> Any:
    query = request.query_params
    work = session.work(query.get("work", ""))
    work.desk(query.get("target", ""))
    return suggestions.concordance(work, query["target"], query.get("text", ""))


def _findings(session: Session, request: Request) -> Any:
    work = session.work(request.query_params.get("work", ""))
    return {target: findings.of_catalog(work, target) for target in _targets(work, request)}


def _triage(session: Session, request: Request) -> Any:
    work = session.work(request.query_params.get("work", ""))
    target = request.query_params.get("target", "")
    work.desk(target)
    return findings.worst(work, target)


def _check(session: Session, asked: Asked) -> Any:
    work = session.work(asked.text("work"))
    entry: Entry | None = work.desk(asked.text("target")).entry(asked.text("key"))
    if entry is None:
        return {"findings": []}
    found = findings.of_typed(work, asked.text("target"), entry, asked.texts("forms"))
    return {"findings": [findings.row(one) for one in found.findings]}


def _replace(session: Session, asked: Asked) -> Any:
    work, target = session.work(asked.text("work")), asked.text("target")
    expression = asked.flag("expression")
    find = replacing.pattern(
        asked.text("find"), case=asked.flag("case"), words=asked.flag("words"), expression=expression
    )
    put = asked.text("put", "")
    if not asked.flag("write"):
        return replacing.preview(work, target, find, put, expression=expression)
    chosen = asked.table("chosen")
    by, window = saving.clean(asked.text("by", "")) or session.me, asked.text("window", "")
    return replacing.replace_all(session, work, target, chosen, find, put, expression=expression, window=window, by=by)


def _publish(session: Session, asked: Asked) -> Any:
    work = session.work(asked.text("work"))
    targets = [code for code in asked.texts("to") if code in work.catalogs] or list(work.catalogs)
    return publishing.publish(work, targets)


def _update(session: Session, asked: Asked) -> Any:
    return session.update(asked.text("work"), asked.text("target"))


LOOKS: dict[str, Look] = {
    "words": lambda _, request: words.table(request.query_params.get("language", "")),
    "project": _project,
    "index": _index,
    "cells": _cells,
    "typed": _typed,
    "people": _people,
    "similar": _similar,
    "progress": _progress,
    "find": _find,
    "around": _around,
    "committed": _committed,
    "concordance": _concordance,
    "findings": _findings,
    "triage": _triage,
}
"""Name of a GET address -> what answers it; none of them changes anything."""
ACTS: dict[str, Act] = {
    "check": _check,
    "save": lambda session, asked: saving.save(session, asked.wish()),
    "note": lambda session, asked: saving.note(session, asked.wish()),
    "dismiss": lambda session, asked: saving.dismiss(session, asked.wish(), asked.text("check")),
    "comment": lambda session, asked: saving.comment(session, asked.wish(), asked.text("text")),
    "undo": lambda session, asked: saving.undo(
        session, asked.text("work"), asked.text("target"), asked.text("window"), asked.text("key", "")
    ),
    "replace": _replace,
    "publish": _publish,
    "update": _update,
}
"""Name of a POST address -> what answers it, but for those that need the drafter or the doors."""


def _page() -> str:
    text = (files("toolkit.review") / "templates" / "page.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(text).render()


@functools.cache
def _static() -> dict[str, tuple[bytes, str]]:
    """Every file of static/, read once: no name that a request has is ever joined to a path."""
    folder = files("toolkit.review") / "static"
    shared = {"colours.css": (interface.text_of("colours.css").encode(), STATIC[".css"])}
    return shared | {
        one.name: (one.read_bytes(), STATIC["." + one.name.rpartition(".")[2]])
        for one in folder.iterdir()
        if "." + one.name.rpartition(".")[2] in STATIC
    }

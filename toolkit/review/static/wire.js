/* What the server is asked, and what it says by itself. */
const AGAIN = 2000;
export const WINDOW = crypto.randomUUID ? crypto.randomUUID() : String(Math.random());

export class Trouble extends Error {
  constructor(status, body) {
    super(body.error || "the server does not answer");
    this.status = status;
    this.body = body;
  }
}

async function answer(response) {
  const text = await response.text();
  let body;
  try { body = JSON.parse(text); } catch (none) { body = { error: text }; }
  if (!response.ok) throw new Trouble(response.status, body);
  return body;
}

async function ask(address, given) {
  let response;
  try { response = await fetch(address, given); } catch (away) { throw new Trouble(0, { error: "the server does not answer; start toolkit review again" }); }
  return answer(response);
}

export const look = (name, query) => ask(`/api/${name}?${new URLSearchParams(query || {})}`);
export const act = (name, body) => ask(`/api/${name}`, {
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ window: WINDOW, ...body }),
});

/* Calls listeners[event](data); `back` after a stream that was broken is there again. */
export function listen(listeners, lost, back) {
  let stream, away = false;
  function begin() {
    stream = new EventSource(`/events?${new URLSearchParams({ window: WINDOW })}`);
    stream.addEventListener("hello", () => { if (away) back(); away = false; });
    stream.addEventListener("error", () => {
      if (!away) lost();
      away = true;
      if (stream.readyState === EventSource.CLOSED) setTimeout(begin, AGAIN); /* a new server does not know this browser yet */
    });
    for (const [name, listener] of Object.entries(listeners)) {
      stream.addEventListener(name, event => listener(JSON.parse(event.data)));
    }
  }
  begin();
  window.addEventListener("pagehide", () => stream.close());
  window.addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
}

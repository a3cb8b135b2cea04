"""`toolkit review`: the page for translators."""

import click

from toolkit.cli import options, printing, routes
from toolkit.cli.call import Call

STOPPED = "stopped; everything is saved"


@click.command("review")
@options.documents(required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Default: the project's usual one.")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Let other machines in; needs --token.")
@click.option("--token", default="", metavar="SECRET", help="What opens the page from other machines.")
@click.option("--public", default="", metavar="ORIGIN", help="Where a proxy shows the page; needs --token.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def command(call: Call, port: int, host: str, token: str, public: str, no_browser: bool) -> int:
    """Open the catalogs of SOURCE in the browser, side by side with the text, and save into them at once.

    SOURCE is a document, a .po file or a folder of them; without it, all of source/ and locales/. The page is served on
    this machine alone, to the browser that opens the printed address, which is good once. Ctrl+C ends it, with
    exit code 130; everything is saved by then.

    \b
    Examples:
      toolkit review source/lin-wu-visits-kyrgyzstan.txt --to ky
      toolkit review locales/ru --no-browser
    """
    from toolkit.review import server

    server.refuse_missing()
    server.checked_token(host, token)
    server.checked_public(public, token)
    from toolkit.review.session import Session

    open_it = not no_browser and not call.json
    session = Session.of(call.settings, call.sources, call.targets, call.named)

    def say(address: str) -> None:
        if call.json:
            printing.print_json({"address": address})
        else:
            printing.echo(f"review: {address}")
            routes.tell_lacking(call)
            call.say("stop with Ctrl+C; every change is saved at once")

    try:
        server.serve(session, host=host, port=port, token=token, public=public, browser=open_it, say=say)
    except KeyboardInterrupt:  # how every review ends
        raise KeyboardInterrupt(STOPPED) from None
    return 0

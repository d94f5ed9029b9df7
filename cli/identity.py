"""`testigo identity`: which records are one, who decided it and why, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer
from testigo.cli import output
from testigo.cli.failures import FOUND
from testigo.cli.options import AsJson, StoreUrl

if TYPE_CHECKING:
    from testigo.ontology.terms import Verdict
    from testigo.store.judgements import Record

app = typer.Typer(
    help="Which records are one, who decided it and why; every decision can be revoked.", no_args_is_help=True
)
COLUMNS = ("id", "verdict", "left", "right", "by", "at", "basis", "note", "revoked_at")
By = Annotated[str, typer.Option(metavar="NAME", help="Who decides.")]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="Why.", show_default=False)]
One = Annotated[str, typer.Argument(metavar="ID", help="A judgement.")]
Left = Annotated[str, typer.Argument(metavar="LEFT", help="An actor, place or event.")]
Right = Annotated[str, typer.Argument(metavar="RIGHT", help="Another.")]


@app.command("propose")
def propose(store: StoreUrl = None, as_json: AsJson = False) -> None:
    """Look for actors and events that may be one, and note them for people to decide. Nothing is joined."""
    from testigo.store import open_store
    from testigo.store.judgements.proposing import propose as look

    with open_store(store, create=False) as opened:
        new = look(opened)
    if as_json:
        output.json(new)
    else:
        output.table(
            [{"label": label, "new proposals": number} for label, number in new.items()], ("label", "new proposals")
        )
        output.tell("`testigo identity list --open` shows them")


@app.command("list")
def list_(
    open: Annotated[bool, typer.Option("--open", help="Only proposals that nobody has decided.")] = False,
    revoked: Annotated[bool, typer.Option("--revoked", help="Also what no longer stands.")] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Those of one person or rule.")] = None,
    store: StoreUrl = None,
    as_json: AsJson = False,
) -> None:
    """List judgements, the newest first."""
    from testigo.store import open_store
    from testigo.store.judgements import listed, open_proposals

    with open_store(store, create=False) as opened:
        found = open_proposals(opened) if open else listed(opened, by=by, revoked=revoked)
    rows = [asdict(each) for each in found]
    if as_json:
        output.json(rows)
    elif rows:
        output.table(rows, COLUMNS)
        output.tell("`testigo identity accept | reject | unsure ID --by NAME` decides one")
    else:
        output.tell("nothing was judged")


@app.command("show")
def show(id: One, store: StoreUrl = None, as_json: AsJson = False) -> None:
    """Show one judgement."""
    from testigo.store import open_store
    from testigo.store.judgements import shown

    with open_store(store, create=False) as opened:
        row = asdict(shown(opened, id))
    output.json(row) if as_json else output.facts(row)


@app.command("accept")
def accept(id: One, by: By, note: Note = None, store: StoreUrl = None, as_json: AsJson = False) -> None:
    """Decide that the two records of a proposal are the same."""
    from testigo.store.judgements import accept as decide

    _decided(store, as_json, lambda opened: decide(opened, id, by=by, note=note))


@app.command("reject")
def reject(id: One, by: By, note: Note = None, store: StoreUrl = None, as_json: AsJson = False) -> None:
    """Decide that they are different: it holds for good, until it is revoked."""
    from testigo.store.judgements import reject as decide

    _decided(store, as_json, lambda opened: decide(opened, id, by=by, note=note))


@app.command("unsure")
def unsure(id: One, by: By, note: Note = None, store: StoreUrl = None, as_json: AsJson = False) -> None:
    """Decide that it cannot be told."""
    from testigo.store.judgements import unsure as decide

    _decided(store, as_json, lambda opened: decide(opened, id, by=by, note=note))


@app.command("judge")
def judge(
    left: Left, verdict: Annotated[str, typer.Argument(help="same, different or unsure")], right: Right, by: By,
    note: Note = None, store: StoreUrl = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Decide on two records that nobody proposed."""
    from testigo.store.judgements import judge as decide

    known = _verdict(verdict)
    _decided(store, as_json, lambda opened: decide(opened, left, right, known, by=by, note=note))


@app.command("revoke")
def revoke(id: One, by: By, note: Note = None, store: StoreUrl = None, as_json: AsJson = False) -> None:
    """Take a judgement back: it stays in the graph, and what it joined comes apart at once."""
    from testigo.store.judgements import revoke as take_back

    _decided(store, as_json, lambda opened: take_back(opened, id, by=by, note=note).id)


@app.command("why")
def why(left: Left, right: Right, store: StoreUrl = None, as_json: AsJson = False) -> None:
    """Show the chain of judgements that makes two records one, or keeps them apart."""
    from testigo.store import open_store
    from testigo.store.judgements import why as chain

    with open_store(store, create=False) as opened:
        rows = [{"from": each.start, "to": each.end, **asdict(each.judgement)} for each in chain(opened, left, right)]
    if as_json:
        output.json(rows)
    elif rows:
        output.table(rows, ("from", "verdict", "to", "by", "at", "basis", "note", "id"))
    else:
        output.tell("no judgement joins the two or keeps them apart")
    if not rows:
        raise typer.Exit(FOUND)


def _decided(url: str | None, as_json: bool, decide: Callable[[Any], str]) -> None:  # Any: the store, imported late
    from testigo.store import open_store
    from testigo.store.judgements import shown

    with open_store(url, create=False) as opened:
        found: Record = shown(opened, decide(opened))
    output.json(asdict(found)) if as_json else output.facts(asdict(found))


def _verdict(word: str) -> Verdict:
    from testigo.ontology.terms import Verdict

    if word not in Verdict.notations():
        raise typer.BadParameter(f"{word!r}: say same, different or unsure", param_hint="VERDICT")
    return Verdict(word)

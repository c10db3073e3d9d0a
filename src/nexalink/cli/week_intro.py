"""The commands of introductions and playbooks."""

from typing import Annotated

import typer

from nexalink.cli.options import Data, JsonFile, On, day_of
from nexalink.cli.preparation import prepare

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="The number that the list shows.")]
Which = Annotated[str, typer.Argument(metavar="SIDE", help="first or second.")]
Who = Annotated[str, typer.Argument(metavar="NAME", help="A name, an address or a profile URL.")]

intro = typer.Typer(help="Introduce two people to each other, with the consent of both.")
playbook = typer.Typer(help="Plans of few people, one by one: job search, launch, mentorship, deepening.")


def register(app: typer.Typer) -> None:
    """Add ``nexalink intro`` and ``nexalink playbook``."""
    app.add_typer(intro, name="intro")
    app.add_typer(playbook, name="playbook")


@intro.callback(invoke_without_command=True)
def intro_about(context: typer.Context, data: Data = None, on: On = None, json_file: JsonFile = None) -> None:
    """Introduce two people to each other, with the consent of both."""
    if context.invoked_subcommand is None:
        intro_list(data, on, json_file)


@intro.command("list")
def intro_list(data: Data = None, on: On = None, json_file: JsonFile = None) -> None:
    """List the introductions, and what each waits for."""
    prepare(data)
    from nexalink.cli import introducing

    introducing.show(on=day_of(on), json_file=json_file)


@intro.command("propose")
def intro_propose(
    first: Who,
    second: Who,
    why: Annotated[str, typer.Option("--why", help="Why they should meet.")] = "",
    data: Data = None,
    on: On = None,
    json_file: JsonFile = None,
) -> None:
    """Note that two people should know each other."""
    prepare(data)
    from nexalink.cli import introducing

    introducing.propose(first, second, why=why, on=day_of(on), json_file=json_file)


@intro.command("asked")
def intro_asked(
    number: Number, side: Which, data: Data = None, on: On = None, json_file: JsonFile = None
) -> None:
    """Note that one side was asked."""
    prepare(data)
    from nexalink.cli import introducing

    introducing.asked(number, side, on=day_of(on), json_file=json_file)


@intro.command("answer")
def intro_answer(
    number: Number,
    side: Which,
    said: Annotated[str, typer.Argument(metavar="ANSWER", help="yes or no.")],
    data: Data = None,
    on: On = None,
    json_file: JsonFile = None,
) -> None:
    """Note a side's yes or no."""
    prepare(data)
    from nexalink.cli import introducing

    introducing.answer(number, side, said, on=day_of(on), json_file=json_file)


@intro.command("make")
def intro_make(number: Number, data: Data = None, on: On = None, json_file: JsonFile = None) -> None:
    """Note that the two were introduced; value given to both."""
    prepare(data)
    from nexalink.cli import introducing

    introducing.make(number, on=day_of(on), json_file=json_file)


@intro.command("outcome")
def intro_outcome(
    number: Number,
    side: Which,
    outcome: Annotated[str, typer.Argument(metavar="OUTCOME", help="good, neutral or bad.")],
    note: Annotated[str, typer.Option("--note", help="What they said.")] = "",
    data: Data = None,
    on: On = None,
    json_file: JsonFile = None,
) -> None:
    """Note how a side received the introduction."""
    prepare(data)
    from nexalink.cli import introducing

    introducing.outcome(number, side, outcome, note=note, on=day_of(on), json_file=json_file)


@intro.command("drop")
def intro_drop(number: Number, data: Data = None, on: On = None, json_file: JsonFile = None) -> None:
    """Give an introduction up before it is made."""
    prepare(data)
    from nexalink.cli import introducing

    introducing.drop(number, on=day_of(on), json_file=json_file)


@intro.command("who")
def intro_who(
    name: Annotated[str, typer.Argument(metavar="NAME-or-COMPANY", help="Whom you want to reach.")],
    data: Data = None,
    json_file: JsonFile = None,
) -> None:
    """Say who could introduce you to a person or a company, strongest first."""
    prepare(data)
    from nexalink.cli import introducing

    introducing.who(name, json_file=json_file)


@intro.command("suggest")
def intro_suggest(data: Data = None, json_file: JsonFile = None) -> None:
    """Say whom you should introduce to each other, and why."""
    prepare(data)
    from nexalink.cli import introducing

    introducing.suggest(json_file=json_file)


@playbook.callback(invoke_without_command=True)
def playbook_about(
    context: typer.Context, data: Data = None, on: On = None, json_file: JsonFile = None
) -> None:
    """Plans of few people, one by one: job search, launch, mentorship, deepening."""
    if context.invoked_subcommand is None:
        playbook_list(data, on, json_file)


@playbook.command("list")
def playbook_list(data: Data = None, on: On = None, json_file: JsonFile = None) -> None:
    """List the plans and how far each is."""
    prepare(data)
    from nexalink.cli import planning

    planning.show_all(on=day_of(on), json_file=json_file)


@playbook.command("start")
def playbook_start(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="job-search, launch, mentorship or deepening.")],
    space: Annotated[str, typer.Option("--space", help="The field: industry, function, company.")] = "",
    title: Annotated[str, typer.Option("--title", help="What the plan is called.")] = "",
    about: Annotated[str, typer.Option("--about", help="What it is for.")] = "",
    day: Annotated[str, typer.Option("--day", metavar="DATE", help="The day of a launch.")] = "",
    people: Annotated[
        list[str] | None, typer.Option("--with", metavar="NAME", help="Somebody in it from the start.")
    ] = None,
    data: Data = None,
    on: On = None,
    json_file: JsonFile = None,
) -> None:
    """Begin a plan."""
    prepare(data)
    from nexalink.cli import planning

    planning.start(
        kind, space=space, title=title, about=about, day=day, people=people or [], on=day_of(on), json_file=json_file
    )  # fmt: skip


@playbook.command("show")
def playbook_show(number: Number, data: Data = None, on: On = None, json_file: JsonFile = None) -> None:
    """Show a plan: its people, its steps, and who else fits."""
    prepare(data)
    from nexalink.cli import planning

    planning.show(number, on=day_of(on), json_file=json_file)


@playbook.command("add")
def playbook_add(
    number: Number,
    name: Who,
    ask: Annotated[str, typer.Option("--ask", help="What is asked of this person.")] = "",
    ask_kind: Annotated[
        str, typer.Option("--for", help="feedback, introduction, amplification or advice.")
    ] = "",
    data: Data = None,
    on: On = None,
    json_file: JsonFile = None,
) -> None:
    """Take a person into a plan; its dated steps follow."""
    prepare(data)
    from nexalink.cli import planning

    planning.add(number, name, ask=ask, ask_kind=ask_kind, on=day_of(on), json_file=json_file)


@playbook.command("draft")
def playbook_draft(
    number: Number,
    name: Who,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The message to this one person.")],
    data: Data = None,
    on: On = None,
    json_file: JsonFile = None,
) -> None:
    """Keep the message to one person; nearly the same one for somebody else is refused."""
    prepare(data)
    from nexalink.cli import planning

    planning.act("draft", number, name, text=text, on=day_of(on), json_file=json_file)


@playbook.command("contacted")
def playbook_contacted(
    number: Number, name: Who, data: Data = None, on: On = None, json_file: JsonFile = None
) -> None:
    """Note that you wrote to a person of a plan."""
    prepare(data)
    from nexalink.cli import planning

    planning.act("contacted", number, name, on=day_of(on), json_file=json_file)


@playbook.command("talked")
def playbook_talked(
    number: Number, name: Who, data: Data = None, on: On = None, json_file: JsonFile = None
) -> None:
    """Note a conversation with a person of a plan."""
    prepare(data)
    from nexalink.cli import planning

    planning.act("talked", number, name, on=day_of(on), json_file=json_file)


@playbook.command("thanked")
def playbook_thanked(
    number: Number, name: Who, data: Data = None, on: On = None, json_file: JsonFile = None
) -> None:
    """Note that a person of a plan was thanked."""
    prepare(data)
    from nexalink.cli import planning

    planning.act("thanked", number, name, on=day_of(on), json_file=json_file)


@playbook.command("outcome")
def playbook_outcome(
    number: Number,
    name: Who,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What came of it.")],
    data: Data = None,
    on: On = None,
    json_file: JsonFile = None,
) -> None:
    """Note what came of asking a person."""
    prepare(data)
    from nexalink.cli import planning

    planning.act("outcome", number, name, text=text, on=day_of(on), json_file=json_file)


@playbook.command("leave")
def playbook_leave(
    number: Number, name: Who, data: Data = None, on: On = None, json_file: JsonFile = None
) -> None:
    """Let a person leave a plan."""
    prepare(data)
    from nexalink.cli import planning

    planning.act("leave", number, name, on=day_of(on), json_file=json_file)


@playbook.command("done")
def playbook_done(
    number: Annotated[int, typer.Argument(metavar="STEP", help="The number of a step.")],
    skip: Annotated[bool, typer.Option("--skip", help="Leave it out instead.")] = False,
    data: Data = None,
    on: On = None,
    json_file: JsonFile = None,
) -> None:
    """Do a step of a plan, or leave it out."""
    prepare(data)
    from nexalink.cli import planning

    planning.step(number, skip=skip, on=day_of(on), json_file=json_file)


@playbook.command("close")
def playbook_close(
    number: Number,
    review: Annotated[str, typer.Option("--review", help="What came of it, what you would do again.")] = "",
    data: Data = None,
    on: On = None,
    json_file: JsonFile = None,
) -> None:
    """Close a plan with a look back."""
    prepare(data)
    from nexalink.cli import planning

    planning.close(number, review=review, on=day_of(on), json_file=json_file)

"""RiveScript: each wording is a trigger, and what it says is the number of its article. Triggers are patterns that a person writes
by hand; `[*]` on both sides, which lets more words stand around, is as far as a program can go. It has no score."""

import re

from rivescript import RiveScript

from serve import questions

DISTRIBUTION = "rivescript"
VARIANTS = ["around"]


def words(text):
    """As RiveScript reads a message, and so what a trigger may hold."""
    return " ".join(re.findall(r"\w+", text.lower()))


def prepare(base, variant, data):
    lines = ["! version = 2.0"]
    for number, wording in questions(base):
        trigger = words(wording).replace("_", " ").strip()
        if trigger:
            lines += [f"+ [*] {trigger} [*]", f"- {number}", ""]
    with open(data, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


def load(data, locale, variant):
    bot = RiveScript(utf8=True)
    bot.load_file(data)
    bot.sort_replies()

    def ask(text):
        said = bot.reply("customer", words(text), errors_as_replies=True)
        return (int(said), 1.0, 0.0) if said.isdigit() else (None, 0.0, 0.0)

    return ask

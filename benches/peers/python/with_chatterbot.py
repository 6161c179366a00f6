"""ChatterBot: each wording is a statement whose response is the number of its article, looked for by the distance of letters
among all of them. Its other search needs a model of spaCy, which no package registry has from its makers."""

import logging

from chatterbot import ChatBot, languages
from chatterbot.tagging import LowercaseTagger
from chatterbot.trainers import ListTrainer

from serve import questions

DISTRIBUTION = "chatterbot"
VARIANTS = ["letters"]

NOTHING = "nothing"


def bot(data, locale):
    return ChatBot(
        "peer",
        database_uri=f"sqlite:///{data}",
        tagger=LowercaseTagger,
        tagger_language={"en": languages.ENG, "fr": languages.FRE}[locale],
        search_algorithm_name="text_search",
        default_response=NOTHING,
        read_only=True,
        logger=logging.getLogger("quiet"),
    )


def prepare(base, variant, data):
    chatbot = bot(data, base["locale"])
    trainer = ListTrainer(chatbot, show_training_progress=False)
    for number, wording in questions(base):
        trainer.train([wording, str(number)])
    chatbot.storage.close()


def load(data, locale, variant):
    chatbot = bot(data, locale)
    asked = 0

    def ask(text):
        nonlocal asked
        # A conversation of its own, for in one conversation it avoids an answer that it has given before.
        asked += 1
        said = chatbot.get_response(text, conversation=str(asked))
        if not said.text.isdigit() or said.confidence <= 0:
            return None, 0.0, 0.0
        # It tells the best alone.
        return int(said.text), float(said.confidence), 0.0

    return ask

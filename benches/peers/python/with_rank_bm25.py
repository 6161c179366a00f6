"""rank-bm25: BM25 over lists of words. It leaves the making of words to its user; these are runs of letters and digits in lower
case, without a stemmer, since it brings none."""

import pickle
import re

import numpy
from rank_bm25 import BM25Okapi

from serve import questions

DISTRIBUTION = "rank-bm25"
VARIANTS = ["article", "wording"]


def words(text):
    return re.findall(r"\w+", text.lower())


def prepare(base, variant, data):
    if variant == "wording":
        answers = [article["answer"] or "" for article in base["articles"]]
        owners, texts = zip(*((number, f"{text}\n{answers[number]}") for number, text in questions(base)))
    else:
        owners = range(len(base["articles"]))
        texts = [article["answer"] or "" for article in base["articles"]]
        for number, text in questions(base):
            texts[number] += "\n" + text
    index = BM25Okapi([words(text) for text in texts])
    with open(data, "wb") as file:
        pickle.dump((numpy.array(owners), index), file)


def load(data, locale, variant):
    with open(data, "rb") as file:
        owners, index = pickle.load(file)

    def ask(text):
        scores = index.get_scores(words(text))
        best = int(scores.argmax())
        if scores[best] <= 0:
            return None, 0.0, 0.0
        others = scores[owners != owners[best]]
        return int(owners[best]), float(scores[best]), max(0.0, float(others.max(initial=0.0)))

    return ask

"""One peer in a process of its own, as serve.mjs for JavaScript:

    python serve.py PEER describe
    python serve.py PEER prepare LOCALE VARIANT BASE DATA
    python serve.py PEER serve LOCALE VARIANT DATA

benches/README.md describes what goes over the lines.
"""

import importlib
import json
import sys
import time
from importlib.metadata import version


def tell(line):
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main(peer, what, locale=None, variant=None, *files):
    start = time.perf_counter()
    adapter = importlib.import_module(f"with_{peer}")
    if what == "describe":
        tell({"variants": adapter.VARIANTS, "version": version(adapter.DISTRIBUTION)})
    elif what == "prepare":
        with open(files[0], encoding="utf-8") as file:
            base = json.load(file)
        adapter.prepare(base, variant, files[1])
        tell({"ms": 1e3 * (time.perf_counter() - start)})
    else:
        ask = adapter.load(files[0], locale, variant)
        tell({"ms": 1e3 * (time.perf_counter() - start)})
        for line in sys.stdin:
            text = json.loads(line)["text"]
            before = time.perf_counter_ns()
            article, score, second = ask(text)
            us = (time.perf_counter_ns() - before) / 1e3
            answers = article is not None
            tell({"article": article, "score": score, "second": second, "answers": answers, "us": us})


def questions(base):
    """Each wording with the number of its article; a title is one too, as it is for every peer."""
    for number, article in enumerate(base["articles"]):
        title, wordings = article["title"], article["wordings"]
        for wording in wordings if title is None or title in wordings else [title, *wordings]:
            yield number, wording


if __name__ == "__main__":
    # The adapters import `questions` from here under the module's own name.
    sys.modules["serve"] = sys.modules["__main__"]
    main(*sys.argv[1:])

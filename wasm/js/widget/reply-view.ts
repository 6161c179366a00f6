/** A reply as elements. */

import type { Said } from "../../types/index.js";
import type {
  Act, Answer, Ask, Choice, Clarify, Close, HandToHuman, Offer, Reply, Say, NoMatch, Video,
} from "../../types/wire.js";
import type { Strings } from "../../types/widget.js";
import { button, h } from "./dom.js";
import { icon } from "./icons.js";
import { contactCard } from "./card-view.js";
import { isOfTheWeb, linkTo, prose } from "./prose.js";
import { fill, wordsOf } from "./words.js";

/** What the customer can press in a reply, and what it says for them. */
export type Press = (said: Said, shown: string) => void;

/** A reply as elements: what is said, and what may be pressed while it is the last one. */
export function replyView(reply: Reply, strings: Strings, press: Press): { said: Node; choices?: HTMLElement } {
  const view = new ReplyView(reply, strings, press);
  const said = h("div", { class: "said" }, ...paragraphs(reply.before), ...view.outcome());
  const after = reply.after.filter((line) => line !== "");
  if (after.length > 0) said.append(h("p", { class: "source", part: "source" }, after.join(" ")));
  if (reply.asks) said.append(h("p", { class: "asks" }, reply.asks));
  const choices = view.choices();
  return choices ? { said, choices } : { said };
}

class ReplyView {
  constructor(
    private reply: Reply,
    private strings: Strings,
    private press: Press,
  ) {}

  outcome(): Node[] {
    const { outcome } = this.reply;
    switch (outcome.type) {
      case "answer":
        return this.answer(outcome);
      case "clarify":
      case "ask":
        return [h("p", {}, outcome.question)];
      case "hand_to_human":
        return this.handOver(outcome);
      case "close":
        return paragraphs([outcome.text, outcome.satisfaction]);
      case "offer":
      case "act":
      case "say":
      case "no_match":
        return paragraphs(this.textOf(outcome).split(/\n{2,}/));
      case "silent":
        return [];
    }
  }

  /** What may be pressed; nothing where words are wanted. */
  choices(): HTMLElement | undefined {
    const { outcome } = this.reply;
    const list = (label: string, ...buttons: Node[]) =>
      buttons.length > 0
        ? h("div", { class: "choices", role: "group", "aria-label": label }, ...buttons)
        : undefined;
    switch (outcome.type) {
      case "answer":
        return this.afterAnswer(outcome);
      case "clarify":
        return list(outcome.question, ...this.options(outcome), this.option(outcome.options.length, outcome.none));
      case "ask":
        if (outcome.expects === "yes_no") {
          const { yes, no } = wordsOf(this.reply.locale, {});
          return list(outcome.question, this.words(yes), this.words(no));
        }
        return list(outcome.question, ...this.options(outcome));
      case "close":
        return this.scores(outcome);
      case "hand_to_human":
      case "offer":
      case "say":
      case "no_match":
        return list(this.textOf(outcome), ...this.options(outcome));
      default:
        return undefined;
    }
  }

  private answer({ body, links, media }: Answer): Node[] {
    const nodes = prose(body);
    if (links.length > 0) {
      const items = links.map(({ title, url }) => h("li", {}, linkTo(url, title)));
      nodes.push(h("ul", { class: "pages", "aria-label": this.strings.pages }, ...items));
    }
    return [...nodes, ...media.map((film) => this.film(film))];
  }

  /** A film is fetched when somebody wants to see it, and not before. */
  private film({ title, url, seconds, transcript }: Video): Node {
    const duration = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const poster = button(
      h("span", { class: "watch" }, icon("play"), fill(this.strings.watch, { title, duration })),
      () => {
        const film = h("video", { src: url, controls: true, autoplay: true, "aria-label": title });
        poster.replaceWith(film);
        film.focus();
      },
      { class: "poster", part: "poster" },
    );
    const written = h("p", { class: "source" }, linkTo(transcript, this.strings.written));
    return h("div", { class: "film" }, isOfTheWeb(url) ? poster : undefined, written);
  }

  /** Whether it helped comes first; what people ask next, below. */
  private afterAnswer({ helped, next }: Answer): HTMLElement | undefined {
    const groups: Node[] = [];
    if (helped) {
      const label = h("p", { class: "label" }, helped.question);
      const answers = h("div", { class: "choices" }, this.words(helped.yes), this.words(helped.no));
      groups.push(h("div", { role: "group", "aria-label": helped.question }, label, answers));
    }
    if (next.length > 0) {
      const label = h("p", { class: "label" }, this.strings.related);
      const options = h("div", { class: "choices" }, ...this.options({ options: next }));
      groups.push(h("div", { role: "group", "aria-label": this.strings.related }, label, options));
    }
    return groups.length > 0 ? h("div", { class: "after-answer" }, ...groups) : undefined;
  }

  private handOver({ text, promise, contact, packet }: HandToHuman): Node[] {
    const nodes: Node[] = paragraphs([text.join(" ")]);
    // Where the sentences have sent the customer away, the ways to go there are at hand.
    if (promise.type === "contact" || promise.type === "opens") {
      nodes.push(contactCard(contact, this.strings));
    }
    const passed: Node[] = [];
    if (packet.question) {
      passed.push(h("dt", {}, this.strings.passed_question), h("dd", {}, packet.question));
    }
    const values = Object.values(packet.values).filter((value) => typeof value !== "object");
    if (values.length > 0) {
      passed.push(h("dt", {}, this.strings.passed_values), h("dd", {}, values.join(", ")));
    }
    if (passed.length > 0) {
      const summary = h("summary", {}, this.strings.passed_on);
      const details = h("details", { class: "passed-on", part: "passed-on" }, summary, h("dl", {}, ...passed));
      details.addEventListener("toggle", () => details.open && details.scrollIntoView({ block: "nearest" }));
      nodes.push(details);
    }
    return [h("div", { class: "hand-over", part: "hand-over" }, ...nodes)];
  }

  private scores({ satisfaction }: Close): HTMLElement {
    const score = (value: number) => {
      const name = fill(this.strings.score, { score: String(value) });
      const said = () => this.press({ text: String(value) }, String(value));
      return button(String(value), said, { class: "option score", part: "option", "aria-label": name });
    };
    const all = [1, 2, 3, 4, 5].map(score);
    return h("div", { class: "choices scores", role: "group", "aria-label": satisfaction }, ...all);
  }

  private options({ options }: { options: Choice[] }): Node[] {
    return options.map(({ title }, number) => this.option(number, title));
  }

  private option(number: number, title: string): Node {
    return button(title, () => this.press({ choose: number }, title), { class: "option", part: "option" });
  }

  private words(text: string): Node {
    return button(text, () => this.press({ text }, text), { class: "option", part: "option" });
  }

  private textOf(outcome: HandToHuman | Offer | Act | Say | NoMatch): string {
    return Array.isArray(outcome.text) ? outcome.text.join(" ") : outcome.text;
  }
}

function paragraphs(texts: string[]): HTMLElement[] {
  return texts.filter((text) => text !== "").map((text) => h("p", {}, ...lines(text)));
}

/** Line breaks of a sentence stay. */
function lines(text: string): Node[] {
  return text.split("\n").flatMap((line, number) => {
    const words = document.createTextNode(line);
    return number > 0 ? [h("br"), words] : [words];
  });
}

/** How a value is typed: the keyboard of a telephone, and what the browser may fill in. */
export function keyboardFor(ask: Ask | Clarify | undefined): Record<string, string> {
  if (ask?.type !== "ask") return {};
  switch (ask.expects) {
    case "number":
      return { inputmode: "decimal" };
    case "email":
      return { inputmode: "email", autocomplete: "email" };
    case "phone":
      return { inputmode: "tel", autocomplete: "tel" };
    case "pattern":
      // A mask of digits alone is typed on digits.
      return /^[9\W]+$/.test(ask.pattern ?? "") ? { inputmode: "numeric" } : { autocapitalize: "characters" };
    default:
      return {};
  }
}

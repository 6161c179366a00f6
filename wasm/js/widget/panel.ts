/**
 * The conversation as the visitor sees it: the frame, the log, where one writes, and what is done with the
 * whole. It is loaded when the visitor opens the widget.
 */

import type { Card, Said } from "../../types/index.js";
import type { Ask, Availability, Facts, HandoffEvent, Reply } from "../../types/wire.js";
import type { PersonMessage, Strings } from "../../types/widget.js";
import { card } from "../card.js";
import type { RelaisError } from "../error.js";
import { cardView } from "./card-view.js";
import { Conversation, type Entry, type View } from "./conversation.js";
import { button, h } from "./dom.js";
import type { RelaisChat } from "./element.js";
import { icon } from "./icons.js";
import { directionOf, languageOf, tagOf } from "./language.js";
import { Menu } from "./menu.js";
import { messageView } from "./message-view.js";
import { handOverWithout } from "./no-engine.js";
import css from "./panel.css";
import { pause } from "./pause.js";
import { keyboardFor } from "./reply-view.js";
import { transcript } from "./transcript.js";
import { wordsOf } from "./words.js";

export class Panel implements View {
  #chat: RelaisChat;
  #strings: Strings;
  #conversation: Conversation;
  #panel: HTMLElement;
  #heading!: HTMLElement;
  #log!: HTMLElement;
  #input!: HTMLInputElement;
  #menu!: Menu;
  #choices: HTMLElement | undefined;
  #working: HTMLElement | undefined;
  #opener: HTMLElement | undefined;
  /** Whether the page has been told that it is open. */
  #isShown = false;
  /** The frame before which the end is scrolled to. */
  #scroll: number | undefined;
  #started: Promise<void> | undefined;
  /** What there is to show where no engine runs. */
  #card: Card | undefined;

  constructor(chat: RelaisChat) {
    this.#chat = chat;
    this.#strings = wordsOf(languageOf(chat), chat.strings);
    const root = chat.shadowRoot!;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets.slice(0, 1), sheet];
    this.#panel = this.#frame();
    this.#panel.hidden = true;
    root.append(this.#panel);
    this.#conversation = new Conversation(chat, this);
    visualViewport?.addEventListener("resize", this.#fit);
  }

  // What the element asks of it.

  async show(takesFocus: boolean, opener?: HTMLElement): Promise<void> {
    if (!this.#panel.hidden) return;
    this.#opener = opener;
    this.#fit();
    this.#panel.hidden = false;
    this.#begin();
    // The focus has the whole laid out, which is work enough for one task.
    await pause();
    if (this.#panel.hidden) return;
    this.#isShown = true;
    if (takesFocus && !this.#chat.isInline) {
      // A keyboard that comes up unasked hides what there is to read.
      const isTouch = matchMedia("(pointer: coarse)").matches;
      (isTouch ? this.#panel : this.#input).focus({ preventScroll: true });
    }
    this.#toEnd();
    this.#tell("relais:open");
  }

  hide(): void {
    if (this.#panel.hidden) return;
    const hadFocus = this.#panel.contains(this.#chat.shadowRoot!.activeElement);
    this.#panel.hidden = true;
    if (hadFocus) this.#giveFocusBack();
    this.#menu.close();
    if (this.#isShown) this.#tell("relais:close");
    this.#isShown = false;
  }

  /** Focus comes back to where it was; a page that opened the widget itself had it nowhere. */
  #giveFocusBack(): void {
    const launcher = this.#chat.shadowRoot?.querySelector<HTMLElement>(".launcher");
    const back = this.#opener?.isConnected && this.#opener !== document.body ? this.#opener : launcher;
    (back === this.#chat ? launcher : back)?.focus({ preventScroll: true });
  }

  destroy(): void {
    visualViewport?.removeEventListener("resize", this.#fit);
    this.#conversation.destroy();
  }

  /** An attribute has changed that makes it another conversation. */
  changed(_: "bundle" | "keys" | "lang"): void {
    this.#conversation.destroy();
    this.reworded();
    this.cleared();
    this.#conversation = new Conversation(this.#chat, this);
    this.#started = this.#card = undefined;
    if (this.#chat.isOpen) this.#begin();
  }

  /** The words above the conversation have changed. */
  retitled(): void {
    this.#heading.textContent = this.#chat.getAttribute("title") || this.#strings.title;
  }

  /** The words of the frame have changed: it is made anew around the conversation, which stays. */
  reworded(): void {
    this.#strings = wordsOf(languageOf(this.#chat), this.#chat.strings);
    const before = { panel: this.#panel, log: this.#log, input: this.#input };
    const isWriting = this.#chat.shadowRoot?.activeElement === before.input;
    this.#panel = this.#frame();
    this.#panel.hidden = before.panel.hidden;
    before.log.setAttribute("aria-label", this.#strings.log);
    this.#log.replaceWith(before.log);
    this.#log = before.log;
    this.#input.value = before.input.value;
    before.panel.replaceWith(this.#panel);
    this.#fit();
    if (isWriting) this.#input.focus({ preventScroll: true });
  }

  async send(said: Said, shown?: string): Promise<void> {
    this.#begin();
    const text = "text" in said ? said.text : "";
    await this.#conversation.say(said, shown ?? text);
  }

  async learn(facts: Facts): Promise<void> {
    if (this.#started) await this.#conversation.learn(facts);
  }

  async available(availability: Availability): Promise<void> {
    if (this.#started) await this.#conversation.available(availability);
  }

  async handoff(event: HandoffEvent): Promise<void> {
    this.#begin();
    await this.#conversation.handoff(event);
  }

  async personSays(message: PersonMessage): Promise<void> {
    this.#begin();
    await this.#conversation.personSays(message);
  }

  async reset(): Promise<void> {
    this.#begin();
    await this.#conversation.reset();
  }

  transcript(): string {
    return transcript(this.#conversation.entries, this.#strings);
  }

  // What the conversation shows.

  said(entry: Entry): void {
    this.#log.setAttribute("aria-live", "polite");
    this.#show(entry);
  }

  restored(entries: Entry[], isReady: boolean): void {
    this.cleared();
    // What was there before is not news to a screen reader.
    this.#log.setAttribute("aria-live", "off");
    for (const entry of entries) this.#show(entry);
    if (!isReady) this.#log.append(this.#loading());
  }

  ready(): void {
    this.#log.querySelector(".loading")?.remove();
  }

  #show(entry: Entry): void {
    this.#choices?.remove();
    for (const old of this.#log.querySelectorAll(".loading, .failure")) old.remove();
    const { message, choices } = messageView(entry, this.#strings, this.#press);
    this.#log.insertBefore(message, this.#working ?? null);
    if (choices) message.after(choices);
    this.#choices = choices;
    if (entry.by === "assistant") this.#expects(entry.reply);
    this.#toEnd();
  }

  cleared(): void {
    this.#log.replaceChildren();
    this.#choices = this.#working = undefined;
  }

  working(is: boolean): void {
    this.#working?.remove();
    this.#working = is
      ? h("p", { class: "working", part: "working" }, this.#strings.working, h("span", { class: "dots", "aria-hidden": "true" }))
      : undefined;
    if (this.#working) this.#log.append(this.#working);
    this.#toEnd();
  }

  failed(error: RelaisError): void {
    this.#log.querySelector(".loading")?.remove();
    this.#log.querySelector(".failure")?.remove();
    const failure = h("div", { class: "message assistant failure", part: "message assistant" });
    this.#log.append(failure);
    if (error.code === "no-webassembly") void this.#showCard(failure);
    else this.#showRetry(failure);
  }

  // The frame.

  #frame(): HTMLElement {
    const strings = this.#strings;
    const language = languageOf(this.#chat);
    const inline = this.#chat.isInline;
    this.#heading = h("h2", { id: "title", part: "title" }, this.#chat.getAttribute("title") || strings.title);
    this.#menu = new Menu(strings, {
      copy: () => navigator.clipboard.writeText(this.transcript()),
      download: () => this.#download(),
      print: () => print(),
      delete: () => void this.#delete(),
    });
    const close = button(icon("close"), () => this.#chat.close(), {
      class: "icon-button", part: "close", "aria-label": strings.close,
    });
    const header = h(
      "header",
      { part: "header" },
      h("div", { class: "titles" }, this.#heading, h("p", {}, strings.subtitle)),
      this.#menu.element,
      inline ? undefined : close,
    );
    this.#log = h("div", {
      class: "log", part: "log", role: "log", "aria-label": strings.log, "aria-live": "polite", tabindex: "0",
    });
    this.#input = h("input", {
      type: "text", part: "input", "aria-label": inline ? strings.search : strings.input,
      placeholder: inline ? strings.search : strings.placeholder,
      autocomplete: "off", enterkeyhint: "send", maxlength: 4000,
    });
    const send = h("button", { type: "submit", class: "icon-button", part: "send", "aria-label": strings.send }, icon("send"));
    const composer = h("form", { class: "composer", part: "composer", onsubmit: this.#onSubmit }, this.#input, send);
    const person = button(
      h("span", {}, icon("person"), strings.talk_to_a_person),
      this.#askForPerson,
      { class: "person", part: "person" },
    );
    const footer = h("footer", {}, person);
    const parts = inline ? [header, composer, this.#log, footer] : [header, this.#log, footer, composer];
    return h(
      "section",
      {
        class: inline ? "panel inline" : "panel", part: "panel", role: inline ? "region" : "dialog",
        "aria-labelledby": "title", tabindex: "-1", lang: language, dir: directionOf(language),
        onkeydown: this.#onKey,
      },
      ...parts,
    );
  }

  /** How an answer is typed while this reply is the last one. */
  #expects({ outcome }: Reply): void {
    const keyboard = keyboardFor(outcome.type === "ask" ? outcome : undefined);
    for (const name of ["inputmode", "autocapitalize"]) {
      if (keyboard[name]) this.#input.setAttribute(name, keyboard[name]);
      else this.#input.removeAttribute(name);
    }
    this.#input.setAttribute("autocomplete", keyboard.autocomplete ?? "off");
    const { input, search, placeholder } = this.#strings;
    const name = outcome.type === "ask" ? outcome.question : this.#chat.isInline ? search : input;
    this.#input.setAttribute("aria-label", name);
    const mask = outcome.type === "ask" ? shapeOf(outcome) : undefined;
    const question = this.#chat.isInline ? search : placeholder;
    this.#input.placeholder = mask ?? (outcome.type === "ask" ? input : question);
  }

  // What the visitor does.

  #press = (said: Said, shown: string): void => {
    const isTouch = matchMedia("(pointer: coarse)").matches;
    // The button that was pressed goes; the focus must not go with it.
    (isTouch ? this.#log : this.#input).focus({ preventScroll: true });
    // Where the engine is still on its way, it would be there to be pressed twice.
    this.#choices?.remove();
    void this.send(said, shown);
  };

  #askForPerson = (): void => {
    const { talk_to_a_person: asked, no_engine } = this.#strings;
    if (!this.#card) return this.#press({ text: asked }, asked);
    this.#conversation.handOver(handOverWithout(this.#card, no_engine, tagOf(languageOf(this.#chat))));
    this.#log.querySelector<HTMLElement>(".contact a")?.focus();
  };

  #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = this.#input.value.trim();
    if (text === "") return;
    this.#input.value = "";
    void this.send({ text });
  };

  #onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.defaultPrevented && !this.#chat.isInline) {
      event.preventDefault();
      if (this.#menu.isOpen) this.#menu.close();
      else this.#chat.close();
    }
    if (event.key === "Tab" && this.#isFullScreen) this.#stayWithin(event);
  };

  /** Where nothing of the page can be seen, the keyboard does not go there. */
  #stayWithin(event: KeyboardEvent): void {
    const all = this.#panel.querySelectorAll<HTMLElement>("a[href], button, input, summary, [tabindex='0'], video");
    const seen = [...all].filter((element) => element.offsetParent !== null);
    const active = this.#chat.shadowRoot?.activeElement;
    const [from, to] = event.shiftKey ? [seen[0], seen.at(-1)] : [seen.at(-1), seen[0]];
    if (active === from || (event.shiftKey && active === this.#panel)) {
      event.preventDefault();
      to?.focus();
    }
  }

  get #isFullScreen(): boolean {
    return !this.#chat.isInline && matchMedia("(max-width: 480px)").matches;
  }

  #download(): void {
    const url = URL.createObjectURL(new Blob([this.transcript()], { type: "text/plain;charset=utf-8" }));
    h("a", { href: url, download: "conversation.txt" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  async #delete(): Promise<void> {
    await this.reset();
    this.said({ by: "widget", text: this.#strings.deleted });
    this.#input.focus({ preventScroll: true });
  }

  // How it starts, and what is there where it does not.

  #begin(): void {
    if (this.#started) return;
    this.#log.append(this.#loading());
    this.#started = this.#conversation.start();
  }

  #loading(): HTMLElement {
    return h("p", { class: "loading" }, this.#strings.loading);
  }

  async #showCard(failure: HTMLElement): Promise<void> {
    try {
      const bundle = new URL(this.#chat.getAttribute("bundle") ?? "", document.baseURI);
      let bytes = new Uint8Array(await (await fetch(bundle)).arrayBuffer());
      const keys = this.#chat.getAttribute("keys");
      // Whom to call is not for anybody to say.
      if (keys !== null) bytes = await (await import("../signature.js")).verify(bytes, keys);
      const found = card(bytes, tagOf(languageOf(this.#chat)));
      if (!found) return this.#showRetry(failure);
      failure.append(cardView(found, this.#strings));
      this.#card = found;
      // Nobody would answer what is written.
      if (this.#chat.shadowRoot?.activeElement === this.#input) this.#panel.focus({ preventScroll: true });
      this.#input.form!.hidden = true;
      this.#toEnd();
    } catch (error) {
      console.error("relais:", error);
      this.#showRetry(failure);
    }
  }

  /** Where nothing can be had, the words of the page itself are what is left. */
  #showRetry(failure: HTMLElement): void {
    const again = button(this.#strings.try_again, () => {
      failure.remove();
      this.#started = undefined;
      this.#begin();
    }, { class: "option", part: "option" });
    failure.replaceChildren(h("p", {}, this.#strings.no_bundle), h("slot"), again);
    this.#toEnd();
  }

  /** Once in a frame, however much was said: to know how high things are, all of it is laid out. */
  #toEnd(): void {
    this.#scroll ??= requestAnimationFrame(() => {
      this.#scroll = undefined;
      this.#scrollToEnd();
    });
  }

  #scrollToEnd(): void {
    const last = this.#log.lastElementChild;
    // A long answer is read from its beginning.
    const messages = this.#log.querySelectorAll<HTMLElement>(".message");
    const newest = messages[messages.length - 1];
    if (!newest || !last) return;
    const height = last.getBoundingClientRect().bottom - newest.getBoundingClientRect().top;
    // There is a margin below it.
    const fits = height + 24 <= this.#log.clientHeight;
    if (fits) this.#log.scrollTop = this.#log.scrollHeight;
    else this.#log.scrollTop += newest.getBoundingClientRect().top - this.#log.getBoundingClientRect().top - 8;
  }

  /** The part of the window that a keyboard on the screen leaves; and whether that is all of it. */
  #fit = (): void => {
    if (this.#isFullScreen) this.#panel.setAttribute("aria-modal", "true");
    else this.#panel.removeAttribute("aria-modal");
    if (!visualViewport) return;
    this.#panel.style.setProperty("--relais-visible-height", `${visualViewport.height}px`);
  };

  #tell(name: string): void {
    this.#chat.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
  }
}

/** A mask as people read it: `OD-999999` is `OD-000000`. */
function shapeOf({ expects, pattern }: Ask): string | undefined {
  if (expects !== "pattern" || !pattern) return undefined;
  return pattern.replaceAll("9", "0");
}

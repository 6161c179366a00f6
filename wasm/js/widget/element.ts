/**
 * `<relais-chat>`: a button that opens a conversation, or, with the attribute `inline`, the conversation
 * itself. Everything but the button is loaded when the visitor opens it.
 */

import type { Availability, Facts, HandoffEvent, Memo } from "../../types/wire.js";
import type { PersonMessage, Strings } from "../../types/widget.js";
import { RelaisError } from "../error.js";
import css from "./launcher.css";
import { icon } from "./icons.js";
import { directionOf, languageOf } from "./language.js";
import type { Panel } from "./panel.js";
import { pause } from "./pause.js";
import { carryOutWaiting } from "./queue.js";

// A server imports this file too, and has no elements.
const Element = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

export class RelaisChat extends Element {
  static observedAttributes = ["bundle", "keys", "lang", "title", "open", "inline"];

  #panel: Panel | undefined;
  #loading: Promise<Panel> | undefined;
  #launcher: HTMLButtonElement | undefined;
  #badge: HTMLElement | undefined;
  #own: HTMLElement | undefined;
  #isOpening = false;
  #unread = 0;
  #facts: Facts = {};
  #availability: Availability | undefined;
  #memo: Memo | undefined;
  #strings: Partial<Strings> = {};

  // The life of an element.

  connectedCallback(): void {
    // A property set before the element was defined hides the accessor of the class.
    for (const name of ["facts", "availability", "memo", "strings"] as const) this.#upgrade(name);
    if (!this.shadowRoot) this.#draw();
    carryOutWaiting();
    if (this.isInline || this.hasAttribute("open")) void this.#open(false);
    else if (this.getAttribute("preload") === "idle") whenIdle(() => this.#load());
  }

  disconnectedCallback(): void {
    // An element that is only moved comes back at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#panel?.destroy();
      this.#panel = this.#loading = undefined;
      this.shadowRoot?.querySelector(".panel")?.remove();
    });
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.isConnected || !this.shadowRoot || before === after) return;
    if (name === "open") {
      if (after === null) this.close();
      else if (!this.#isOpening) void this.open();
    } else if (name === "bundle" || name === "keys" || name === "lang") {
      this.#label();
      this.#panel?.changed(name);
    } else if (name === "title") {
      this.#panel?.retitled();
    }
  }

  // What a page does with it.

  /** Opens the conversation. */
  open(): Promise<void> {
    return this.#open(true);
  }

  /** Who has opened it goes on there; where it is open from the start, the page has the focus. */
  async #open(takesFocus: boolean): Promise<void> {
    const opener = document.activeElement;
    this.#isOpening = true;
    this.setAttribute("open", "");
    this.#isOpening = false;
    this.#launcher?.setAttribute("aria-expanded", "true");
    this.unread = 0;
    const panel = await this.#load().catch((error) => this.#failed(error));
    if (!panel || !this.hasAttribute("open")) return;
    await panel.show(takesFocus, opener instanceof HTMLElement ? opener : undefined);
  }

  /** Closes it; the conversation stays. */
  close(): void {
    this.removeAttribute("open");
    this.#launcher?.setAttribute("aria-expanded", "false");
    if (!this.isInline) this.#panel?.hide();
  }

  /** Says something for the customer. */
  async send(text: string): Promise<void> {
    await (await this.#load()).send({ text });
  }

  /** Forgets the conversation and starts another one. */
  async reset(): Promise<void> {
    await (await this.#load()).reset();
  }

  /** Tells what the page knows about the customer now. */
  async setFacts(facts: Facts): Promise<void> {
    this.#facts = { ...this.#facts, ...facts };
    await this.#panel?.learn(facts);
  }

  /** Tells who is there to take over now. */
  async setAvailability(availability: Availability): Promise<void> {
    this.#availability = availability;
    await this.#panel?.available(availability);
  }

  /** Tells what became of the hand-over. */
  async handover(status: HandoffEvent): Promise<void> {
    await (await this.#load()).handoff(status);
  }

  /** Shows what the person says who has taken over. */
  async say(message: PersonMessage | string): Promise<void> {
    const said = typeof message === "string" ? { text: message } : message;
    await (await this.#load()).personSays(said);
  }

  /** The conversation as text, for a page that keeps it. */
  get transcript(): string {
    return this.#panel?.transcript() ?? "";
  }

  get isOpen(): boolean {
    return this.hasAttribute("open") || this.isInline;
  }

  get isInline(): boolean {
    return this.hasAttribute("inline");
  }

  get facts(): Facts {
    return { ...this.#factsOfPage(), ...this.#facts };
  }

  set facts(facts: Facts) {
    void this.setFacts(facts);
  }

  get availability(): Availability | undefined {
    return this.#availability;
  }

  set availability(availability: Availability | undefined) {
    if (availability) void this.setAvailability(availability);
  }

  /** What earlier contacts left; it counts for conversations that start after it is set. */
  get memo(): Memo | undefined {
    return this.#memo;
  }

  set memo(memo: Memo | undefined) {
    this.#memo = memo;
  }

  /** Sentences of the widget that the page words otherwise. */
  get strings(): Partial<Strings> {
    return this.#strings;
  }

  set strings(strings: Partial<Strings>) {
    this.#strings = strings;
    this.#label();
    this.#panel?.reworded();
  }

  /** How many messages came while it was closed. */
  get unread(): number {
    return this.#unread;
  }

  set unread(count: number) {
    this.#unread = count;
    if (this.#badge) {
      this.#badge.textContent = count > 0 ? String(count) : "";
      this.#badge.hidden = count === 0;
    }
    this.#label();
  }

  // How it looks when it is closed.

  #draw(): void {
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    const launcher = document.createElement("button");
    launcher.type = "button";
    launcher.className = "launcher";
    launcher.setAttribute("part", "launcher");
    launcher.setAttribute("aria-haspopup", "dialog");
    launcher.setAttribute("aria-expanded", "false");
    launcher.append(icon("chat"));
    const badge = document.createElement("span");
    badge.className = "badge";
    badge.setAttribute("part", "badge");
    badge.setAttribute("aria-hidden", "true");
    badge.hidden = true;
    launcher.append(badge);
    launcher.onclick = () => (this.isOpen ? this.close() : void this.open());
    this.#launcher = launcher;
    this.#badge = badge;
    root.append(launcher);
    this.#label();
  }

  #label(): void {
    const language = languageOf(this);
    this.#launcher?.setAttribute("lang", language);
    this.#launcher?.setAttribute("dir", directionOf(language));
    const french = language.startsWith("fr");
    const ask = this.#strings.launcher ?? (french ? "Poser une question" : "Ask a question");
    const unread = this.#strings.unread ?? (french ? "non lus\u00a0: {count}" : "{count} unread");
    const count = this.#unread > 0 ? ` (${unread.replace("{count}", String(this.#unread))})` : "";
    this.#launcher?.setAttribute("aria-label", ask + count);
  }

  #load(): Promise<Panel> {
    this.#loading ??= import("./panel.js").then(async ({ Panel }) => {
      // To read what was fetched, to make the frame and to begin are a task each.
      await pause();
      this.#own?.remove();
      const panel = (this.#panel = new Panel(this));
      await pause();
      return panel;
    });
    // A network that fails now may work later.
    this.#loading.catch(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** Without the panel there is what the page wrote into the element, and another try. */
  #failed(error: unknown): void {
    this.#own ??= this.#box();
    this.shadowRoot!.append(this.#own);
    this.removeAttribute("open");
    this.#launcher?.setAttribute("aria-expanded", "false");
    const told = new RelaisError("unreachable", `the widget cannot be loaded: ${error}`);
    console.error("relais:", told);
    this.dispatchEvent(new CustomEvent("relais:error", { detail: { error: told }, bubbles: true, composed: true }));
  }

  #box(): HTMLElement {
    const box = document.createElement("div");
    box.className = "own";
    box.setAttribute("role", "status");
    box.append(document.createElement("slot"));
    return box;
  }

  #upgrade(name: "facts" | "availability" | "memo" | "strings"): void {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete (this as Record<string, unknown>)[name];
    (this as Record<string, unknown>)[name] = value;
  }

  /** The JSON of the element that `facts-from` selects: `<script type="application/json" id="facts">`. */
  #factsOfPage(): Facts {
    const selector = this.getAttribute("facts-from");
    const text = selector && document.querySelector(selector)?.textContent;
    if (!text) return {};
    try {
      return JSON.parse(text);
    } catch (error) {
      console.error(`relais: the element ${selector} is not JSON`, error);
      return {};
    }
  }
}

function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(work);
  else setTimeout(work, 200);
}

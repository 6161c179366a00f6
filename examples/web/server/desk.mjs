// The desk: customers who wait for a person, and the people who answer them.
//
// Who calls it gives a function that sends to them, and gets functions that take what they say and that
// they are gone. What is said is in the README.
import { Diary } from "./diary.mjs";

/** The queues of the knowledge base. The same people answer all of them here. */
const QUEUES = ["service", "technical", "billing", "care", "fraud", "retention"];

export class Desk {
  #patience;
  #grace;
  #diary = new Diary();
  #customers = new Set();
  #agents = new Set();
  #conversations = new Map();
  #messages = new Map();
  /** How conversations ended whose customer was away just then. */
  #over = new Map();

  constructor({ patience, grace }) {
    this.#patience = patience;
    this.#grace = grace;
  }

  /** A customer's page has connected. */
  customer(send) {
    const customer = { send, conversation: undefined };
    this.#customers.add(customer);
    send({ type: "availability", availability: this.#availability() });
    return {
      message: (message) => this.#fromCustomer(customer, message),
      close: () => {
        this.#customers.delete(customer);
        this.#lost(customer.conversation);
      },
    };
  }

  /** A person has sat down at the desk. */
  agent(send) {
    const agent = { send, name: "", isFree: false, conversation: undefined };
    this.#agents.add(agent);
    this.#tellAll();
    return {
      message: (message) => this.#fromAgent(agent, message),
      close: () => {
        this.#agents.delete(agent);
        // The customer waits for somebody else.
        if (agent.conversation) this.#wait(agent.conversation);
        this.#tellAll();
      },
    };
  }

  close() {
    for (const { timer } of this.#conversations.values()) clearTimeout(timer);
  }

  #fromCustomer(customer, message) {
    switch (message.do) {
      case "hand-over":
        return this.#take(customer, message.handoff);
      case "return":
        return this.#returned(customer, message.key);
      case "say":
        return this.#say(customer.conversation, "customer", words(message.text));
      case "leave":
        return this.#end(customer.conversation, "left");
      default:
        throw new Error(`a customer cannot ${message.do}`);
    }
  }

  #fromAgent(agent, message) {
    switch (message.do) {
      case "present":
        agent.name = words(message.name, 60);
        agent.isFree = message.isFree === true;
        return this.#tellAll();
      case "accept":
        return this.#accept(agent, this.#conversations.get(message.key));
      case "say":
        return this.#say(agent.conversation, "person", words(message.text), agent.name);
      case "end":
        return this.#end(agent.conversation, "completed");
      default:
        throw new Error(`a person cannot ${message.do}`);
    }
  }

  /** A hand-over arrives: a conversation to take, a call to make, or a message to answer. */
  #take(customer, { key, promise, queue_title, priority, reason, packet }) {
    const { locale, question, summary, values, facts, transcript, message } = packet;
    if (promise.type === "callback") {
      const isBooked = this.#diary.book(key, promise, summary);
      customer.send({ type: "status", status: isBooked ? "accepted" : "failed" });
    } else if (promise.type === "message") {
      this.#messages.set(key, { message, summary });
      customer.send({ type: "status", status: "accepted" });
    } else if (promise.type === "now") {
      const about = { key, queue_title, priority, reason, locale, question, summary, values, facts, transcript };
      const conversation = { key, about, customer, agent: undefined, lines: [], unheard: [], timer: undefined };
      customer.conversation = conversation;
      this.#conversations.set(key, conversation);
      this.#wait(conversation);
    }
    this.#tellAll();
  }

  /** The customer waits, but not for ever. */
  #wait(conversation) {
    conversation.agent = undefined;
    clearTimeout(conversation.timer);
    conversation.timer = setTimeout(() => this.#end(conversation, "expired"), this.#patience);
  }

  #accept(agent, conversation) {
    // Somebody else was faster, or the customer has gone; the board says so already.
    if (!conversation || conversation.agent || agent.conversation) return;
    clearTimeout(conversation.timer);
    conversation.agent = agent;
    agent.conversation = conversation;
    agent.send({ type: "conversation", about: conversation.about, lines: conversation.lines });
    this.#toCustomer(conversation, { type: "status", status: "accepted" });
    this.#tellAll();
  }

  #say(conversation, by, text, from) {
    if (!conversation || text === "") return;
    const line = { by, text, from };
    conversation.lines.push(line);
    conversation.agent?.send({ type: "said", ...line });
    if (by === "person") this.#toCustomer(conversation, { type: "said", text, from });
  }

  /** The conversation is over: `completed`, `expired`, or the customer has `left`. */
  #end(conversation, how) {
    if (!conversation) return;
    clearTimeout(conversation.timer);
    this.#conversations.delete(conversation.key);
    if (!conversation.customer) this.#over.set(conversation.key, how);
    else if (how !== "left") conversation.customer.send({ type: "status", status: how });
    conversation.agent?.send({ type: "ended", how });
    if (conversation.agent) conversation.agent.conversation = undefined;
    if (conversation.customer) conversation.customer.conversation = undefined;
    this.#tellAll();
  }

  /** The connection to a customer is lost: a page that is loaded again comes back soon. */
  #lost(conversation) {
    if (!conversation) return;
    conversation.customer = undefined;
    // Who is waiting is waited for no longer than the patience that runs already.
    if (conversation.agent) conversation.timer = setTimeout(() => this.#end(conversation, "left"), this.#grace);
  }

  #returned(customer, key) {
    const conversation = this.#conversations.get(key);
    if (!conversation) {
      const status = this.#over.get(key) === "completed" ? "completed" : "expired";
      this.#over.delete(key);
      return customer.send({ type: "status", status });
    }
    if (conversation.agent) clearTimeout(conversation.timer);
    conversation.customer = customer;
    customer.conversation = conversation;
    for (const message of conversation.unheard.splice(0)) customer.send(message);
  }

  #toCustomer({ customer, unheard }, message) {
    if (customer) customer.send(message);
    else unheard.push(message);
  }

  /** Who is there is told to every customer, and what there is to do to everybody at the desk. */
  #tellAll() {
    const availability = this.#availability();
    for (const customer of this.#customers) customer.send({ type: "availability", availability });
    const waiting = this.#waiting().map(({ about }) => about);
    const board = { type: "board", waiting, calls: this.#diary.calls, messages: [...this.#messages.values()] };
    for (const agent of this.#agents) agent.send(board);
  }

  #waiting() {
    return [...this.#conversations.values()].filter(({ agent }) => !agent);
  }

  /** What the widget is told of who can take over. */
  #availability() {
    const working = [...this.#agents].filter(({ isFree, conversation }) => isFree || conversation);
    const free = working.filter(({ conversation }) => !conversation).length - this.#waiting().length;
    const state = { open: true, seats: Math.max(free, 0), ...(free > 0 ? {} : { wait_seconds: 120 }) };
    const queues = Object.fromEntries(working.length > 0 ? QUEUES.map((queue) => [queue, state]) : []);
    return { queues, callbacks: this.#diary.free(), message: true };
  }
}

/** Words as somebody wrote them, not longer than anybody writes. */
function words(text, most = 4000) {
  if (typeof text !== "string") throw new Error("words are missing");
  return text.trim().slice(0, most);
}

// The chat gateway: a line of JSON goes in, a line of JSON comes out.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, morning, night } from "./server.mjs";

class Gateway {
    constructor(clock = morning, language = "en") {
        this.path = join(mkdtempSync(join(tmpdir(), "relais-chat-")), "kb.relais");
        copyFileSync(bundle, this.path);
        this.process = spawn(process.env.RELAIS_GATEWAY, [this.path, language, String(clock)]);
        this.process.stderr.on("data", (data) => assert.fail(data.toString()));
        this.exit = once(this.process, "exit");
        this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
    }

    async raw(line) {
        this.process.stdin.write(`${line}\n`);
        return JSON.parse((await this.lines.next()).value);
    }

    send(message) {
        return this.raw(JSON.stringify(message));
    }

    async stop() {
        this.process.stdin.end();
        assert.deepEqual(await this.exit, [0, null]);
    }
}

let gateway;
before(() => (gateway = new Gateway()));
after(() => gateway.stop());

test("a conversation begins by saying that a machine answers, once", async () => {
    const first = await gateway.send({ conversation: "begin", text: "where is my parcel?" });
    assert.equal(first.messages.length, 2);
    assert.match(first.messages[0], /^I am Ondelia's automatic assistant/);
    assert.equal(first.outcome, "answer");
    const second = await gateway.send({ conversation: "begin", text: "how do I pay my bill?" });
    assert.equal(second.messages.length, 1);
});

test("nothing written only begins", async () => {
    const first = await gateway.send({ conversation: "empty", text: "" });
    assert.equal(first.messages.length, 1);
    assert.equal(first.outcome, "say");
});

test("French is answered in French, and a person gets what was said", async () => {
    const french = new Gateway(morning, "fr");
    await french.send({ conversation: "fr", text: "où est mon colis ?" });
    const reply = await french.send({ conversation: "fr", text: "je veux parler à quelqu'un" });
    assert.equal(reply.outcome, "handover");
    assert.equal(reply.with_human, true);
    assert.equal(reply.queue, "service");
    assert.match(reply.summary, /où est mon colis/);
    assert.match(reply.uui, /^04[0-9a-f]+;encoding=hex/);
    const silent = await french.send({ conversation: "fr", text: "vous êtes là ?" });
    assert.deepEqual(silent.messages, []);
    const back = await french.send({ conversation: "fr", event: "handover_failed" });
    assert.equal(back.with_human, false);
    assert.ok(back.messages[0].length > 0);
    await french.stop();
});

test("conversations do not mix", async () => {
    await gateway.send({ conversation: "one", text: "where is my parcel?" });
    const other = await gateway.send({ conversation: "two", choice: 0 });
    assert.equal(other.messages.length, 2);
    assert.notEqual(other.outcome, "ask");
    const own = await gateway.send({ conversation: "one", choice: 0 });
    assert.deepEqual(own.messages, ["What is your order number?"]);
});

test("a form ends with an act, and what the host found is said", async () => {
    await gateway.send({ conversation: "form", text: "where is my parcel?" });
    await gateway.send({ conversation: "form", choice: 0 });
    const act = await gateway.send({ conversation: "form", text: "OD-123456" });
    assert.equal(act.outcome, "act");
    assert.equal(act.action, "track_order");
    assert.deepEqual(act.values, { order: "OD-123456" });
    const done = await gateway.send({ conversation: "form", acted: "", facts: { "order.status": "shipped" } });
    assert.match(done.messages[0], /shipped/);
    await gateway.send({ conversation: "lost", text: "where is my parcel?" });
    await gateway.send({ conversation: "lost", choice: 0 });
    await gateway.send({ conversation: "lost", text: "OD-123456" });
    const failed = await gateway.send({ conversation: "lost", acted: "lost" });
    assert.match(failed.messages[0], /carrier has lost track of order OD-123456/);
});

test("at night the hours are told", async () => {
    const closed = new Gateway(night);
    const reply = await closed.send({ conversation: "night", text: "I want to talk to a person" });
    assert.equal(reply.promise, "opens");
    assert.equal(reply.with_human, false);
    await closed.stop();
});

test("what is ended is forgotten", async () => {
    await gateway.send({ conversation: "end", text: "hello" });
    assert.deepEqual(await gateway.send({ conversation: "end", event: "end" }), { conversation: "end" });
    assert.equal((await gateway.send({ conversation: "end", text: "hello" })).messages.length, 2);
});

test("what is no message is refused, and the next one answered", async () => {
    for (const line of ["", "no JSON", "[]", "{}", '{"conversation":7,"text":"a"}', '{"conversation":"","text":"a"}'])
        assert.deepEqual(await gateway.raw(line), { error: "invalid-argument" });
    assert.equal((await gateway.send({ conversation: "x".repeat(201), text: "a" })).error, "invalid-argument");
    assert.equal((await gateway.send({ conversation: "bad", event: "unheard of" })).error, "invalid-argument");
    const long = await gateway.send({ conversation: "long", text: "x".repeat(100_000) });
    assert.deepEqual(long, { error: "invalid-argument" });
    assert.equal((await gateway.send({ conversation: "long", text: "hello" })).outcome, "say");
});

test("conversations go on while the bundle is read again, and a damaged one is not taken", async () => {
    await gateway.send({ conversation: "reload", text: "where is my parcel?" });
    writeFileSync(gateway.path, "not a bundle");
    const kept = await gateway.send({ reload: true });
    assert.equal(kept.error, "not-a-bundle");
    assert.equal(kept.generation, 1);
    copyFileSync(bundle, gateway.path);
    assert.deepEqual(await gateway.send({ reload: true }), { generation: 2 });
    assert.equal((await gateway.send({ conversation: "reload", choice: 0 })).outcome, "ask");
});

test("a thousand conversations are kept apart", async () => {
    const ids = Array.from({ length: 1000 }, (_, i) => `crowd-${i}`);
    for (const id of ids) gateway.process.stdin.write(`${JSON.stringify({ conversation: id, text: "" })}\n`);
    for (const id of ids) {
        const reply = JSON.parse((await gateway.lines.next()).value);
        assert.equal(reply.conversation, id);
        assert.equal(reply.messages.length, 1);
    }
});

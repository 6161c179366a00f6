// Plays Asterisk's side of a call: it connects, tells of the call, and answers commands as the test wants.
import net from "node:net";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";

const patience = 30_000;
let calls = 0;

export class Asterisk {
    #lines = [];
    #waiting = null;
    #closed = false;
    #partial = "";
    #recordings = 0;

    /** Calls the server. `torn` sends every byte by itself. */
    static async call(server, options = {}) {
        const { caller = "unknown", language = "en", headers = "", torn = false, script = "" } = options;
        const call = new Asterisk();
        call.id = options.id ?? `1795424400.${++calls}`;
        call.server = server;
        call.torn = torn;
        call.socket = net.connect(server.port, "127.0.0.1");
        call.socket.setNoDelay(true);
        call.socket.on("data", (data) => call.#read(data.toString()));
        call.socket.on("error", () => {});
        call.socket.on("close", () => {
            call.#closed = true;
            call.#waiting?.(null);
        });
        await call.send(
            `agi_network: yes\nagi_network_script: ${script}\nagi_request: agi://127.0.0.1/\nagi_channel: PJSIP/caller-0001\n` +
                `agi_language: ${language}\nagi_uniqueid: ${call.id}\nagi_callerid: ${caller}\n${headers}\n`,
        );
        return call;
    }

    #read(text) {
        const lines = (this.#partial + text).split("\n");
        this.#partial = lines.pop();
        for (const line of lines) {
            if (this.#waiting) this.#waiting(line);
            else this.#lines.push(line);
        }
    }

    async send(text) {
        if (!this.torn) return void this.socket.write(text);
        for (const byte of Buffer.from(text)) {
            this.socket.write(Buffer.of(byte));
            await new Promise(setImmediate);
        }
    }

    /** The next command; null where the server has closed the connection. */
    command() {
        if (this.#lines.length) return Promise.resolve(this.#lines.shift());
        if (this.#closed) return Promise.resolve(null);
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error("no command came")), patience);
            this.#waiting = (line) => {
                clearTimeout(timer);
                this.#waiting = null;
                resolve(line);
            };
        });
    }

    async expect(pattern, reply) {
        const line = await this.command();
        assert.match(line ?? "(closed)", pattern);
        if (reply !== undefined) await this.send(`${reply}\n`);
        return line;
    }

    /** Takes a prompt, which a key interrupts where there is one. Gives its words, and the keys that may. */
    async prompt(key = "") {
        const line = await this.expect(/^STREAM FILE "[^"]+" "[0-9*#]*"$/);
        const [, path, keys] = line.match(/"([^"]+)" "([^"]*)"/);
        const wave = readFileSync(`${path}.wav`);
        assert.equal(wave.readUInt32LE(24), 8000);
        const result = key && keys.includes(key) ? key.charCodeAt(0) : 0;
        await this.send(`200 result=${result} endpos=4000\n`);
        const [voice, text] = this.words(path);
        return { text, voice, keys, path };
    }

    /** The words of a speech file. */
    words(path) {
        return readFileSync(join(this.server.said, path.split("/").pop()), "utf8").split("\t");
    }

    /** Answers the call, and chooses a language by its key. */
    async begin(key = "2") {
        await this.expect(/^ANSWER$/, "200 result=0");
        const french = await this.prompt(key === "1" ? "1" : "");
        assert.equal(french.text, "Pour le français, tapez un.");
        if (key !== "1") await this.prompt(key);
    }

    /** Presses a key while the server waits for one; none is silence. */
    async key(key = "") {
        const line = await this.expect(/^WAIT FOR DIGIT \d+$/, `200 result=${key ? key.charCodeAt(0) : 0}`);
        return Number(line.split(" ").pop());
    }

    /** Says something while the server records: lines `score text`, or undefined for silence. */
    async say(lines) {
        this.#recordings++;
        const file = join(this.server.heard, `${this.id}.${this.#recordings}`);
        const line = await this.expect(/^RECORD FILE "[^"]+" wav "0123456789\*#" \d+ s=\d+$/);
        const path = line.match(/"([^"]+)"/)[1];
        writeFileSync(`${path}.wav`, "a voice");
        if (lines !== undefined) writeFileSync(file, lines);
        await this.send("200 result=0 (timeout) endpos=16000\n");
        return path;
    }

    async press(key) {
        this.#recordings++;
        await this.expect(/^RECORD FILE /, `200 result=${key.charCodeAt(0)} (dtmf) endpos=800`);
    }

    /** Takes what the server sets until it ends the connection: the variables by their names. */
    async end() {
        const variables = {};
        for (;;) {
            const line = await this.command();
            if (line === null) return variables;
            const [, name, value] = line.match(/^SET VARIABLE (\w+) "([^"\\]*)"$/) ?? [];
            assert.ok(name, line);
            variables[name] = value;
            await this.send("200 result=1\n");
        }
    }
}

// Complete calls, by keys and by voice.
import { after, before, describe, test } from "node:test";
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { Asterisk } from "./asterisk.mjs";
import { Server, night } from "./server.mjs";

/** A User-to-User value as a switch puts it into a header (RFC 7433). */
const uui = /^04[0-9a-f]+;encoding=hex;purpose=isdn-uui;content=isdn-uui$/;

function transferred(variables, queue) {
    assert.equal(variables.RELAIS_STATUS, "handover");
    assert.equal(variables.__RELAIS_QUEUE, queue);
    assert.match(variables.__RELAIS_UUI, uui);
    const text = Buffer.from(variables.__RELAIS_UUI.split(";")[0].slice(2), "hex").toString();
    assert.match(text, new RegExp(`q=${queue}`));
}

describe("by keys", () => {
    let server;
    before(async () => (server = await Server.start()));
    after(() => server.stop());

    test("English is chosen by two, French by one, and each has its own voice", async () => {
        const english = await Asterisk.call(server);
        await english.begin("2");
        const hello = await english.prompt();
        assert.match(hello.text, /^I am Ondelia's automatic assistant\./);
        assert.equal(hello.voice, "en-gb");
        const french = await Asterisk.call(server);
        await french.begin("1");
        const bonjour = await french.prompt();
        assert.match(bonjour.text, /^Je suis l'assistant automatique d'Ondelia\./);
        assert.equal(bonjour.voice, "fr");
        english.socket.destroy();
        french.socket.destroy();
    });

    test("who chooses no language is asked twice, and then has that of the switch", async () => {
        const call = await Asterisk.call(server, { language: "fr" });
        await call.expect(/^ANSWER$/, "200 result=0");
        for (let time = 0; time < 2; time++) {
            await call.prompt();
            await call.prompt();
            await call.key();
        }
        assert.match((await call.prompt()).text, /^Je suis/);
        call.socket.destroy();
    });

    test("zero at the first question is a person", async () => {
        const call = await Asterisk.call(server);
        await call.begin("0");
        assert.match((await call.prompt()).text, /passing you to Customer service/);
        transferred(await call.end(), "service");
    });

    test("silence is prompted twice, in other words, and then a person takes over", async () => {
        const call = await Asterisk.call(server);
        await call.begin();
        const hello = await call.prompt();
        assert.equal(await call.key(), 7000);
        const first = await call.prompt();
        await call.key();
        const second = await call.prompt();
        await call.key();
        const last = await call.prompt();
        assert.equal(new Set([hello.text, first.text, second.text, last.text]).size, 4);
        assert.match(second.text, /press zero/);
        assert.equal(last.keys, "", "nobody interrupts a transfer");
        const variables = await call.end();
        transferred(variables, "service");
        assert.match(variables.__RELAIS_SUMMARY, /not understood/);
    });

    test("zero during the greeting interrupts it", async () => {
        const call = await Asterisk.call(server);
        await call.begin();
        await call.prompt("0");
        assert.match((await call.prompt()).text, /passing you/);
        transferred(await call.end(), "service");
    });

    test("a call that no agent takes goes on where it was", async () => {
        const first = await Asterisk.call(server);
        await first.begin("1");
        await first.prompt("0");
        await first.prompt();
        transferred(await first.end(), "service");
        const second = await Asterisk.call(server, { id: first.id, script: "unanswered" });
        const sorry = await second.prompt();
        assert.equal(sorry.voice, "fr");
        assert.match(sorry.text, /nous n'avons toujours personne|personne n'est disponible/);
        assert.equal(await second.key(), 7000);
        second.socket.destroy();
        const unknown = await Asterisk.call(server, { id: first.id, script: "unanswered" });
        assert.deepEqual(await unknown.end(), { RELAIS_STATUS: "failed" });
    });

    test("a star says it again", async () => {
        const call = await Asterisk.call(server);
        await call.begin();
        await call.prompt();
        await call.key();
        const prompt = await call.prompt();
        await call.key("*");
        assert.equal((await call.prompt()).text, prompt.text);
        call.socket.destroy();
    });

    test("at night the hours are told, and who says nothing then is not kept", async () => {
        const closed = await Server.start({ clock: night });
        const call = await Asterisk.call(closed);
        await call.begin();
        await call.prompt("0");
        assert.match((await call.prompt()).text, /is closed at the moment and opens today at eight/);
        for (let silence = 0; silence < 3; silence++) {
            await call.key();
            await call.prompt();
        }
        const variables = await call.end();
        assert.equal(variables.RELAIS_STATUS, "ended");
        assert.equal(variables.__RELAIS_QUEUE, undefined);
        assert.equal(await closed.stop(), 0);
    });
});

describe("by voice", () => {
    let server;
    before(async () => (server = await Server.start({ args: ["--recognise", "./heard", "--act", "tests/act"] })));
    after(() => server.stop());

    async function french() {
        const call = await Asterisk.call(server);
        await call.begin("1");
        await call.prompt();
        return call;
    }

    test("the best of several hypotheses is answered", async () => {
        const call = await Asterisk.call(server);
        await call.begin();
        await call.prompt();
        const recording = await call.say("0.91 where is my parcel\n0.32 wear is my partial\n");
        assert.match((await call.prompt()).text, /^Tracking is in the customer area/);
        assert.ok(!existsSync(`${recording}.wav`), "a voice is not kept");
        call.socket.destroy();
    });

    test("a name that would leave the folder does not", async () => {
        const call = await Asterisk.call(server, { id: "../../../tmp/7" });
        await call.begin();
        await call.prompt();
        const recording = await call.say();
        assert.equal(dirname(recording), server.speech);
        call.socket.destroy();
    });

    test("a French call: silence twice, a question, no words, zero", async () => {
        const call = await french();
        await call.say();
        const first = await call.prompt();
        await call.say();
        assert.notEqual((await call.prompt()).text, first.text);
        await call.say("0.88 où est mon colis\n");
        assert.match((await call.prompt()).text, /^Le suivi est dans l'espace client/);
        await call.say("");
        const unheard = await call.prompt();
        assert.notEqual(unheard.text, first.text, "noise and silence are prompted apart");
        await call.press("0");
        assert.match((await call.prompt()).text, /Service client/);
        const variables = await call.end();
        transferred(variables, "service");
        assert.match(variables.__RELAIS_SUMMARY, /où est mon colis/);
        assert.deepEqual(call.words(variables.__RELAIS_SPOKEN), ["fr", variables.__RELAIS_SUMMARY]);
    });

    test("noise is prompted twice, and then a person takes over", async () => {
        const call = await french();
        const said = new Set();
        for (let noise = 0; noise < 3; noise++) {
            await call.say("");
            said.add((await call.prompt()).text);
        }
        assert.equal(said.size, 3);
        transferred(await call.end(), "service");
    });

    test("a recogniser that breaks is like noise", async () => {
        const call = await french();
        await call.say(Buffer.from("0.5 \xff\xfe\n", "latin1"));
        assert.match((await call.prompt()).text, /n'ai pas/);
        call.socket.destroy();
    });

    test("a form is filled by keys, each of which may come alone, and the act is done", async () => {
        const call = await Asterisk.call(server);
        await call.begin();
        await call.prompt();
        await call.say("0.95 where is my parcel\n");
        await call.prompt("1");
        assert.match((await call.prompt()).text, /^Which number shall I send/);
        await call.press("0");
        for (const key of "612345678") assert.equal(await call.key(key), 3000);
        await call.key("#");
        const promise = await call.prompt();
        assert.equal(promise.text, "I am on it.");
        assert.equal(promise.keys, "");
        assert.match((await call.prompt()).text, /^It is on its way/);
        await call.say("0.9 thanks bye\n");
        assert.match((await call.prompt()).text, /from one to five/);
        await call.press("4");
        await call.prompt();
        assert.deepEqual(await call.end(), { RELAIS_STATUS: "ended" });
    });

    test("a number that the switch knows is not asked for", async () => {
        const call = await Asterisk.call(server, { caller: "0612345678" });
        await call.begin();
        await call.prompt();
        await call.say("0.95 where is my parcel\n");
        await call.prompt("1");
        assert.doesNotMatch((await call.prompt()).text, /Which number/);
        call.socket.destroy();
    });

    test("quotes and line feeds of customers stay out of the commands", async () => {
        const call = await Asterisk.call(server);
        await call.begin();
        await call.prompt();
        await call.say('0.9 where is my "parcel" \\ "\n');
        await call.prompt();
        await call.press("0");
        await call.prompt();
        const variables = await call.end();
        transferred(variables, "service");
        assert.match(variables.__RELAIS_SUMMARY, /parcel/);
    });

    const short = process.env.RELAIS_SHORT_BUNDLE;
    test("a long answer goes on where the caller wants more, by a hash or by a one", { skip: !short }, async () => {
        const parts = await Server.start({ path: short, args: ["--language", "en", "--recognise", "./heard"] });
        for (const key of ["#", "1"]) {
            const call = await Asterisk.call(parts);
            await call.expect(/^ANSWER$/, "200 result=0");
            await call.prompt();
            await call.say("0.95 where is my parcel\n");
            assert.match((await call.prompt(key)).text, /Shall I go on\?$/);
            assert.match((await call.prompt()).text, /^You also get a link by text message/);
            call.socket.destroy();
        }
        assert.equal(await parts.stop(), 0);
    });
});

// Callers who go, switches that refuse, lines that come in pieces, and many calls at once.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import net from "node:net";
import { Asterisk } from "./asterisk.mjs";
import { Server, bundle } from "./server.mjs";

let server;
before(async () => (server = await Server.start()));
after(async () => {
    assert.equal(await server.stop(), 0);
    assert.deepEqual(
        readdirSync(server.speech).filter((name) => !/^[0-9a-f]{32}\.wav$/.test(name)),
        [],
        "nothing but whole speech files is left",
    );
});

/** A call that has heard the greeting. */
async function greeted(options) {
    const call = await Asterisk.call(server, options);
    await call.begin();
    await call.prompt();
    return call;
}

/** The server goes on: another caller is served. */
async function others_are_served() {
    const call = await greeted();
    call.socket.destroy();
}

test("a caller who hangs up while the server waits ends the call", async () => {
    const call = await greeted();
    await call.expect(/^WAIT FOR DIGIT/, "HANGUP\n200 result=-1");
    assert.deepEqual(await call.end(), {});
});

test("a caller who hangs up between two commands ends the call", async () => {
    const call = await greeted();
    await call.expect(/^WAIT FOR DIGIT/, "200 result=0\nHANGUP");
    await call.expect(/^STREAM FILE/);
    assert.equal(await call.command(), null);
});

test("a result of -1 ends the call", async () => {
    const call = await Asterisk.call(server);
    await call.begin();
    await call.expect(/^STREAM FILE/, "200 result=-1 endpos=120");
    assert.deepEqual(await call.end(), {});
});

test("a dead channel ends the call", async () => {
    const call = await greeted();
    await call.expect(/^WAIT FOR DIGIT/, "511 Command Not Permitted on a dead channel or intercept routine");
    assert.deepEqual(await call.end(), {});
});

test("a command that the switch refuses ends the script, and the dialplan is told", async () => {
    const call = await greeted();
    await call.expect(
        /^WAIT FOR DIGIT/,
        "520-Invalid command syntax.  Proper usage follows:\nUsage: WAIT FOR DIGIT <timeout>\n520 End of proper usage.",
    );
    assert.deepEqual(await call.end(), { RELAIS_STATUS: "failed" });
});

test("a switch that goes in the middle of a line harms nobody", async () => {
    for (const part of ["", "agi_", "agi_uniqueid: 1.2\n", "agi_uniqueid: 1.2\n\n200 resu"]) {
        const socket = net.connect(server.port, "127.0.0.1", () => socket.end(part));
        socket.on("error", () => {});
        socket.resume();
        await new Promise((resolve) => socket.on("close", resolve));
    }
    await others_are_served();
});

test("lines that come byte by byte are read like others", async () => {
    const call = await Asterisk.call(server, { torn: true });
    await call.begin();
    assert.match((await call.prompt()).text, /^I am/);
    await call.key("0");
    await call.prompt();
    assert.equal((await call.end()).RELAIS_STATUS, "handover");
});

test("lines of ten thousand bytes are passed over, or read as far as they matter", async () => {
    const long = "x".repeat(10_000);
    const call = await Asterisk.call(server, { headers: `agi_calleridname: ${long}\n` });
    await call.begin();
    await call.prompt();
    await call.expect(/^WAIT FOR DIGIT/, `${long}\n200 result=48 ${long}`);
    await call.prompt();
    assert.equal((await call.end()).RELAIS_STATUS, "handover");
});

test("a damaged bundle is not taken, and calls go on with the one before", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "relais-ivr-")), "kb.relais");
    copyFileSync(bundle, path);
    const reloaded = await Server.start({ path });
    const call = await Asterisk.call(reloaded);
    await call.begin();
    writeFileSync(path, "not a bundle");
    reloaded.process.kill("SIGHUP");
    await reloaded.line(/^kept the bundle: /);
    await call.prompt();
    copyFileSync(bundle, path);
    reloaded.process.kill("SIGHUP");
    await reloaded.line(/^reloaded: generation 2$/);
    await call.key("0");
    await call.prompt();
    assert.equal((await call.end()).RELAIS_STATUS, "handover");
    assert.equal(await reloaded.stop(), 0);
});

test("the end waits for the calls that are there, and takes no others", async () => {
    const ending = await Server.start();
    const call = await Asterisk.call(ending);
    await call.begin();
    await call.prompt();
    ending.process.kill("SIGTERM");
    await refused(ending.port);
    await call.key("0");
    await call.prompt();
    assert.equal((await call.end()).RELAIS_STATUS, "handover");
    await ending.line(/^ended with 0 calls$/);
    assert.equal((await ending.exit)[0], 0);
});

test("the end does not wait for ever", async () => {
    const ending = await Server.start({ args: ["--grace", "1"] });
    const call = await Asterisk.call(ending);
    await call.begin();
    assert.equal(await ending.stop(), 0);
    await call.expect(/^STREAM FILE/);
    assert.equal(await call.command(), null);
});

test("without a synthesiser the dialplan is told at once", async () => {
    const programs = mkdtempSync(join(tmpdir(), "relais-ivr-"));
    writeFileSync(join(programs, "espeak-ng"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    const mute = await Server.start({ programs });
    const call = await Asterisk.call(mute);
    await call.expect(/^ANSWER$/, "200 result=0");
    assert.deepEqual(await call.end(), { RELAIS_STATUS: "failed" });
    await mute.stop();
});

test("a hundred calls at once are all handed over while the bundle is read again five times", async () => {
    const calls = Array.from({ length: 100 }, async () => {
        const call = await greeted();
        await call.key();
        await call.prompt();
        await call.key("0");
        await call.prompt();
        return call.end();
    });
    for (let time = 0; time < 5; time++) {
        server.process.kill("SIGHUP");
        await server.line(/^reloaded: generation \d+$/);
    }
    for (const variables of await Promise.all(calls)) {
        assert.equal(variables.RELAIS_STATUS, "handover");
        assert.equal(variables.__RELAIS_QUEUE, "service");
    }
});

/** Waits until nobody listens any more. */
async function refused(port) {
    for (;;) {
        const is_refused = await new Promise((resolve) => {
            const socket = net.connect(port, "127.0.0.1", () => resolve(socket.destroy() && false));
            socket.on("error", () => resolve(true));
        });
        if (is_refused) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
}

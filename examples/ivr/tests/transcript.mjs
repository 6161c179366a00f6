// Writes the record of the telephony test: what Asterisk logged of a whole call, and the figures of many.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, day] = process.argv.slice(2);
const read = (name) => readFileSync(join(folder, name), "utf8");
const lines = (name) => read(name).split("\n");

/** What a speech file says. */
function words(path) {
    try {
        return read(join("said", path.split("/").pop())).split("\t")[1];
    } catch {
        return path.split("/").pop();
    }
}

/** The commands of the call and their replies, with the words of prompts in place of their files. */
function transcript() {
    const from = lines("one.log");
    const start = from.findIndex((line) => line.includes("AGI Tx >> agi_network"));
    const kept = [];
    for (const line of from.slice(start)) {
        const time = line.match(/^\[\w+ +\d+ ([\d:]+)\]/)?.[1];
        const [, way, text] = line.match(/AGI (Rx <<|Tx >>) (.*)$/) ?? [];
        const step = line.match(/Executing \[(.*?)\] (\w+)\(".*?", "(.*)"\)/);
        if (text !== undefined && text !== "" && !text.startsWith("agi_")) {
            const said = text.replace(/"(\/[^"]*)"/g, (_, path) => `"${words(path)}"`);
            kept.push(`${time} ${way === "Rx <<" ? "server  " : "asterisk"} ${said}`);
        } else if (step) {
            const argument = step[3].replace(/\/[^ ,()]*\/([0-9a-f]{32})/g, "SPOKEN");
            kept.push(`${time} dialplan [${step[1]}] ${step[2]}(${argument})`);
        }
    }
    return kept;
}

/** The last row of SIPp's statistics, by the names of the columns. */
function figures() {
    const rows = lines("many.csv").filter(Boolean).map((row) => row.split(";"));
    return Object.fromEntries(rows[0].map((name, column) => [name, rows.at(-1)[column]]));
}

const many = figures();
const agents = lines("agent.log").filter((line) => line.startsWith("User-to-User"));
const decoded = Buffer.from(agents[0].match(/04([0-9a-f]+)/)[1], "hex").toString();
const version = read("one.log").match(/agi_version: (\S+)/)[1];
const reloads = lines("server.out").filter((line) => line.startsWith("reloaded")).length;
const ended = lines("server.err").filter((line) => line.includes(": handover after")).length;

console.log(`# Real calls through Asterisk, ${day}

Written by \`examples/ivr/telephony\`: Asterisk ${version}, SIPp as the callers and the agents, G.711 and
RFC 4733 keys, all on 127.0.0.1 in a network namespace, on two cores that other work shared.

## A whole call

The language is chosen by a key that interrupts the question. The greeting says that a machine answers. Then
there is a silence, a noise, a question, and "0" in the middle of the answer. Nobody speaks in this call: a
program in the place of a recogniser tells what was heard in which recording. The names of speech files are
replaced by what they say.

\`\`\`text
${transcript().join("\n")}
\`\`\`

The agent's INVITE had this header, which says \`${decoded}\`:

\`\`\`text
${agents[0]}
\`\`\`

Before it, a call was made while no agent was there: the dialplan asked for \`unanswered\`, and the caller heard
that nobody is there and how else to reach the company.

## Many calls

| | |
|---|--:|
| calls, ten a second | ${many["TotalCallCreated"]} |
| succeeded | ${many["SuccessfulCall(C)"]} |
| failed | ${many["FailedCall(C)"]} |
| transfers in the server's log, with the two calls above | ${ended} |
| INVITEs at the agent with a User-to-User header, with the one above | ${agents.length} |
| at once, at most | ${Math.max(...lines("many.csv").filter(Boolean).slice(1).map((row) => Number(row.split(";")[Object.keys(many).indexOf("CurrentCall")])))} |
| reloads of the bundle meanwhile | ${reloads} |
| mean length of a call | ${many["CallLength(C)"]} |
`);

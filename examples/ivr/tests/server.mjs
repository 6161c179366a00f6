// Starts and ends the servers that the tests call.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const bundle = process.env.RELAIS_BUNDLE;
/** A Monday at ten, in Paris. */
export const morning = 1795424400;
/** The same day at five, when nobody is there but for fraud. */
export const night = 1795406400;

export class Server {
    lines = [];
    complaints = "";

    static async start(options = {}) {
        const { clock = morning, args = [], path = bundle } = options;
        const server = new Server();
        const folder = mkdtempSync(join(tmpdir(), "relais-ivr-"));
        for (const name of ["speech", "said", "heard"]) {
            server[name] = join(folder, name);
            mkdirSync(server[name]);
        }
        const programs = options.programs ?? resolve("tests/bin");
        server.process = spawn(
            process.env.RELAIS_IVR,
            ["--listen", "127.0.0.1:0", "--speech", server.speech, "--clock", String(clock), ...args, path],
            {
                env: {
                    ...process.env,
                    PATH: `${programs}:${process.env.PATH}`,
                    SAID: server.said,
                    RELAIS_HEARD: server.heard,
                },
                stdio: ["ignore", "pipe", "pipe"],
            },
        );
        server.exit = once(server.process, "exit");
        server.process.stderr.on("data", (data) => (server.complaints += data));
        const reader = createInterface({ input: server.process.stdout });
        reader.on("line", (line) => server.lines.push(line));
        server.port = Number((await server.line(/^listening at .*:(\d+)$/))[1]);
        return server;
    }

    /** Waits for a line on the standard output, which is then taken. */
    async line(pattern) {
        for (let wait = 0; wait < 1500; wait++) {
            const at = this.lines.findIndex((line) => pattern.test(line));
            if (at >= 0) return this.lines.splice(at, 1)[0].match(pattern);
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
        throw new Error(`no line ${pattern}; ${this.complaints}`);
    }

    /** Ends the server, and gives its exit code. */
    async stop() {
        this.process.kill("SIGTERM");
        const [code] = await this.exit;
        return code;
    }
}

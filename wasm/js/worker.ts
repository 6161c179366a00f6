/**
 * The Worker: one file with all that it needs but the module and the bundle, whose addresses the page
 * sends. It is loaded as a file of the page's origin.
 */

import type { Request, Response } from "./remote.js";
import { Server } from "./server.js";

const server = new Server();

// Calls are carried out in their order, though the first one waits for the network.
let last: Promise<void> = Promise.resolve();

onmessage = ({ data: { id, call } }: MessageEvent<Request>) => {
  last = last.then(async () => {
    let response: Response;
    try {
      response = { id, value: await server.carryOut(call) };
    } catch (error) {
      const { code = "internal", message = String(error) } = error as { code?: string; message?: string };
      response = { id, error: { code, message } };
    }
    postMessage(response);
  });
};

postMessage({ id: 0, value: undefined } satisfies Response);

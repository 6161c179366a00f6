// The example's server: files and the desk, on one port.
//
//     npm start            http://127.0.0.1:8080
//     PORT=3000 npm start
import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { acceptSockets } from "./server/sockets.mjs";
import { Desk } from "./server/desk.mjs";
import { readSite } from "./server/files.mjs";

/** Starts it; `patience` is how long a customer waits for a person, in milliseconds. */
export async function start({ port = 0, patience = 30_000, grace = 15_000 } = {}) {
  const site = await readSite();
  const desk = new Desk({ patience, grace });
  const server = createServer((request, response) => site.answer(request, response));
  const sockets = acceptSockets(server, desk);
  await new Promise((listening) => server.listen(port, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      desk.close();
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await start({ port: Number(process.env.PORT ?? 8080) });
  console.log(`The customer area   ${url}/`);
  console.log(`The shop's help     ${url}/shop.html`);
  console.log(`The desk            ${url}/console.html`);
}

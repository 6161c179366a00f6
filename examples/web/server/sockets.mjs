// The sockets of customers and of the people at the desk.
import { WebSocketServer } from "ws";

/** Takes sockets at `/desk/customer` and `/desk/agent`, and passes what they say to the desk. */
export function acceptSockets(server, desk) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024 });
  server.on("upgrade", (request, socket, head) => {
    const caller = { "/desk/customer": desk.customer, "/desk/agent": desk.agent }[request.url];
    // A page of another site may open a socket to this one, and the browser would send this site's cookies.
    if (!caller || !isOfThisSite(request)) return socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const take = caller.call(desk, (message) => webSocket.send(JSON.stringify(message)));
      webSocket.on("message", (data) => receive(webSocket, data, take.message));
      webSocket.on("close", take.close);
      // Whatever is wrong with a connection also closes it.
      webSocket.on("error", () => undefined);
    });
  });
  return sockets;
}

function isOfThisSite({ headers }) {
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}

/** What makes no sense ends the connection of whoever sent it, and not the server. */
function receive(socket, data, take) {
  try {
    take(JSON.parse(data));
  } catch (error) {
    console.error("a message that the desk does not understand:", error.message);
    socket.close(1008);
  }
}

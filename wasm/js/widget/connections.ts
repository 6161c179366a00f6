/** One engine for all the elements of a page that have the same bundle, and trust the same keys. */

import type { Connection, ConnectOptions } from "../../types/index.js";
import { connect } from "../connect.js";

interface Shared {
  connection: Promise<Connection>;
  users: number;
}

const shared = new Map<string, Shared>();

/** Connects, or joins who has connected; `leave` ends the engine when nobody uses it any more. */
export function join(options: ConnectOptions & { bundle: string }): {
  connection: Promise<Connection>;
  leave: () => void;
} {
  const same = JSON.stringify([options.bundle, options.keys]);
  const found = shared.get(same) ?? { connection: connect(options), users: 0 };
  found.users++;
  shared.set(same, found);
  // Who comes after a failure tries again.
  found.connection.catch(() => shared.get(same) === found && shared.delete(same));
  let hasLeft = false;
  const leave = () => {
    if (hasLeft) return;
    hasLeft = true;
    if (--found.users > 0) return;
    if (shared.get(same) === found) shared.delete(same);
    found.connection.then(
      (connection) => connection.close(),
      () => undefined,
    );
  };
  return { connection: found.connection, leave };
}

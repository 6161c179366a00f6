/**
 * What is said between a page and a Worker that runs the engine.
 */

import type { Availability, Memo } from "../types/wire.js";
import type { Start, Turn } from "../types/index.js";
import type { Input } from "./runner.js";

/** What the page asks for; each kind has its own answer. */
export type Call =
  | { do: "start"; bundle: string | Uint8Array; wasm: string; cache?: string; keys?: string | readonly string[] }
  | { do: "session"; start: Start }
  | { do: "resume"; saved: Uint8Array }
  | { do: "turn"; session: number; input: Input }
  | { do: "available"; session: number; availability: Availability }
  | { do: "memo"; session: number; now?: Date }
  | { do: "end"; session: number }
  | { do: "free"; session: number };

export interface Answers {
  start: { name: string; locales: string[] };
  session: number;
  resume: number;
  turn: Turn;
  available: void;
  memo: Memo;
  end: void;
  free: void;
}

/** A call on its way, by number. */
export interface Request {
  id: number;
  call: Call;
}

/** The answer to a call, or why there is none. */
export type Response =
  | { id: number; value: Answers[Call["do"]] }
  | { id: number; error: { code: string; message: string } };

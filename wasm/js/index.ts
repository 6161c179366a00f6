export { card } from "./card.js";
export { connect } from "./connect.js";
export { Engine, Session } from "./engine.js";
export { RelaisError } from "./error.js";
export { init } from "./module.js";

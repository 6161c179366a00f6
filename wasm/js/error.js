/** What the engine throws: a call that could not be carried out. A customer never meets one. */
export class RelaisError extends Error {
  /**
   * @param {string} code the stable name of what sort of error it is, such as `damaged`
   * @param {string} message one line for the developer
   */
  constructor(code, message) {
    super(message);
    this.name = "RelaisError";
    this.code = code;
  }
}

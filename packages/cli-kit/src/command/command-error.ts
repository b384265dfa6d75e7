/** A failure that the user can do something about: it ends the command with one line and no stack. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

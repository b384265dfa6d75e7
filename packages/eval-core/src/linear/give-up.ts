/** Thrown where the linear machine leaves an evaluation to the complete evaluator. */
export class GiveUp extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "GiveUp";
  }
}

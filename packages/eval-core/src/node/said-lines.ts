/** Lines that evaluations print. What is evaluated again prints again, which nobody is to see. */
export class SaidLines {
  private readonly say: (line: string) => void;
  /** How often each line was printed that would be printed again. */
  private readonly counts = new Map<string, number>();
  private isAgain = false;

  constructor(say: (line: string) => void) {
    this.say = say;
  }

  /** Takes a line that is printed. */
  print(line: string): void {
    const count = this.counts.get(line) ?? 0;
    if (this.isAgain && count > 0) this.counts.set(line, count - 1);
    else {
      if (!this.isAgain) this.counts.set(line, count + 1);
      this.say(line);
    }
  }

  /** Says that all that follows may have been evaluated before. */
  repeat(): void {
    this.isAgain = true;
  }

  /** Runs what may have been evaluated before. */
  again<T>(body: () => T): T {
    const before = this.isAgain;
    this.isAgain = true;
    try {
      return body();
    } finally {
      this.isAgain = before;
    }
  }
}

const BOLD = "\u001b[1m";
const DIM = "\u001b[2m";
const RESET = "\u001b[0m";

/** Where the story is told: standard output, or a recording. */
interface Output {
  /** Whether colours are understood. */
  readonly isTTY: boolean;
  write(text: string): unknown;
}

/** Tells the demo's story. */
export class Narrator {
  private readonly startedMs = performance.now();
  private chapter = 0;

  constructor(
    private readonly out: Output,
    private readonly chapters: number,
  ) {}

  /** Whether the reader sees colours. */
  get color(): boolean {
    return this.out.isTTY;
  }

  /** Opens a chapter: what a user wants. */
  begin(title: string): void {
    const seconds = Math.round((performance.now() - this.startedMs) / 1000);
    this.chapter += 1;
    this.write(`\n${this.paint(BOLD, `[${this.chapter}/${this.chapters}] ${title}`)} (${seconds} s)\n`);
  }

  /** What the user would type. */
  command(line: string): void {
    this.write(`${this.paint(BOLD, `$ ${line}`)}\n`);
  }

  /** What was checked behind the scenes, and held. */
  holds(fact: string): void {
    this.write(this.paint(DIM, `  ✓ ${fact}`) + "\n");
  }

  say(text: string): void {
    this.write(`${text}\n`);
  }

  private paint(style: string, text: string): string {
    return this.color ? style + text + RESET : text;
  }

  /** Writes what others say, as it comes. */
  write(text: string): void {
    this.out.write(text);
  }
}

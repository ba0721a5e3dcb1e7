import { type IBufferCell, Terminal } from "@xterm/headless";

/** Characters that look the same, from a column on. */
export interface Run {
  readonly column: number;
  readonly text: string;
  /** A palette colour, 0 to 255; undefined: the terminal's own. */
  readonly color: number | undefined;
  readonly isBold: boolean;
  readonly isDim: boolean;
}

/** What a terminal shows at one moment, row by row. */
export type Screen = readonly (readonly Run[])[];

/** Blanks that are left standing within a run; longer gaps end it, so that columns stay aligned in every font. */
const LONGEST_GAP = /^( ?\S)/;

/** A terminal without a window: it understands what a program writes and can be read. */
export class HeadlessTerminal {
  private readonly terminal: Terminal;

  constructor(
    readonly columns: number,
    readonly rows: number,
  ) {
    this.terminal = new Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  }

  /** Takes output; settles when it is on the screen. */
  async write(text: string): Promise<void> {
    await new Promise<void>((resolve) => {
      this.terminal.write(text, resolve);
    });
  }

  /** Hands on what the terminal answers to the program's questions about it. */
  onAnswer(listener: (text: string) => void): () => void {
    const subscription = this.terminal.onData(listener);
    return () => {
      subscription.dispose();
    };
  }

  /** What is on the screen now. */
  screen(): Screen {
    const buffer = this.terminal.buffer.active;
    return Array.from({ length: this.rows }, (_, row) => this.runsOf(buffer.baseY + row));
  }

  private runsOf(row: number): Run[] {
    const line = this.terminal.buffer.active.getLine(row);
    if (line === undefined) return [];
    const runs: Run[] = [];
    const text = line.translateToString(true);
    for (let column = 0; column < text.length; column++) {
      if (!LONGEST_GAP.test(text.slice(column))) continue;
      const cell = line.getCell(column);
      if (cell === undefined) continue;
      const run = { column, text: text[column] ?? "", ...lookOf(cell) };
      const last = runs.at(-1);
      const continues = last !== undefined && last.column + last.text.length === column && isAlike(last, run);
      if (last !== undefined && continues) runs[runs.length - 1] = { ...last, text: last.text + run.text };
      else if (run.text !== " ") runs.push(run);
    }
    return runs;
  }
}

type Look = Pick<Run, "color" | "isBold" | "isDim">;

function lookOf(cell: IBufferCell): Look {
  return {
    color: cell.isFgPalette() ? cell.getFgColor() : undefined,
    isBold: cell.isBold() !== 0,
    isDim: cell.isDim() !== 0,
  };
}

function isAlike(one: Look, other: Look): boolean {
  return one.color === other.color && one.isBold === other.isBold && one.isDim === other.isDim;
}

/** One measured figure. A benchmark file exports `run(): Promise<Figure[]>`. */
export interface Figure {
  /** With `--json` the same words for ever: whoever compares runs asks for it by name. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it must hold or cannot beat, in the figure's unit. */
  readonly limit?: string | number;
  /** What a reader needs in order to judge the figure. */
  readonly note?: string;
}

/** One measured figure. A benchmark file exports `run(): Promise<Figure[]>`. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it must hold, in the figure's unit, with the direction in the words: "≤ 1.0" or "≥ 2000". */
  readonly limit?: string | number;
  /** What a reader needs in order to judge the figure. */
  readonly note?: string;
}

export function isFigures(value: unknown): value is Figure[] {
  return Array.isArray(value) && value.every(isFigure);
}

function isFigure(value: unknown): value is Figure {
  const { name, value: measured, unit } = (value ?? {}) as Partial<Figure>;
  return typeof name === 'string' && Number.isFinite(measured) && typeof unit === 'string';
}

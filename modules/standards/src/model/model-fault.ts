/** A model that does not follow the notation: says which file, where in it, and what is wrong. A fault of ours. */
export class ModelFault extends Error {
  constructor(file: string, place: readonly (string | number)[], line: number | undefined, problem: string) {
    const where = place.length === 0 ? 'at the top' : `at ${place.join(' / ')}`;
    super(`${file}${line === undefined ? '' : `:${line}`} ${where}: ${problem}`);
    this.name = 'ModelFault';
  }
}

/** Thrown inside the reader, where the file is not known; read-model.ts adds file and line. */
export class FaultAt extends Error {
  readonly place: readonly (string | number)[];
  constructor(place: readonly (string | number)[], problem: string) {
    super(problem);
    this.place = place;
  }
}

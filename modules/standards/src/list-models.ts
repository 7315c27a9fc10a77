import type { ModelHead } from './catalogue.ts';
import { standards } from './standards.ts';

export interface ModelSummary {
  readonly name: string;
  readonly namespace: string;
  /** What the standard calls the message, e.g. `Epikrise`. */
  readonly message: string;
  readonly version?: string;
  /** Elements meant as document roots; empty for components that only other models use. */
  readonly documents: readonly string[];
}

/** Every model that documents are checked against, by name. */
export function listModels(): readonly ModelSummary[] {
  return standards().catalogue.heads().map(summaryOf);
}

export function summaryOf({ name, namespace, message, version, documents }: ModelHead): ModelSummary {
  return { name, namespace, message, ...(version !== undefined && { version }), documents };
}

import type { ReactNode } from 'react';
import './fact-list.css';

export interface Fact {
  readonly term: string;
  /** A fact without text is left out. */
  readonly text: ReactNode;
  /** Ids and names of namespaces: shown in type that tells 0 from O. */
  readonly isCode?: boolean;
  /** Where it is not that of the page. */
  readonly language?: string;
}

export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="sb-fact-list">
      {facts
        .filter(({ text }) => text !== undefined && text !== '')
        .map(({ term, text, isCode = false, language }) => (
          <div key={term} className="sb-fact">
            <dt>{term}</dt>
            <dd className={isCode ? 'sb-mono' : undefined} lang={language}>
              {text}
            </dd>
          </div>
        ))}
    </dl>
  );
}

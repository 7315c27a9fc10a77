import type { CheckBody } from '../../api/check-document.ts';
import { useText } from '../../text/language.tsx';
import { useVerdictWords } from './use-verdict-words.ts';

interface CheckState {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly variables: { readonly name: string } | undefined;
  readonly data: { readonly check: CheckBody } | undefined;
}

/** Says to those who hear the page what those who see it see: that it works, and what came of it. */
export function Announcement({ state }: { state: CheckState }) {
  const t = useText();
  const words = useVerdictWords();
  const said = (): string => {
    if (state.isPending) return t.waiting({ name: state.variables?.name ?? '' });
    if (state.isError) return t.failed_title();
    if (state.data === undefined) return '';
    const { report } = state.data.check;
    return t.announce({ verdict: words.verdict(report.verdict), counts: words.counts(report.findings) });
  };
  return (
    <div role="status" className="sb-visually-hidden">
      {said()}
    </div>
  );
}

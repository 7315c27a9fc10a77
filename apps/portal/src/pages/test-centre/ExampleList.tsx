import { ArrowRightIcon } from '@navikt/aksel-icons';
import { Heading } from '@navikt/ds-react/Typography';
import { useText } from '../../text/language.tsx';
import type { IntakeProps } from './DocumentIntake.tsx';
import { EXAMPLES, type ExampleKey } from './examples.ts';
import { readExample } from './submitted-document.ts';

export function ExampleList({ onHandover }: IntakeProps) {
  const t = useText();
  const words: Readonly<Record<ExampleKey, { name: string; text: string }>> = {
    broken: { name: t.example_broken_name(), text: t.example_broken_text() },
    discharge: { name: t.example_discharge_name(), text: t.example_discharge_text() },
    referral: { name: t.example_referral_name(), text: t.example_referral_text() },
    laboratory: { name: t.example_laboratory_name(), text: t.example_laboratory_text() },
    dialog: { name: t.example_dialog_name(), text: t.example_dialog_text() },
    nursing: { name: t.example_nursing_name(), text: t.example_nursing_text() },
    requisition: { name: t.example_requisition_name(), text: t.example_requisition_text() },
    sick: { name: t.example_sick_name(), text: t.example_sick_text() },
    rejected: { name: t.example_rejected_name(), text: t.example_rejected_text() },
  };
  return (
    <section className="sb-examples" aria-labelledby="examples">
      <Heading id="examples" level="2" size="small">
        {t.examples_heading()}
      </Heading>
      <ul>
        {EXAMPLES.map(({ key, url, fileName }) => (
          <li key={key}>
            <button
              type="button"
              className="sb-example"
              onClick={() => onHandover({ name: fileName, read: () => readExample(fileName, url) })}
            >
              <span>
                <span className="sb-example-name">{words[key].name}</span>
                <span className="sb-example-text">{words[key].text}</span>
              </span>
              <ArrowRightIcon aria-hidden fontSize="1.25rem" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

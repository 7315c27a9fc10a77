import pc from 'picocolors';

const hospital = 8100101;
const gpOffice = 8100311;
const mailOffice = 8100321;

/** What a stranger can try at once, with ids that are really there. */
export function welcome(
  url: string,
  { messagesPerMinute, isMailOn }: { messagesPerMinute: number; isMailOn: boolean },
): string {
  const traffic =
    messagesPerMinute > 0 ? 'Letters already flow between them, with the failures that real ones meet.\n' : '';
  const mail = isMailOn
    ? `Three know only ebXML by mail: Skogly legekontor (${mailOffice}), Bergsjø kommune and Viddelab; trace a letter to one.\n`
    : '';
  return `
${pc.bold('Samband is running')} at ${pc.cyan(url)}

A small country lives in it: 3 hospitals, 6 municipalities, 10 GP offices, 2 laboratories, 4 pharmacies and an agency.
Their journal systems answer through the public API; Fagerli legekontor (8100351) has none and stays silent.
${mail}${traffic}
In a browser, ${pc.cyan(`${url}/`)} opens the test centre: drop a message on it and see what it is, what is wrong and
how to mend it. Try also, in another terminal in this folder:

  ${pc.green(`npx samband send examples/discharge-letter.xml --from ${hospital} --to ${gpOffice} --wait`)}
      a discharge letter from a hospital to a GP, and the answer that comes back
  ${pc.green('npx samband trace <the id that was printed>')}
      every step of it, with its time and its proof
  ${pc.green(`npx samband inbox ${gpOffice} --follow`)}
      what comes to that GP, as it comes

${pc.dim('The API describes itself at')} ${url}/openapi.json ${pc.dim('— stop with Ctrl-C; the data is kept in .samband')}
`;
}

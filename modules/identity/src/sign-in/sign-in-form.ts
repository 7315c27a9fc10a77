import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors, type Provider } from 'oidc-provider';
import type { SignIn } from './sign-in.ts';
import { interactionPath } from './sign-in-configuration.ts';
import { choicePage, expiredPage, type Language, languageOf, pagePolicy } from './sign-in-page.ts';

const formSizeMaxBytes = 4_096;

/** Shows the persons, and takes the choice of the browser that the interaction began in. */
export async function answerSignIn(
  provider: Provider,
  signIn: SignIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response).catch((error: unknown) => {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  });
  const accepted = languageOf(request.headers['accept-language']);
  const isOfPage = interaction !== undefined && request.url === `${interactionPath}/${interaction.uid}`;
  if (!isOfPage) return sendPage(response, 400, expiredPage(accepted));

  const { uid, params } = interaction;
  const proof = createHmac('sha256', signIn.formKey).update(uid).digest('base64url');
  if (request.method === 'POST') {
    const form = await readForm(request);
    const result = isSame(form?.get('proof') ?? '', proof) ? resultOf(form, signIn) : undefined;
    if (!result) return sendPage(response, 400, expiredPage(accepted));
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  const client = await provider.Client.find(String(params['client_id']));
  const language: Language = params['ui_locales'] === undefined ? accepted : languageOf(String(params['ui_locales']));
  const { clientName = '' } = client ?? {};
  const choice = { language, clientName, persons: signIn.persons.list(), action: `${interactionPath}/${uid}`, proof };
  sendPage(response, 200, choicePage(choice), String(params['redirect_uri']));
}

function resultOf(form: URLSearchParams | undefined, { persons }: SignIn) {
  if (form?.has('cancel')) return { error: 'access_denied', error_description: 'the person did not log in' };
  const person = persons.find(form?.get('person') ?? '');
  return person && { login: { accountId: person.subject, amr: ['external'] } };
}

/** Undefined when it is longer than any form of ours. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > formSizeMaxBytes) return undefined;
    parts.push(part);
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}

function isSame(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function sendPage(response: ServerResponse, status: number, html: string, returnUri?: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pagePolicy(returnUri),
    'cache-control': 'no-store',
  });
  response.end(html);
}

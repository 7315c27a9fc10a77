import type { CanonicalizeOptions } from '@samband/xml';

/** The form in which a signature sees XML. "With comments" keeps those inside ds:SignedInfo: see README.md. */
export type CanonicalForm = 'inclusive' | 'inclusive-with-comments' | 'exclusive' | 'exclusive-with-comments';

const forms: Readonly<Record<CanonicalForm, string>> = {
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  'inclusive-with-comments': 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  'exclusive-with-comments': 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
};

const byUri = new Map(Object.entries(forms).map(([form, uri]) => [uri, form as CanonicalForm]));

export function canonicalForm(uri: string): CanonicalForm | undefined {
  return byUri.get(uri);
}

export function canonicalFormUri(form: CanonicalForm): string {
  return forms[form];
}

export function isExclusive(form: CanonicalForm): boolean {
  return form.startsWith('exclusive');
}

/** The form of ds:SignedInfo, with the comments in it where the form has them. */
export function signedInfoOptions(form: CanonicalForm, inclusivePrefixes: readonly string[] = []): CanonicalizeOptions {
  return { ...documentOptions(form, inclusivePrefixes), withComments: form.endsWith('-with-comments') };
}

/**
 * The form of the document that `URI=""` names. That reference leaves all comments out before any transform sees them
 * (XML Signature §4.4.3.3), so the form with comments has none to keep.
 */
export function documentOptions(form: CanonicalForm, inclusivePrefixes: readonly string[] = []): CanonicalizeOptions {
  if (!isExclusive(form)) return { algorithm: 'inclusive' };
  return { algorithm: 'exclusive', ...(inclusivePrefixes.length > 0 && { inclusivePrefixes }) };
}

import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeHolder } from '../cms/holders-for-tests.ts';
import {
  attachments,
  businessDocument,
  craft,
  edit,
  envelope,
  holder,
  stranger,
  withTransforms,
} from './messages-for-tests.ts';
import { signEbms, signEnveloped } from './sign.ts';
import { sendableAlgorithm } from './signature-algorithm.ts';
import type { XmlSignatureVerdict } from './verdict.ts';
import { verifyEbms, verifyEnveloped } from './verify.ts';

const signed = signEbms(envelope, attachments, holder);
const sha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(Buffer.from(signed).toString())?.[0] ?? '';

function verify(bytes: Uint8Array, parts = attachments): XmlSignatureVerdict {
  return verifyEbms(bytes, parts, [holder]);
}

function canonicalText(verdict: XmlSignatureVerdict): string {
  if (!verdict.valid) throw new Error(verdict.reason);
  return Buffer.from(verdict.canonicalBytes).toString();
}

test('what we sign is accepted, whichever of the keys given it was', () => {
  const verdict = verifyEbms(signed, attachments, [stranger, holder]);

  expect(verdict).toMatchObject({ valid: true, signer: { certificate: holder.certificate } });
  expect(verdict.references.map(({ uri, ok }) => [uri, ok])).toEqual([
    ['', true],
    ['cid:letter@example.test', true],
    ['cid:image%201@example.test', true],
  ]);
});

describe('what was changed is refused, and which', () => {
  test.each([
    ['the header', edit(signed, '>1000<', '>9000<')],
    ['a processing instruction that cuts a text', edit(signed, '>1000<', '>1<?x 000?><')],
    ['a second header', edit(signed, /(<eb:MessageHeader.*<\/eb:MessageHeader>)/, '$1$1')],
    ['another body, the signed one beside it', edit(signed, /<SOAP:Body>.*<\/SOAP:Body>/, '<SOAP:Body/>$&')],
    ['an element after the body', edit(signed, '</SOAP:Envelope>', '<eb:X xmlns:eb="urn:x"/></SOAP:Envelope>')],
  ])('%s', (_what, changed) => {
    expect(verify(changed)).toMatchObject({ valid: false, reason: 'digest-mismatch', subject: '' });
  });

  test('an attachment', () => {
    const [first, second] = attachments as [(typeof attachments)[0], (typeof attachments)[0]];
    const verdict = verify(signed, [{ ...first, bytes: Buffer.from('something else') }, second]);

    expect(verdict).toMatchObject({ valid: false, reason: 'digest-mismatch', subject: 'cid:letter@example.test' });
    expect(verdict.references.map(({ ok }) => ok)).toEqual([true, false, true]);
  });

  test('the digest, to go with the change', () => {
    expect(verify(edit(signed, /(<ds:DigestValue>)[^<]+/, '$1AAAA'))).toMatchObject({ reason: 'signature-mismatch' });
  });

  test('the value', () => {
    const verdict = verify(edit(signed, /(<ds:SignatureValue>)..../, '$1AAAA'));

    expect(verdict).toMatchObject({ valid: false, reason: 'signature-mismatch' });
    expect(verdict.references.every(({ ok }) => ok)).toBe(true);
  });
});

describe('a comment hides nothing', () => {
  test('in the document: the canonical bytes have the whole text', () => {
    expect(canonicalText(verify(edit(signed, '>1000<', '>1<!-- x -->000<')))).toContain('<eb:CPAId>1000</eb:CPAId>');
  });

  test('in a digest: what was signed is what counts', () => {
    const changed = edit(edit(signed, '>1000<', '>9000<'), '<ds:DigestValue>', '<ds:DigestValue><!--AAAA-->');

    expect(verify(changed)).toMatchObject({ reason: 'digest-mismatch', subject: '' });
  });

  test('where the form keeps comments, one inside ds:SignedInfo is refused', () => {
    const document = signEnveloped(businessDocument, holder, { form: 'inclusive-with-comments' });

    expect(verifyEnveloped(document, [holder])).toMatchObject({ valid: true });
    expect(verifyEnveloped(edit(document, '<ds:DigestValue>', '$&<!-- -->'), [holder])).toMatchObject({
      reason: 'signature-malformed',
    });
  });

  test('nor does an instruction inside ds:SignedInfo or the value', () => {
    expect(verify(edit(signed, '<ds:DigestValue>', '$&<?x?>'))).toMatchObject({ reason: 'signature-malformed' });
    expect(verify(edit(signed, '<ds:SignatureValue>', '$&<?x?>'))).toMatchObject({ reason: 'signature-malformed' });
  });
});

describe('the key comes from the caller', () => {
  test('a message that a stranger signed and that brings its certificate along', () => {
    const verdict = verify(signEbms(envelope, attachments, stranger));

    expect(verdict).toMatchObject({ reason: 'signer-unknown', embeddedCertificate: stranger.certificate });
  });

  test('a certificate that was put in the place of the right one changes nothing', () => {
    const swapped = edit(
      signed,
      /(<ds:X509Certificate>)[^<]+/,
      `$1${Buffer.from(stranger.certificate).toString('base64')}`,
    );

    expect(verify(swapped)).toMatchObject({ valid: true, signer: { certificate: holder.certificate } });
    expect(verifyEbms(swapped, attachments, [stranger])).toMatchObject({ reason: 'signature-mismatch' });
  });

  test('without a key there is nobody to accept', () => {
    expect(verifyEbms(signed, attachments, [])).toMatchObject({ valid: false, reason: 'signer-unknown' });
    expect(verifyEbms(edit(signed, /<ds:KeyInfo>.*<\/ds:KeyInfo>/, ''), attachments, [])).toMatchObject({
      reason: 'key-unfit',
    });
  });

  test('a key of another kind than the algorithm, or too short, is no key', () => {
    const elliptic = makeHolder({ type: 'ec' });
    const short = makeHolder({ modulusLength: 1024 });
    const unsaid = edit(signed, /<ds:KeyInfo>.*<\/ds:KeyInfo>/, '');

    expect(verifyEbms(unsaid, attachments, [elliptic, short])).toMatchObject({ reason: 'key-unfit' });
    expect(() => signEbms(envelope, [], short)).toThrow(TypeError);
  });
});

describe('one signature, at one place, with one of each', () => {
  const unsigned = edit(signed, signature, '');

  test.each([
    ['none', unsigned, 'no-signature'],
    ['in the body', edit(unsigned, '<SOAP:Body>', `$&${signature}`), 'signature-misplaced'],
    ['in another header', edit(unsigned, '</eb:MessageHeader>', `${signature}$&`), 'signature-misplaced'],
    ['beside the header', edit(unsigned, '<SOAP:Body>', `${signature}$&`), 'signature-misplaced'],
    ['one more', edit(signed, '<SOAP:Body>', `$&${signature}`), 'several-signatures'],
    ['one inside the other', edit(signed, '<ds:KeyInfo>', `$&${signature}`), 'several-signatures'],
    ['two ds:SignedInfo', edit(signed, /<ds:SignedInfo>.*<\/ds:SignedInfo>/, '$&$&'), 'signature-malformed'],
    ['ds:SignedInfo later', edit(signed, /(<ds:SignedInfo>.*)(<ds:SignatureV.*lue>)/, '$2$1'), 'signature-malformed'],
    ['a ds:Object', edit(signed, '</ds:Signature>', '<ds:Object>x</ds:Object>$&'), 'signature-malformed'],
    ['an element of its own', edit(signed, '<ds:SignatureValue>', '<x/>$&'), 'signature-malformed'],
    ['another root', edit(signed, /SOAP:Envelope/g, 'SOAP:Letter'), 'not-an-envelope'],
    ['SOAP of another version', edit(signed, /schemas.xmlsoap.org.soap.envelope/g, 'w3.org/soap12'), 'not-an-envelope'],
    ['a DOCTYPE', edit(signed, '?>', '?><!DOCTYPE x>'), 'xml-refused'],
    ['half of it', Buffer.from(signed).subarray(0, 900), 'not-xml'],
    ['nothing', new Uint8Array(), 'not-xml'],
  ])('%s', (_what, bytes, reason) => {
    expect(verify(bytes)).toMatchObject({ valid: false, reason });
  });
});

describe('nothing unsigned beside it', () => {
  const [letter, image] = attachments as [(typeof attachments)[0], (typeof attachments)[0]];

  test.each([
    [
      'an attachment nobody signed',
      [...attachments, { ...letter, contentId: 'more' }],
      'attachment-not-signed',
      'more',
    ],
    ['one that is missing', [letter], 'reference-unknown', 'cid:image%201@example.test'],
    ['two of one name', [letter, image, letter], 'attachment-ambiguous', 'letter@example.test'],
    [
      'two names that are one',
      [letter, image, { ...image, contentId: '<image%201@example.test>' }],
      'attachment-ambiguous',
      'image 1@example.test',
    ],
  ])('%s', (_what, parts, reason, subject) => {
    expect(verify(signed, parts)).toMatchObject({ valid: false, reason, subject });
  });

  test('one that is referred to twice, and another not at all', () => {
    const twice = edit(signed, 'cid:image%201@example.test', 'cid:letter@example.test');

    expect(verify(twice)).toMatchObject({ reason: 'reference-repeated', subject: 'cid:letter@example.test' });
  });

  test.each([
    ['no reference to the document', edit(signed, 'URI=""', 'URI="#body"'), 'document-not-signed'],
    ['two', edit(signed, 'URI="cid:letter@example.test"', 'URI=""'), 'reference-repeated'],
    ['one to a part of it', edit(signed, 'URI="cid:letter@example.test"', 'URI="#body"'), 'reference-unknown'],
    ['one to the outside', edit(signed, 'URI="cid:letter@example.test"', 'URI="http://a.test/"'), 'reference-unknown'],
    ['one that names nothing', edit(signed, ' URI=""', ''), 'signature-malformed'],
  ])('%s', (_what, bytes, reason) => {
    expect(verify(bytes)).toMatchObject({ valid: false, reason });
  });

  test('what is for those on the way may change, and is not in the canonical bytes', () => {
    const injected = edit(
      signed,
      '<eb:MessageHeader',
      '<eb:MessageHeader SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"><eb:CPAId>666</eb:CPAId></eb:MessageHeader>$&',
    );
    const text = canonicalText(verify(injected));

    expect(text).toContain('>1000<');
    expect(text).not.toContain('666');
    expect(text).not.toContain('Via');
  });

  test('an envelope that is for those on the way as a whole is signed by nobody', () => {
    const hidden = edit(signed, '<SOAP:Envelope', '$& SOAP:actor="http://schemas.xmlsoap.org/soap/actor/next"');

    expect(verify(hidden)).toMatchObject({ reason: 'document-not-signed' });
  });
});

describe('algorithms are those of the list', () => {
  test.each([
    [
      'HMAC, whose secret would be the public key',
      /xmldsig-more#rsa-sha256/,
      'xmldsig-more#hmac-sha256',
      'algorithm-not-allowed',
    ],
    ['DSA', /[^"]*xmldsig-more#rsa-sha256/, 'http://www.w3.org/2000/09/xmldsig#dsa-sha1', 'algorithm-not-allowed'],
    ['MD5', /[^"]*xmlenc#sha256/, 'http://www.w3.org/2001/04/xmldsig-more#md5', 'digest-not-allowed'],
    ['SHA-1 in the signature', /[^"]*xmldsig-more#rsa-sha256/, sha1, 'sha1-not-allowed'],
    ['SHA-1 in a digest', /[^"]*xmlenc#sha256/, 'http://www.w3.org/2000/09/xmldsig#sha1', 'sha1-not-allowed'],
    [
      'the exclusive form in an envelope',
      /[^"]*REC-xml-c14n-20010315/,
      'http://www.w3.org/2001/10/xml-exc-c14n#',
      'canonicalization-not-allowed',
    ],
    ['a form that is not known', /REC-xml-c14n-20010315/, 'REC-xml-c14n-1', 'canonicalization-not-allowed'],
    [
      'a signature cut short',
      /(xmldsig-more#rsa-sha256")\/>/,
      '$1><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>',
      'signature-malformed',
    ],
  ])('%s', (_what, from, to, reason) => {
    expect(verify(edit(signed, from, to))).toMatchObject({ valid: false, reason });
  });

  test('SHA-1 is looked at where the agreement names it, and only there', () => {
    const weaker = edit(signed, /[^"]*xmldsig-more#rsa-sha256/, sha1);

    expect(verifyEbms(weaker, attachments, [holder], { algorithms: [sha1] })).toMatchObject({
      reason: 'signature-mismatch',
    });
    expect(verifyEbms(signed, attachments, [holder], { algorithms: [sha1] })).toMatchObject({ valid: true });
  });

  test('SHA-1 is never sent', () => {
    expect(() => sendableAlgorithm(holder.privateKey, 'rsa-sha1' as 'rsa-sha256')).toThrow(TypeError);
  });
});

describe('transforms are those of the list', () => {
  const xslt = 'http://www.w3.org/TR/1999/REC-xslt-19991116';
  const base64 = 'http://www.w3.org/2000/09/xmldsig#base64';
  const form = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';

  test('the form, and with it nothing, may be left out, as many do', () => {
    expect(verifyEbms(craft(envelope, { references: withTransforms() }), [], [holder])).toMatchObject({ valid: true });
    expect(verifyEbms(craft(envelope, { references: withTransforms(form) }), [], [holder])).toMatchObject({
      valid: true,
    });
  });

  test.each([[xslt], [base64], [form, form], [xslt, form], [form, xslt]])('%s', (...algorithms) => {
    const crafted = craft(envelope, { references: withTransforms(...algorithms) });

    expect(verifyEbms(crafted, [], [holder])).toMatchObject({ reason: 'transform-not-allowed' });
  });

  test('a style sheet inside a transform', () => {
    const styled = edit(
      signed,
      '#enveloped-signature"/>',
      '#enveloped-signature"><s:stylesheet xmlns:s="urn:s"/></ds:Transform>',
    );

    expect(verify(styled)).toMatchObject({ reason: 'transform-not-allowed' });
  });

  test.each([
    ['another expression', / \| ancestor[^<]*/, ' | //eb:CPAId)'],
    ['another actor', 'urn:oasis:names:tc:ebxml-msg:actor:nextMSH', 'urn:me'],
    [
      'white space inside of an actor',
      'urn:oasis:names:tc:ebxml-msg:actor:nextMSH"]',
      'urn:oasis:names:tc:ebxml-msg:actor:nextMSH "]',
    ],
    [
      'the prefix of another namespace',
      '<ds:XPath xmlns:SOAP="http://schemas.xmlsoap.org/soap/envelope/">',
      '<ds:XPath xmlns:SOAP="urn:other">',
    ],
    ['a prefix that stands for nothing', /@SOAP:/g, '@S:'],
  ])('%s in the filter', (_what, from, to) => {
    const header = /<ds:SignedInfo>.*<\/ds:SignedInfo>/s.exec(signature)?.[0] ?? '';
    const other = edit(Buffer.from(header), from, to).toString();

    expect(verify(edit(signed, header, other))).toMatchObject({ reason: 'transform-not-allowed' });
  });

  test('the same filter in another spelling is read: only its signature is wrong now', () => {
    const spelled = edit(signed, /not\(ancestor-or-self/, 'not(\n  ancestor-or-self');

    expect(verify(spelled)).toMatchObject({ reason: 'signature-mismatch' });
  });

  test('a transform of an attachment', () => {
    const changed = edit(
      signed,
      'URI="cid:letter@example.test">',
      `$&<ds:Transforms><ds:Transform Algorithm="${base64}"/></ds:Transforms>`,
    );

    expect(verify(changed)).toMatchObject({ reason: 'transform-not-allowed', subject: base64 });
  });
});

test('whatever byte is changed: it is refused, or what was signed is the same', () => {
  const original = canonicalText(verify(signed));
  const bytes = fc.tuple(fc.nat(signed.length - 1), fc.integer({ min: 0, max: 255 }));

  fc.assert(
    fc.property(bytes, ([at, value]) => {
      const changed = Buffer.from(signed);
      changed[at] = value;
      const verdict = verify(changed);
      expect(verdict.valid ? canonicalText(verdict) : original).toBe(original);
    }),
    { numRuns: 1_500 },
  );
});

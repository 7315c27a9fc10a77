import { Type } from 'typebox';
import { notes, type SettingNotes, Whole } from './setting-notes.ts';

const portOrNone = (about: SettingNotes) => Type.Optional(Type.Integer({ minimum: 0, maximum: 65_535, ...about }));

export const EbxmlSettings = Type.Object(
  {
    domains: Type.Array(Type.String({ pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$' }), {
      default: [],
      expected: 'domains in lower case, parted by commas, such as edi.example.org',
      ...notes(
        'SAMBAND_EBXML_DOMAINS',
        'Mail domains of the EDI addresses whose messages are handled here; without any, ebXML is off.',
        { otherwise: '`edi.example` with the demonstration, else none' },
      ),
    }),
    host: Type.String({
      default: '127.0.0.1',
      pattern: '^[^\\s/]+$',
      expected: 'an IP address or host name',
      ...notes('SAMBAND_EBXML_HOST', 'Address that mail is listened for on, SMTP and POP3.'),
    }),
    smtpPort: portOrNone(
      notes('SAMBAND_EBXML_SMTP_PORT', 'Port on which ebXML mail is taken in; 0 for any that is free.', {
        otherwise: 'any that is free with the demonstration, else no mail is listened for',
      }),
    ),
    pop3Port: portOrNone(
      notes('SAMBAND_EBXML_POP3_PORT', 'Port from which members fetch the mail of their EDI mailboxes; 0 for any.', {
        otherwise: 'any that is free with the demonstration, else none',
      }),
    ),
    relay: Type.Optional(
      Type.String({
        pattern: '^smtps?://\\S+$',
        expected: 'an smtp or smtps URL, such as smtp://user:password@mail.example.org:587',
        ...notes('SAMBAND_EBXML_RELAY_URL', 'Mail server that outgoing ebXML mail is handed to.', {
          secret: true,
          otherwise: 'no mail is sent',
        }),
      }),
    ),
    mailbox: Type.Optional(
      Type.String({
        pattern: '^pop3s?://\\S+:\\S*@\\S+$',
        expected: 'a pop3 or pop3s URL with user and password, such as pop3s://edi:password@mail.example.org',
        ...notes('SAMBAND_EBXML_MAILBOX_URL', 'Mailbox on an outside mail server that ebXML mail is fetched from.', {
          secret: true,
          otherwise: 'none',
        }),
      }),
    ),
    mailboxPauseMs: Whole(
      60_000,
      [1_000, 3_600_000],
      notes('SAMBAND_EBXML_MAILBOX_PAUSE_MS', 'Pause between looking into that mailbox.'),
    ),
    http: Type.Boolean(
      notes('SAMBAND_EBXML_HTTP', 'Takes ebXML messages at `POST /ebxml/async` and `POST /ebxml/sync`.', {
        otherwise: '`on` where there are domains',
      }),
    ),
    postsPerS: Whole(
      200,
      [1, 100_000],
      notes('SAMBAND_EBXML_POSTS_PER_S', 'Posts a second that are looked at, of everybody together; more get 429.'),
    ),
    tlsCertificateFile: Type.Optional(
      Type.String({
        expected: 'a path to a PEM file',
        ...notes('SAMBAND_EBXML_TLS_CERTIFICATE_FILE', 'Certificate with its chain, for STARTTLS and POP3 STLS.', {
          otherwise: 'mail is spoken without TLS',
        }),
      }),
    ),
    tlsKeyFile: Type.Optional(
      Type.String({
        expected: 'a path to a PEM file',
        ...notes('SAMBAND_EBXML_TLS_KEY_FILE', 'Private key of that certificate.', { otherwise: 'none' }),
      }),
    ),
    trustFile: Type.Optional(
      Type.String({
        expected: 'a path to a PEM file',
        ...notes(
          'SAMBAND_EBXML_TRUST_FILE',
          'Certificates of the issuers whose enterprise certificates are believed.',
          {
            otherwise: 'the demonstration’s own issuer with it, else nobody',
          },
        ),
      }),
    ),
    certificatePolicies: Type.Array(Type.String({ pattern: '^[012](\\.(0|[1-9][0-9]*))+$' }), {
      default: [],
      expected: 'OIDs parted by commas, such as 2.16.578.1.26.1.3.2',
      ...notes(
        'SAMBAND_EBXML_CERTIFICATE_POLICIES',
        'Policies under which certificates of others must be issued, where the issuers are from the trust file.',
        { otherwise: 'those of Norwegian enterprise certificates' },
      ),
    }),
    revocationForgivenMs: Whole(
      86_400_000,
      [0, 2_592_000_000],
      notes(
        'SAMBAND_EBXML_REVOCATION_FORGIVEN_MS',
        'How long a certificate is trusted while nobody can say whether it was revoked; 0 refuses at once.',
      ),
    ),
    keysSecret: Type.Optional(
      Type.String({
        minLength: 32,
        expected: 'at least 32 characters, as from `openssl rand -base64 48`',
        ...notes(
          'SAMBAND_EBXML_KEYS_SECRET',
          'What the keys of our parties are sealed with on disk; keep it elsewhere than they are.',
          { secret: true, otherwise: 'made once and kept in the data folder' },
        ),
      }),
    ),
  },
  { title: 'ebXML' },
);

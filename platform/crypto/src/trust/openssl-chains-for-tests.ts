import { readFileSync } from 'node:fs';
import type { OpensslPeer } from '../cms/openssl-for-tests.ts';
import { certificatesFromPem } from './issuers.ts';

/** One certificate that OpenSSL shall make: `name.key` and `name.crt` in the peer's folder. */
export interface OpensslCertificate {
  readonly name: string;
  /** The one that signs; itself when absent. */
  readonly issuer?: string;
  readonly subject?: string;
  /** Lines of an extensions section. */
  readonly extensions: readonly string[];
  /** Whose key it has; its own when absent. */
  readonly keyOf?: string;
  readonly key?: readonly string[];
  readonly days?: readonly [from: string, to: string];
  readonly sign?: readonly string[];
}

export const rsa2048 = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
/** Made in no time. */
const ellipticKey = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const fourYears = ['20250101000000Z', '20290101000000Z'] as const;

/** Makes certificates with `openssl`; gives the DER of each by its name. */
export function opensslChains(peer: OpensslPeer) {
  const keys = new Map<string, string>();
  const made = new Map<string, { certificate: string; key: string }>();

  function keyFile(name: string, algorithm: readonly string[] = ellipticKey): string {
    const known = keys.get(name);
    if (known) return known;
    const path = peer.file(`${name}.key`, peer.run(['genpkey', ...algorithm]));
    keys.set(name, path);
    return path;
  }

  return {
    /** Paths of the certificate and the key. */
    filesOf: (name: string) => made.get(name) ?? { certificate: '', key: '' },
    make({
      name,
      issuer = name,
      subject = `/C=NO/O=${name}`,
      extensions,
      keyOf = name,
      key,
      days = fourYears,
      sign = [],
    }: OpensslCertificate) {
      const ownKey = keyFile(keyOf, key);
      const folder = ownKey.slice(0, -`${keyOf}.key`.length);
      const config = peer.file(`${name}.cnf`, configuration(folder, extensions));
      const request = peer.file(`${name}.csr`, '');
      peer.run(['req', '-new', '-utf8', '-key', ownKey, '-subj', subject, '-config', config, '-out', request]);
      peer.file('index.txt', '');
      const certificate = `${folder}${name}.crt`;
      const signer =
        issuer === name
          ? ['-selfsign', '-keyfile', ownKey]
          : ['-cert', made.get(issuer)?.certificate ?? '', '-keyfile', made.get(issuer)?.key ?? ''];
      const term = ['-startdate', days[0], '-enddate', days[1]];
      const fixed = ['-batch', '-notext', '-md', 'sha256', '-extensions', 'asked'];
      peer.run(['ca', '-config', config, ...fixed, ...signer, ...term, ...sign, '-in', request, '-out', certificate]);
      made.set(name, { certificate, key: ownKey });
      const [der] = certificatesFromPem(readFileSync(certificate, 'latin1'));
      if (!der) throw new Error(`openssl made no certificate ${name}`);
      return der;
    },
  };
}

function configuration(folder: string, extensions: readonly string[]): string {
  return `
[req]
distinguished_name = name
[name]
[ca]
default_ca = authority
[authority]
database = ${folder}index.txt
new_certs_dir = ${folder}
policy = anything
unique_subject = no
rand_serial = yes
[anything]
countryName = optional
organizationName = optional
organizationIdentifier = optional
serialNumber = optional
commonName = optional
[asked]
${extensions.join('\n')}
`;
}

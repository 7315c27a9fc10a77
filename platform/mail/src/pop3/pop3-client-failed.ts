/** The other POP3 server refused, said what cannot be understood, or went away. Its words are not passed on. */
export class Pop3Failed extends Error {
  readonly reason: 'refused' | 'connection-lost' | 'too-large' | 'timed-out' | 'no-tls';

  constructor(reason: Pop3Failed['reason'], command: string) {
    super(`POP3 ${command}: ${reason}`);
    this.name = 'Pop3Failed';
    this.reason = reason;
  }
}

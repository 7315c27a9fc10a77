/** Every scope that an access token of this network can carry; clients are given some of them. */
export const scopeCatalogue = [
  {
    name: 'nhn:msh/api',
    description: 'Send, fetch and answer messages for the HER-ids of the client’s organisation (EDI 2.0)',
  },
  { name: 'samband:address-register/read', description: 'Look parties up' },
  { name: 'samband:address-register/write', description: 'Change the parties of the client’s organisation' },
  { name: 'samband:address-register/write-all', description: 'Change any party (the operator)' },
  { name: 'samband:exchange/trace', description: 'See what happened to the messages of the client’s organisation' },
  { name: 'samband:exchange/trace-all', description: 'See what happened to any message (the operator)' },
  {
    name: 'samband:exchange/operate',
    description: 'Decide how long messages are kept, and remove what has had its time',
  },
  { name: 'samband:identity/clients', description: 'Create and disable clients (the operator)' },
  { name: 'nhn:selvbetjening/client', description: 'See and change the client itself: settings and keys' },
] as const;

/** What the operator's own client may do. It sends and reads no messages. */
export const operatorScopes = scopeCatalogue.map(({ name }) => name).filter((name) => name.startsWith('samband:'));

/** Paths of the provider's endpoints, as HelseID spells them. */
export const providerPaths = {
  discovery: '/.well-known/openid-configuration',
  authorizationServer: '/.well-known/oauth-authorization-server',
  jwks: '/.well-known/openid-configuration/jwks',
  token: '/connect/token',
  introspection: '/connect/introspect',
} as const;

/** Where a person brings the code that a device shows. */
export const devicePath = '/connect/device';

/** Those that are there where persons can log in. */
export const signInPaths = {
  authorization: '/connect/authorize',
  pushed_authorization_request: '/connect/par',
  userinfo: '/connect/userinfo',
  end_session: '/connect/endsession',
  revocation: '/connect/revocation',
  device_authorization: '/connect/deviceauthorization',
  code_verification: devicePath,
  backchannel_authentication: '/connect/ciba',
} as const;

/** The page where a person is chosen; one for each interaction. */
export const interactionPath = '/connect/sign-in';

/** Where a test person answers clients that ask behind their back: what an app of an identity provider is for others. */
export const approvalPath = '/connect/approvals';

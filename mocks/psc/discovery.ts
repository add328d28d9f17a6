import type { Claims } from './userinfo.ts';

/** Scopes that PSC knows (facts, PSC §3.1). */
export const scopes: readonly string[] = [
  'openid',
  'scope_all',
  'identity',
  'rpps',
  'referentiel',
  'interop',
  'scope_1',
  'scope_2',
  'eidas1',
  'eidas2',
  'profile',
  'email',
  'phone',
  'address',
  'basic',
  'acr',
  'roles',
  'web-origins',
];

const clientAuthentication = ['client_secret_basic', 'client_secret_post'];

/**
 * The discovery document. Members and values are those captured on the sandbox (facts, PSC §3.1), less what this mock
 * does not do: CIBA, pushed requests, device flow, other signatures. `acr_values_supported` has its odd real value.
 */
export function discovery(issuer: string): Claims {
  const endpoint = `${issuer}/protocol/openid-connect`;
  return {
    issuer,
    // Another path than the realm's, as in reality, where it even has a host of its own.
    authorization_endpoint: `${new URL(issuer).origin}/auth`,
    token_endpoint: `${endpoint}/token`,
    introspection_endpoint: `${endpoint}/token/introspect`,
    userinfo_endpoint: `${endpoint}/userinfo`,
    end_session_endpoint: `${endpoint}/logout`,
    jwks_uri: `${endpoint}/certs`,
    revocation_endpoint: `${endpoint}/revoke`,
    grant_types_supported: ['authorization_code', 'refresh_token'],
    acr_values_supported: ['0', '0'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: clientAuthentication,
    introspection_endpoint_auth_methods_supported: clientAuthentication,
    revocation_endpoint_auth_methods_supported: clientAuthentication,
    claims_supported: [
      'aud',
      'sub',
      'iss',
      'auth_time',
      'name',
      'given_name',
      'family_name',
      'preferred_username',
      'email',
      'acr',
    ],
    claim_types_supported: ['normal'],
    scopes_supported: scopes,
    code_challenge_methods_supported: ['plain', 'S256'],
    authorization_response_iss_parameter_supported: true,
  };
}

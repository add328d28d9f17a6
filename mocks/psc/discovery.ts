import { assertionAlgorithms } from './jws.ts';
import type { Claims } from './userinfo.ts';

/** Scopes that PSC knows (facts, PSC §3.1), as the sandbox lists them. */
export const scopes: readonly string[] = [
  ...['openid', 'microprofile-jwt', 'rpps', 'referentiel', 'web-origins', 'basic', 'identity', 'acr'],
  ...['offline_access', 'eidas1', 'profile', 'roles', 'email', 'scope_all', 'phone', 'interop', 'scope_1', 'address'],
  ...['scope_2', 'eidas2'],
];

const clientAuthentication = [
  ...['private_key_jwt', 'client_secret_basic', 'client_secret_post', 'tls_client_auth', 'client_secret_jwt'],
];

/**
 * The discovery document: the members captured on the sandbox (facts, PSC §3.1), with their values where this mock does
 * what they say. Left out, for it does not: implicit and hybrid flows, password, client credentials, device, dynamic
 * registration, encryption, other signatures of tokens, request objects, the CIBA ping mode (which PSC does not activate,
 * facts §3.5). `acr_values_supported` has its odd real value.
 */
export function discovery(issuer: string): Claims {
  const endpoint = `${issuer}/protocol/openid-connect`;
  const mutual = {
    token_endpoint: `${endpoint}/token`,
    revocation_endpoint: `${endpoint}/revoke`,
    introspection_endpoint: `${endpoint}/token/introspect`,
    userinfo_endpoint: `${endpoint}/userinfo`,
    pushed_authorization_request_endpoint: `${endpoint}/ext/par/request`,
    backchannel_authentication_endpoint: `${endpoint}/ext/ciba/auth`,
  };
  return {
    issuer,
    // Another path than the realm's, as in reality, where it even has a host of its own.
    authorization_endpoint: `${new URL(issuer).origin}/auth`,
    ...mutual,
    end_session_endpoint: `${endpoint}/logout`,
    jwks_uri: `${endpoint}/certs`,
    check_session_iframe: `${endpoint}/login-status-iframe.html`,
    ...capabilities,
    mtls_endpoint_aliases: mutual,
  };
}

const capabilities: Claims = {
  frontchannel_logout_session_supported: true,
  frontchannel_logout_supported: true,
  backchannel_logout_supported: true,
  backchannel_logout_session_supported: true,
  grant_types_supported: ['authorization_code', 'refresh_token', 'urn:openid:params:grant-type:ciba'],
  acr_values_supported: ['0', '0'],
  response_types_supported: ['code'],
  response_modes_supported: ['query', 'fragment', 'form_post'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  userinfo_signing_alg_values_supported: ['RS256', 'none'],
  token_endpoint_auth_methods_supported: clientAuthentication,
  token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
  introspection_endpoint_auth_methods_supported: clientAuthentication,
  introspection_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
  revocation_endpoint_auth_methods_supported: clientAuthentication,
  revocation_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
  claims_supported: [
    ...['aud', 'sub', 'iss', 'auth_time', 'name', 'given_name', 'family_name', 'preferred_username', 'email', 'acr'],
  ],
  claim_types_supported: ['normal'],
  claims_parameter_supported: false,
  scopes_supported: scopes,
  request_parameter_supported: false,
  request_uri_parameter_supported: false,
  require_pushed_authorization_requests: false,
  code_challenge_methods_supported: ['plain', 'S256'],
  tls_client_certificate_bound_access_tokens: true,
  backchannel_token_delivery_modes_supported: ['poll'],
  authorization_response_iss_parameter_supported: true,
};

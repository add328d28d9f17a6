import { anyFields, anyJwt, anyText } from '../arbitraries.ts';
import type { BenchProcess } from '../bench-process.ts';
import { mutated, mutatedText } from '../byte-mutations.ts';
import type { Dice } from '../dice.ts';
import { HttpDoor } from '../http-door.ts';
import type { HttpAnswer, HttpMessage } from '../http-message.ts';
import { type AnswerOracle, jsonOracle, judgeHttp, pageOracle, wrong } from '../http-oracles.ts';
import type { Judgement, Target } from '../input.ts';
import { probe } from '../probe.ts';
import { webInput } from '../web-recipes.ts';

const realm = '/auth/realms/esante-wallet';
const oidc = `${realm}/protocol/openid-connect`;

interface Endpoint {
  method: 'GET' | 'POST';
  path: string;
  /** Right fields; each may get another value. */
  fields(dice: Dice): Record<string, string>;
}

/** Pro Santé Connect: every address of the realm, of the login page, of the APIs that exchange tokens. */
export async function pscTarget(bench: BenchProcess): Promise<Target> {
  const [ca, cert, key] = await Promise.all([
    bench.read('ca'),
    bench.read('organisationCert'),
    bench.read('organisationKey'),
  ]);
  const port = Number(new URL(bench.place.endpoints.psc).port);
  const doors = {
    psc: new HttpDoor({ port, tls: { ca } }),
    pscCertificat: new HttpDoor({ port, tls: { ca, cert, key } }),
  };
  const client = {
    id: bench.place.env['PROBANT_PSC_CLIENT_ID'] ?? '',
    secret: bench.place.env['PROBANT_PSC_CLIENT_SECRET'] ?? '',
  };
  const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
  return {
    doors,
    make: (dice) => {
      const { endpoint, message, secrets } = request(dice, { client, basic, place: bench.place });
      return webInput({ door: dice.chance(0.7) ? 'psc' : 'pscCertificat', kind: endpoint, message, secrets }, dice);
    },
    judge: (seen, input) => judgeHttp(seen, input, oracle),
    healthy: () =>
      probe(doors.psc, {
        name: 'userinfo',
        message: {
          method: 'GET',
          path: `${oidc}/userinfo`,
          headers: [['Authorization', `Bearer ${bench.place.accessToken}`]],
          body: Buffer.alloc(0),
        },
        right: ({ body }) => body.includes('899900000017'),
      }),
  };
}

interface Known {
  client: { id: string; secret: string };
  basic: string;
  place: { accessToken: string; refreshToken: string };
}

function endpoints({ client, place }: Known): Endpoint[] {
  const authorization = (): Record<string, string> => ({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: 'https://produit.test/retour',
    scope: 'openid scope_all',
    acr_values: 'eidas1',
    state: 'etat',
    nonce: 'nonce',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
  });
  const post = (path: string, fields: Endpoint['fields']): Endpoint => ({ method: 'POST', path, fields });
  const get = (path: string, fields: Endpoint['fields'] = () => ({})): Endpoint => ({ method: 'GET', path, fields });
  const grants = [
    'authorization_code',
    'refresh_token',
    'urn:openid:params:grant-type:ciba',
    'password',
    'client_credentials',
    'urn:ietf:params:oauth:grant-type:token-exchange',
  ];
  const token = (dice: Dice): Record<string, string> => ({
    grant_type: dice.pick(grants),
    code: 'x',
    redirect_uri: 'https://produit.test/retour',
    refresh_token: 'x',
    auth_req_id: 'x',
    code_verifier: 'a'.repeat(43),
  });
  const exchange = (dice: Dice): Record<string, string> => ({
    grant_type: dice.pick(grants),
    subject_token: place.accessToken,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    client_id: client.id,
    scope: 'openid',
  });
  return [
    get(`${realm}/.well-known/wallet-openid-configuration`),
    get('/auth', authorization),
    post('/auth', (dice) => ({
      ...authorization(),
      persona: dice.pick(['899900000017', 'x', '']),
      moyen: dice.pick(['CARD', 'MOBILE', 'x']),
      annuler: '1',
    })),
    post(`${oidc}/token`, token),
    post(`${oidc}/token`, token),
    get(`${oidc}/userinfo`),
    post(`${oidc}/userinfo`, () => ({ access_token: 'x' })),
    post(`${oidc}/token/introspect`, () => ({ token: 'x', token_type_hint: 'access_token' })),
    post(`${oidc}/revoke`, () => ({ token: 'x', token_type_hint: 'refresh_token' })),
    get(`${oidc}/certs`),
    get(`${oidc}/logout`, () => ({
      id_token_hint: 'x',
      post_logout_redirect_uri: 'https://produit.test/',
      state: 'e',
    })),
    post(`${oidc}/logout`, () => ({ refresh_token: 'x', client_id: client.id })),
    post(`${oidc}/ext/par/request`, authorization),
    post(`${oidc}/ext/ciba/auth`, () => ({
      scope: 'openid scope_all',
      login_hint: '899900000017',
      binding_message: '12',
      acr_values: 'eidas1',
      channel: 'CARD',
    })),
    get(`${oidc}/login-status-iframe.html`),
    get('/e-cps'),
    post('/e-cps', () => ({ demande: 'x', reponse: 'accepte', id: 'x' })),
    get('/realms/essai/.well-known/openid-configuration'),
    post('/realms/essai/protocol/openid-connect/token', exchange),
    post('/realms/essai/protocol/openid-connect/token/introspect', () => ({ token: 'x' })),
    post('/mockservice/apipsc/signsessiondata', () => ({})),
  ];
}

function request(dice: Dice, known: Known): { endpoint: string; message: HttpMessage; secrets: string[] } {
  const { method, path, fields } = dice.pick(endpoints(known));
  const secret = `mot-de-passe-${dice.int(1e9)}`;
  const pairs = changedFields(fields(dice), dice);
  // What a browser has in its address may be in the page that it gets.
  if (!/\/(?:auth|e-cps)$/.test(path) && dice.chance(0.15)) pairs.push(['client_secret', secret]);
  const form = dice.chance(0.85)
    ? new URLSearchParams(pairs).toString()
    : mutatedText(new URLSearchParams(pairs).toString(), dice);
  const credentials = authorization(dice, known, secret);
  const headers = [...(credentials === undefined ? [] : [['Authorization', credentials] as const]), ...cookie(dice)];
  const name = path.replace(/^.*\//, '') || 'auth';
  if (method === 'GET') {
    const query = form.replaceAll(/[^\x21-\x7e]/g, '');
    return {
      endpoint: name,
      message: {
        method,
        path: query === '' ? path : `${path}?${query}`.slice(0, 12_000),
        headers,
        body: Buffer.alloc(0),
      },
      secrets: [secret],
    };
  }
  const type = dice.chance(0.93)
    ? 'application/x-www-form-urlencoded'
    : dice.pick(['application/json', 'multipart/form-data; boundary=x', 'text/plain']);
  const body = dice.chance(0.95) ? Buffer.from(form) : mutated(Buffer.from(form), dice);
  return {
    endpoint: name,
    message: { method, path, headers: [...headers, ['Content-Type', type]], body },
    secrets: [secret],
  };
}

function changedFields(fields: Record<string, string>, dice: Dice): Array<[string, string]> {
  const entries = Object.entries(fields).flatMap(([name, right]): Array<[string, string]> => {
    const way = dice.int(20);
    if (way < 14) return [[name, right]];
    if (way < 15) return [];
    if (way < 16)
      return [
        [name, right],
        [name, right],
      ];
    return [[name, dice.draw(dice.chance(0.4) ? anyJwt : anyText).toWellFormed()]];
  });
  if (!dice.chance(0.2)) return entries;
  const others = dice.draw(
    anyFields([
      'request',
      'claims',
      'prompt',
      'max_age',
      'response_mode',
      'login_hint',
      'id_token_hint',
      'request_uri',
      '__proto__',
    ]),
  );
  return [...entries, ...others.map(([name, text]): [string, string] => [name.toWellFormed(), text.toWellFormed()])];
}

function authorization(dice: Dice, { basic, place }: Known, secret: string): string | undefined {
  return dice.pick([
    () => `Basic ${basic}`,
    () => `Basic ${basic}`,
    () => `Bearer ${place.accessToken}`,
    () =>
      `Bearer ${mutatedText(place.accessToken, dice)
        .replaceAll(/[^\x21-\x7e]/g, '')
        .slice(0, 6_000)}`,
    () => `Bearer ${dice.draw(anyJwt).replaceAll(/[^\x21-\x7e]/g, '')}`,
    () => `Basic ${Buffer.from(`cabinet-temoin:${secret}`).toString('base64')}`,
    () => 'Basic %%%',
    () => undefined,
  ])();
}

function cookie(dice: Dice): Array<readonly [string, string]> {
  return dice.chance(0.1)
    ? [['Cookie', `KEYCLOAK_SESSION=${dice.draw(anyText).replaceAll(/[^\x21-\x7e]/g, '')}; AUTH=%zz`]]
    : [];
}

const oauth = jsonOracle((value, status) => {
  if (status < 400) return undefined;
  if (typeof value['error'] !== 'string') return `erreur sans « error » : ${JSON.stringify(value).slice(0, 120)}`;
  if (value['error'] === 'erreur_interne' || value['error'] === 'server_error')
    return 'erreur interne du banc (erreur_interne)';
  return undefined;
});

const oracle: AnswerOracle = (answer) => {
  const { status, headers } = answer;
  const type = headers.get('content-type') ?? '';
  if (status === 302 || status === 303) return redirection(answer);
  if (status === 204) return { answer: '204', findings: [] };
  if (type.startsWith('application/json')) return named(answer, oauth(answer));
  if (type.startsWith('text/html')) return pageOracle(answer);
  if (type.startsWith('application/jwt')) return { answer: `${status} JWT`, findings: [] };
  return status < 500 && answer.body.length === 0
    ? { answer: String(status), findings: [] }
    : wrong(status, `réponse de type « ${type} »`);
};

function named({ status, body }: HttpAnswer, judged: Judgement): Judgement {
  const error = status < 400 ? '' : (/"error":"(\w+)"/.exec(body.toString('utf8', 0, 200))?.[1] ?? '');
  return { ...judged, answer: `${judged.answer} ${error}`.trim() };
}

function redirection({ status, headers }: HttpAnswer): Judgement {
  const location = headers.get('location') ?? '';
  return URL.canParse(location)
    ? { answer: `${status} redirection`, findings: [] }
    : wrong(status, `adresse de redirection « ${location.slice(0, 80)} »`);
}

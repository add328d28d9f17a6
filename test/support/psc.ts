import { getResponse, type HttpHandler } from 'msw';
import { beforeEach } from 'vitest';
import { processEnvironment } from '../../core/index.ts';
import { type PscOptions, PscRealm, pscHandlers, testPhysician } from '../../mocks/psc/index.ts';

/** Form fields; one set to undefined is left out. */
export type Fields = Record<string, string | undefined>;

/** What the token endpoint gives. */
export interface Tokens {
  access_token: string;
  refresh_token: string;
  id_token: string;
  expires_in: number;
  refresh_expires_in: number;
}

/** The service of these tests. */
export const service = { id: 'produit', secret: 's3cr/t+é', redirectUris: ['https://produit.test/retour'] };
const origin = 'https://psc.test';

/** A PSC whose msw handlers are called in this process, and a browser and a service in front of it. */
export class TestPsc {
  readonly realm: PscRealm;
  readonly issuer = `${origin}/auth/realms/esante-wallet`;
  readonly endpoint = `${origin}/auth/realms/esante-wallet/protocol/openid-connect`;
  readonly secrets: Set<string>;
  readonly #clock: { now: number };
  readonly #handlers: HttpHandler[];

  private constructor(realm: PscRealm, secrets: Set<string>, clock: { now: number }) {
    this.realm = realm;
    this.secrets = secrets;
    this.#clock = clock;
    this.#handlers = pscHandlers(realm);
  }

  /** Makes one for a test file; it forgets everything before each test. */
  static async open(options: Partial<PscOptions> = {}): Promise<TestPsc> {
    const clock = { now: Date.parse('2026-11-22T08:00:00Z') };
    const secrets = new Set<string>();
    const realm = await PscRealm.create({
      environment: processEnvironment({ clock: { now: () => clock.now } }),
      clients: [service, { id: 'autre', secret: 'autre-secret' }],
      onSecret: (value) => secrets.add(value),
      ...options,
    });
    beforeEach(() => realm.reset());
    return new TestPsc(realm, secrets, clock);
  }

  /** Lets time pass, in seconds. */
  wait(seconds: number): void {
    this.#clock.now += seconds * 1000;
  }

  now(): number {
    return this.#clock.now;
  }

  /** What its handlers answer; 404 where there is none. Redirections are not followed. */
  async fetch(address: string, init?: RequestInit): Promise<Response> {
    const answer = await getResponse(this.#handlers, new Request(address, init));
    return answer ?? new Response(null, { status: 404 });
  }

  authorize(fields: Fields = {}, init: RequestInit = {}): Promise<Response> {
    return this.fetch(`${origin}/auth?${query({ ...asked, ...fields })}`, init);
  }

  press(button: Record<string, string>, fields: Fields = {}): Promise<Response> {
    return this.authorize(fields, { method: 'POST', body: new URLSearchParams(button) });
  }

  async code(button: Record<string, string> = {}, fields: Fields = {}): Promise<string> {
    return sentBack(await this.press({ persona: testPhysician.id, ...button }, fields))['code'] ?? '';
  }

  post(path: string, fields: Fields, credentials: string | null = basic()): Promise<Response> {
    const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' };
    if (credentials !== null) headers['authorization'] = credentials;
    return this.fetch(`${this.endpoint}/${path}`, { method: 'POST', body: query(fields), headers });
  }

  exchange(fields: Fields, credentials?: string | null): Promise<Response> {
    const given = { grant_type: 'authorization_code', redirect_uri: asked['redirect_uri'], ...fields };
    return this.post('token', given, credentials);
  }

  async signIn(button: Record<string, string> = {}, fields: Fields = {}): Promise<Tokens> {
    return (await (await this.exchange({ code: await this.code(button, fields) })).json()) as Tokens;
  }

  refresh(token: string, fields: Fields = {}): Promise<Response> {
    return this.post('token', { grant_type: 'refresh_token', refresh_token: token, ...fields });
  }

  userinfo(token: string): Promise<Response> {
    return this.fetch(`${this.endpoint}/userinfo`, { headers: { authorization: `Bearer ${token}` } });
  }

  async introspect(token: string): Promise<Record<string, unknown>> {
    return (await (await this.post('token/introspect', { token })).json()) as Record<string, unknown>;
  }

  logout(fields: Fields, init: RequestInit = {}): Promise<Response> {
    return this.fetch(`${this.endpoint}/logout?${query(fields)}`, init);
  }
}

/** A right authorization request. */
export const asked: Readonly<Record<string, string>> = {
  response_type: 'code',
  client_id: service.id,
  redirect_uri: 'https://produit.test/retour',
  scope: 'openid scope_all',
  acr_values: 'eidas1',
  state: 'etat-1',
  nonce: 'nonce-1',
};

/** Fields as a form writes them. */
export function query(fields: Fields): string {
  const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given).toString();
}

/** What the browser takes back to the service. */
export function sentBack(answer: Response): Record<string, string> {
  return Object.fromEntries(new URL(answer.headers.get('location') ?? 'about:blank').searchParams);
}

/** The credentials of a service, as `client_secret_basic` sends them. */
export function basic({ id, secret }: { id: string; secret: string } = service): string {
  return `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;
}

/** The claims of a token. */
export function claims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

/** Status, code and description of a refusal. */
export async function refusal(answer: Response): Promise<[number, unknown, unknown]> {
  const body = (await answer.json()) as { error: unknown; error_description: unknown };
  return [answer.status, body.error, body.error_description];
}

/** Code of a refusal. */
export async function error(answer: Response): Promise<unknown> {
  return (await refusal(answer))[1];
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type JsonObject, processEnvironment } from '../../../core/index.ts';
import { testPhysician } from '../../../mocks/index.ts';
import { checkFiles } from '../../../runs/check/index.ts';
import { openBench, type TestBench } from '../../support/bench.ts';
import { controlFetch } from '../../support/control.ts';
import { httpsFetch } from '../../support/https-fetch.ts';

/** What a call gives besides its address. */
export interface Sent {
  method?: string;
  form?: Record<string, string>;
  headers?: Record<string, string>;
  /** True when the client shows the certificate of its organisation. */
  certificate?: boolean;
}

/** What a call got. */
export interface Got {
  status: number;
  location: string;
  body: string;
}

const redirect = 'https://produit.test/retour';
const asked = {
  response_type: 'code',
  redirect_uri: redirect,
  scope: 'openid scope_all',
  acr_values: 'eidas1',
  state: 'wJ3k9Zq0Vb7LmTx2',
  nonce: 'pR8sYc4Hd1NfGa6U',
};
const ciba = { scope: asked.scope, acr_values: asked.acr_values, binding_message: '42', channel: 'MOBILE' };

/** A client of PSC and of the Annuaire on a real bench: right by itself, as wrong as a test makes it. */
export class ServiceClient implements AsyncDisposable {
  static readonly redirect = redirect;
  readonly banc: TestBench;
  readonly #fetches: Readonly<Record<'plain' | 'mutual', ReturnType<typeof httpsFetch>>>;
  #from = 0;

  static async open(): Promise<ServiceClient> {
    const banc = await openBench({ control: { port: 0 } });
    const [ca, cert, key] = await Promise.all(
      [banc.bench.files.ca, banc.bench.files.organisationCert, banc.bench.files.organisationKey].map((file) =>
        readFile(file, 'utf8'),
      ),
    );
    return new ServiceClient(banc, { ca: ca ?? '', cert: cert ?? '', key: key ?? '' });
  }

  private constructor(banc: TestBench, { ca, cert, key }: Record<'ca' | 'cert' | 'key', string>) {
    this.banc = banc;
    this.#fetches = { plain: httpsFetch({ ca }), mutual: httpsFetch({ ca, cert, key }) };
  }

  /** Forgets what was prepared, and what was sent. */
  begin(): void {
    this.banc.bench.controls.psc.reset();
    this.banc.bench.controls.annuaire.reset();
    this.#from = this.banc.bench.journal.last;
  }

  async call(address: string, { method, form, headers = {}, certificate = false }: Sent = {}): Promise<Got> {
    const posted = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    const init = { headers, ...posted, ...(method === undefined ? {} : { method }) };
    const answer = await this.#fetches[certificate ? 'mutual' : 'plain'](address, init);
    return { status: answer.status, location: answer.headers.get('location') ?? '', body: await answer.text() };
  }

  /** The browser goes to PSC, shows the page, chooses its user, and comes back with a code. */
  async signIn(changes: Record<string, string> = {}, persona = testPhysician.id): Promise<string> {
    const address = this.#authorization(changes);
    await this.call(address);
    const { location } = await this.call(address, { form: { persona } });
    return URL.parse(location)?.searchParams.get('code') ?? '';
  }

  /** The browser comes back while PSC still knows its user: it is sent back at once, without the page. */
  async signInAgain(): Promise<void> {
    const address = this.#authorization({});
    const body = new URLSearchParams({ persona: testPhysician.id });
    const answer = await this.#fetches.plain(address, { method: 'POST', body });
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    await this.call(address, { headers: { cookie } });
  }

  #authorization(changes: Record<string, string>): string {
    const query = new URLSearchParams({ client_id: this.#own('PROBANT_PSC_CLIENT_ID'), ...asked, ...changes });
    return `${new URL(this.banc.bench.endpoints.psc).origin}/auth?${query}`;
  }

  /** Calls an endpoint of the realm as the service that the bench declared. */
  async service(path: string, form: Record<string, string>, more: Record<string, string> = {}) {
    const pair = `${this.#own('PROBANT_PSC_CLIENT_ID')}:${this.#own('PROBANT_PSC_CLIENT_SECRET')}`;
    const headers = { authorization: `Basic ${Buffer.from(pair).toString('base64')}`, ...more };
    const { body } = await this.call(this.realm(path), { form, headers });
    return JSON.parse(body) as Record<string, string>;
  }

  exchange(code: string, changes: Record<string, string> = {}): Promise<Record<string, string>> {
    return this.service('token', { grant_type: 'authorization_code', code, redirect_uri: redirect, ...changes });
  }

  refresh(refresh_token = ''): Promise<Record<string, string>> {
    return this.service('token', { grant_type: 'refresh_token', refresh_token });
  }

  async identity(access = ''): Promise<string> {
    return (await this.call(this.realm('userinfo'), { headers: { authorization: `Bearer ${access}` } })).body;
  }

  logout(query: Record<string, string>): Promise<Got> {
    return this.call(this.realm(`logout?${new URLSearchParams(query)}`));
  }

  /** Asks the user to sign in on his own device, and polls once at once. */
  async ciba(changes: Record<string, string> = {}): Promise<string> {
    const form = { ...ciba, login_hint: testPhysician.id, ...changes };
    const { auth_req_id = '' } = await this.service('ext/ciba/auth', form);
    await this.poll(auth_req_id);
    return auth_req_id;
  }

  poll(auth_req_id: string): Promise<Record<string, string>> {
    return this.service('token', { grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id });
  }

  /** Exchanges the token of PSC at the server of an API. */
  exchangeForApi(access = '', { certificate = true }: Pick<Sent, 'certificate'> = {}): Promise<Got> {
    const form = {
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: access,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      subject_issuer: 'psc',
      scope: 'openid',
    };
    const address = `${new URL(this.banc.bench.endpoints.psc).origin}/realms/insi/protocol/openid-connect/token`;
    return this.call(address, { form, certificate });
  }

  /** Calls the API of the Annuaire Santé with its key. */
  directory(path: string, { headers, ...sent }: Sent = {}): Promise<Got> {
    const key = { 'esante-api-key': this.#own('PROBANT_ANNUAIRE_CLE') };
    return this.call(`${new URL(this.banc.bench.endpoints.annuaire).origin}${path}`, {
      ...sent,
      headers: headers ?? key,
    });
  }

  /** What a rule finds in what was sent: `probant check` judges the conversation that the bench keeps. */
  async found(service: string, rule: string, parameters: JsonObject = {}): Promise<string[]> {
    const person = service === 'psc' ? `&personne=${testPhysician.id}` : '';
    const kept = await controlFetch(
      this.banc.bench,
      `GET /conversation?service=${service}&depuis=${this.#from}${person}`,
    );
    await writeFile(join(this.banc.folder, 'conversation.json'), Buffer.from(await kept.arrayBuffer()));
    const environment = processEnvironment({ cwd: this.banc.folder });
    const options = { parameters: { [rule]: parameters }, authorities: null, packs: [] };
    const [report] = await Array.fromAsync(checkFiles(environment, ['conversation.json'], options));
    if (report === undefined || !report.looked.some((looked) => looked.rule === rule))
      throw new Error(`${rule} did not look: ${JSON.stringify(report?.error ?? report?.unseen)}`);
    return report.findings.flatMap((finding) => (finding.rule === rule ? [finding.code] : []));
  }

  /** An address of the realm. */
  realm(path: string): string {
    return `${this.banc.bench.endpoints.psc}/protocol/openid-connect/${path}`;
  }

  [Symbol.asyncDispose](): PromiseLike<void> {
    return this.banc[Symbol.asyncDispose]();
  }

  #own(name: string): string {
    return this.banc.bench.env[name] ?? '';
  }
}

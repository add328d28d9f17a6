import { getResponse, type HttpHandler } from 'msw';
import { processEnvironment } from '../../core/index.ts';
import { AnnuaireDirectory, type AnnuaireOptions, annuaireHandlers, fhirPath } from '../../mocks/annuaire/index.ts';

/** A resource as its reader sees it. */
export interface Read {
  resourceType: string;
  id: string;
  active?: boolean;
  meta: { versionId: string; lastUpdated: string; tag?: unknown };
  [element: string]: unknown;
}

/** What the API answered. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: {
    resourceType?: string;
    id?: string;
    total?: number;
    entry?: Array<{ fullUrl: string; resource: Read }>;
    link?: Array<{ relation: string; url: string }>;
    issue?: Array<{ severity: string; code: string; diagnostics: string }>;
    message?: string;
    [element: string]: unknown;
  };
}

/** A directory and its API, without port or TLS, on a clock that a test sets. */
export class TestApi {
  readonly origin = 'https://annuaire.test';
  readonly directory: AnnuaireDirectory;
  now: number;
  readonly #handlers: HttpHandler[];

  constructor(options: Partial<AnnuaireOptions> = {}, now = Date.parse('2026-08-26T08:13:00.250Z')) {
    this.now = now;
    const environment = processEnvironment({ clock: { now: () => this.now } });
    const size = { professionals: 300, structures: 150 };
    this.directory = new AnnuaireDirectory({ environment, seed: 'graine', ...size, ...options });
    this.#handlers = annuaireHandlers(this.directory);
  }

  /** Calls an address below the API, or a whole one; each call in a second of its own, so that none is throttled. */
  async get(path: string, init: RequestInit = {}): Promise<Answer> {
    this.now += 1000;
    return await this.call(path, init);
  }

  /** The same within the current instant. */
  async call(path: string, init: RequestInit = {}): Promise<Answer> {
    const address = path.startsWith('https:') ? path : `${this.origin}${fhirPath}/${path}`;
    const headers = new Headers({ 'esante-api-key': this.directory.apiKey });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const response = await getResponse(this.#handlers, new Request(address, { ...init, headers }));
    if (response === undefined) throw new Error(`no answer: ${path}`);
    const text = await response.text();
    const body = (text === '' ? {} : JSON.parse(text)) as Answer['body'];
    return { status: response.status, headers: response.headers, text, body };
  }

  /** The resources of a search, of its first page. */
  async find(path: string): Promise<Read[]> {
    return resources(await this.get(path));
  }

  /** The resources of every page. */
  async all(path: string): Promise<Read[]> {
    const found: Read[] = [];
    for (let next: string | undefined = path; next !== undefined; ) {
      const page: Answer = await this.get(next);
      found.push(...resources(page));
      next = nextOf(page);
    }
    return found;
  }
}

/** The resources of a page. */
export function resources({ body }: Answer): Read[] {
  return (body.entry ?? []).map(({ resource }) => resource);
}

/** Address of the next page. */
export function nextOf({ body }: Answer): string | undefined {
  return body.link?.find(({ relation }) => relation === 'next')?.url;
}

/** What an error says. */
export function diagnosticsOf({ body }: Answer): string {
  return body.issue?.[0]?.diagnostics ?? '';
}

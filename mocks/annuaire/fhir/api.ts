import { uuid } from '../../../core/index.ts';
import type { AnnuaireDirectory } from '../directory.ts';
import { entriesOf } from './bundle.ts';
import { capabilityStatement } from './capability.ts';
import { Register } from './entities.ts';
import { Finder } from './finder.ts';
import { json } from './json-answer.ts';
import { outcomeOf, Refusal, refusals } from './outcomes.ts';
import { Pages, pageId, type StoredSearch } from './pages.ts';
import { resourceTypes } from './parameters.ts';
import { type Query, readQuery } from './query.ts';
import type { Bundle, ResourceType } from './r4.ts';
import { resourceOf } from './resources.ts';

/** A call that the gateway let through. */
export interface Call {
  /** Below the address of the API: `Practitioner`, `Practitioner/003-…`, `metadata`, `_page`. */
  path: string;
  /** Query of the address, and form of a POST, not decoded. */
  search: string;
  headers: Headers;
  /** Address of the API, without a last slash. */
  base: string;
}

const month = 30 * 86_400_000;
/** Entities from which a search in texts is too costly for its total to be shown unasked (inferred: « gros volumes »). */
const costly = 5000;

/** The FHIR API over the directory (facts, Annuaire §4). */
export class FhirApi {
  readonly #directory: AnnuaireDirectory;
  readonly #register: Register;
  readonly #finder: Finder;
  readonly #pages: Pages;

  constructor(directory: AnnuaireDirectory) {
    this.#directory = directory;
    this.#register = new Register(directory);
    this.#finder = new Finder(this.#register);
    this.#pages = new Pages(directory.environment, () => directory.gate.settings.dureePage);
  }

  /** Answers a read, a search, a next page or the capabilities. */
  get(call: Call): Response {
    const [first = '', id, ...more] = call.path.split('/');
    if (first === 'metadata') return json(capabilityStatement(call.base, this.#now));
    if (first === '_page') return this.#answer(this.#page(call));
    const type = resourceTypes.find((known) => known === first);
    // Whatever else the server handles is not documented, history and versions among them.
    if (type === undefined || more.length > 0) return this.#answer(refusals.unknownType(call.path, resourceTypes));
    if (id !== undefined && id !== '') return this.#read(type, id, call.headers);
    return this.#answer(this.#search(type, call));
  }

  get #now(): number {
    return this.#directory.environment.clock.now();
  }

  #answer(result: { bundle: Bundle; pretty: boolean } | Refusal): Response {
    if (!(result instanceof Refusal)) return json(result.bundle, { pretty: result.pretty });
    const { status } = result;
    return json(outcomeOf(result), {
      status: status === 'parametre' ? this.#directory.gate.settings.statutErreur : status,
    });
  }

  /** Statuses 404, 410 and 412 are documented; what leads to the two last ones is inferred (RFC 9110, FHIR R4 §3.1.0.1). */
  #read(type: ResourceType, id: string, headers: Headers): Response {
    const found = this.#register.get(type, id);
    if (found === undefined || ('gone' in found && this.#now - found.gone > month))
      return this.#answer(refusals.missing(id));
    if ('gone' in found) return this.#answer(refusals.gone(id));
    const etag = `W/"${found.version}"`;
    const expected = headers.get('if-match');
    if (expected !== null && expected !== '*' && expected !== etag) return this.#answer(refusals.precondition(id));
    if (headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } });
    return json(resourceOf(found), { headers: { etag, 'last-modified': new Date(found.updatedAt).toUTCString() } });
  }

  #search(type: ResourceType, { search, base }: Call): { bundle: Bundle; pretty: boolean } | Refusal {
    const query = readQuery(type, new URLSearchParams(search));
    if (query instanceof Refusal) return query;
    if (this.#directory.gate.settings.deltaAncien === 'refuse' && asksTooOld(query, this.#now))
      return refusals.oldDelta();
    const matches = this.#finder.find(type, query.clauses, this.#now);
    const stored = {
      query,
      matches,
      ...(showsTotal(query, this.#register.shelf(type).entities.length) ? { total: matches.length } : {}),
    };
    const self = `${base}/${type}${search === '' ? '' : `?${search}`}`;
    return this.#bundle(stored, { from: 0, base, self });
  }

  #page({ search, base }: Call): { bundle: Bundle; pretty: boolean } | Refusal {
    const id = new URLSearchParams(search).get('id');
    if (id === null || id.trim() === '') return refusals.noPage();
    const page = this.#pages.find(id);
    if (page === undefined) return refusals.expiredPage();
    return this.#bundle(page.search, { from: page.from, base, self: `${base}/_page?${search}`, key: page.key });
  }

  #bundle(
    search: StoredSearch,
    { from, base, self, key }: { from: number; base: string; self: string; key?: string },
  ): { bundle: Bundle; pretty: boolean } {
    const { query, matches, total } = search;
    const to = from + query.count;
    const sources = { register: this.#register, finder: this.#finder, base };
    const last = to >= matches.length || query.count === 0;
    const next = last
      ? []
      : [{ relation: 'next' as const, url: `${base}/_page?id=${pageId(key ?? this.#pages.keep(search), to)}` }];
    const bundle: Bundle = {
      resourceType: 'Bundle',
      type: 'searchset',
      id: uuid(this.#directory.environment.random),
      ...(total === undefined ? {} : { total }),
      entry: entriesOf(matches.slice(from, to), query, sources),
      link: [...next, { relation: 'self', url: self }],
    };
    return { bundle, pretty: query.pretty };
  }
}

/** Always when asked for; else unless texts of a large type are searched through (guide of the API, « _total »). */
function showsTotal({ total, clauses }: Query, size: number): boolean {
  if (total !== 'au_mieux') return total === 'affiche';
  const throughTexts = clauses.some(
    ({ parameter, modifier }) => parameter.type === 'string' && modifier === 'contains',
  );
  return !throughTexts || size < costly;
}

/** Changes are kept thirty days: a delta that asks for older ones misses deletions (guide of the API, « Appels delta »). */
function asksTooOld({ clauses }: Query, now: number): boolean {
  return clauses
    .flatMap(({ dates }) => dates)
    .some(({ prefix, from }) => ['ge', 'gt', 'sa'].includes(prefix) && now - from > month + 86_400_000);
}

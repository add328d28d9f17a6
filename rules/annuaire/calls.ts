import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { bodyText, jsonValue, splitAddress } from '../http-calls.ts';
import { type ObservedExchange, observedExchanges } from '../observed.ts';
import type { RuleInputs } from '../rule.ts';

/** A call to the FHIR API of the Annuaire Santé, as the wire shows it. */
export interface DirectoryCall {
  /** Rank among the calls, from 1. */
  rank: number;
  n: number;
  /** Milliseconds. */
  at: number;
  method: string;
  /** Path and query, as they were sent. */
  address: string;
  path: string;
  /** `Practitioner`, `_page`… empty where there is none. */
  resource: string;
  /** What follows the resource: an id, `_search`. */
  rest: string;
  /** Parameters of the address and of the form. */
  parameters: ReadonlyArray<readonly [string, string]>;
  headers: ReadonlyArray<readonly [string, string]>;
  status: number;
  answer: string;
  /** `appel 3 · ESANTE-API-KEY`, for a finding's place. */
  where(place: string): string;
}

/**
 * The calls to the API in the slice, in order; the downloads of extractions are others' concern. The API is asked of
 * professionals, hence its calls name no patient: all are the product's, but those attributed to another.
 */
export function callsOf(inputs: RuleInputs): DirectoryCall[] {
  return observedExchanges(inputs)
    .filter(({ attribution, request }) => attribution !== 'autre' && /^\/fhir(?:[/?]|$)/.test(request?.path ?? ''))
    .map((exchange, i) => callOf(inputs, exchange, i + 1));
}

function callOf(inputs: RuleInputs, { n, at, request, response }: ObservedExchange, rank: number): DirectoryCall {
  const address = request?.path ?? '';
  const { path, query } = splitAddress(address);
  const [, resource = '', rest = ''] = /^\/fhir(?:\/v\d+)?\/([^/]*)\/?(.*)$/.exec(path) ?? [];
  const form = request?.method === 'POST' ? bodyText(inputs, request.input) : '';
  return {
    rank,
    n,
    at: Date.parse(at),
    method: request?.method ?? '',
    address,
    path,
    resource,
    rest,
    parameters: [...new URLSearchParams(query), ...new URLSearchParams(form)],
    headers: request?.headers ?? [],
    status: response?.status ?? 0,
    answer: bodyText(inputs, response?.input),
    where: (place) => `appel ${rank} · ${place}`,
  };
}

/** Applies a check to each call; no call at all is a finding. */
export function eachCall(
  inputs: RuleInputs,
  check: (call: DirectoryCall, calls: DirectoryCall[]) => Finding[],
): Finding[] {
  const calls = callsOf(inputs);
  if (calls.length > 0) return calls.flatMap((call) => check(call, calls));
  return [
    discrepancy({
      code: 'aucun-appel',
      where: 'echanges',
      expected: 'un appel à l’API FHIR de l’Annuaire Santé',
      got: null,
      message: 'Aucun appel à l’API n’est passé : cette règle n’a rien à juger.',
      remedy:
        'Réglez dans le produit PROBANT_ANNUAIRE_FHIR_URL et PROBANT_ANNUAIRE_CLE, puis refaites la recherche pendant le scénario.',
    }),
  ];
}

/** True for a search, and not for the reading of one resource or of a page. */
export function isSearch({ method, resource, rest }: DirectoryCall): boolean {
  if (!/^[A-Z]/.test(resource)) return false;
  return (method === 'GET' && rest === '') || (method === 'POST' && rest === '_search');
}

const linkSchema = z.array(z.object({ relation: z.string(), url: z.string() }));
const bundleSchema = z.object({
  resourceType: z.string(),
  link: linkSchema.optional(),
  entry: z.array(z.object({ resource: z.object({ resourceType: z.string(), id: z.string().optional() }) })).optional(),
});

interface ReadAnswer {
  /** Path and query of its next page. */
  next?: string;
  ids: string[];
}

/** Each answer is read once, however many calls it is compared with. */
const answers = new WeakMap<DirectoryCall, ReadAnswer>();

/** What is read of an answer: where its next page is, and the technical ids that it gave. */
export function readAnswer(call: DirectoryCall): ReadAnswer {
  const read = answers.get(call) ?? parsedAnswer(call);
  answers.set(call, read);
  return read;
}

function parsedAnswer(call: DirectoryCall): ReadAnswer {
  const read = bundleSchema.safeParse(jsonValue(call.answer));
  if (!read.success || call.status !== 200) return { ids: [] };
  const { link = [], entry = [] } = read.data;
  const next = link.find(({ relation }) => relation === 'next')?.url;
  const ids = entry.map(({ resource: { resourceType, id } }) => `${resourceType}/${id}`);
  return { ...(next === undefined ? {} : { next: localPart(next) }), ids };
}

/** Path and query of an absolute address; empty for what is none. */
function localPart(address: string): string {
  const url = URL.parse(address);
  return url === null ? '' : `${url.pathname}${url.search}`;
}

/** What the answers gave and what was asked, by the rank in the journal at which each was. */
interface Told {
  /** Technical ids that answers gave, first time. */
  ids: ReadonlyMap<string, number>;
  /** Next pages that answers gave, first time. */
  pages: ReadonlyMap<string, number>;
  /** Addresses that were asked, last time. */
  addresses: ReadonlyMap<string, number>;
}

/** A conversation may be long: what each call is compared with is read once for all of them. */
const tellings = new WeakMap<readonly DirectoryCall[], Told>();

/** What all the calls told. */
export function toldBy(calls: readonly DirectoryCall[]): Told {
  const told = tellings.get(calls) ?? telling(calls);
  tellings.set(calls, told);
  return told;
}

function telling(calls: readonly DirectoryCall[]): Told {
  const latestFirst = calls.toReversed();
  return {
    ids: new Map(latestFirst.flatMap((call) => readAnswer(call).ids.map((id) => [id.split('/')[1] ?? '', call.n]))),
    pages: new Map(latestFirst.map((call) => [readAnswer(call).next ?? '', call.n])),
    addresses: new Map(calls.map(({ address, n }) => [address, n])),
  };
}

import { canonicalJson, type Json, pointId, sha256 } from '../../core/index.ts';
import { dossierPaths } from '../container/index.ts';
import {
  type DossierDocument,
  dossierDocument,
  type EvidenceIndex,
  indexEvidence,
  loosePlan,
  pretty,
} from '../dossier/index.ts';
import { checkLedger } from '../ledger.ts';
import { deriveResults, type Results, type ResultsContext, verdictsOf } from '../results.ts';
import { remark, type VerifyItem } from './codes.ts';
import { declaredContext } from './declared-context.ts';
import type { OpenedDossier } from './open-dossier.ts';

/** What the contents say of each other, and the results that their log gives. */
export interface ContentCheck {
  items: VerifyItem[];
  results: Results;
}

/** Derives again, from the attempt's log, all that the dossier says of it. */
export async function checkContent(dossier: OpenedDossier, context?: ResultsContext): Promise<ContentCheck> {
  const grid = context ?? declaredContext(dossier.document);
  const results = deriveResults(dossier.events, grid);
  const ledger = (await dossier.read(dossierPaths.ledger)).toString('utf8');
  const items = [
    ...checkLog(dossier),
    ...(await checkVerdicts(dossier, results)),
    ...checkDocument(dossier, { results, context: grid, ledger }),
    ...(await checkEvidence(dossier)),
    ...(await checkExchangeChain(dossier)),
    ...checkAttemptLedger(dossier, ledger),
  ];
  return { items, results };
}

function checkLog({ eventsText, events, document, opening, planText }: OpenedDossier): VerifyItem[] {
  const items: VerifyItem[] = [];
  const lines = eventsText.split('\n').filter((line) => line !== '').length;
  // A killed run may have cut its last line; any other is whole.
  const cut = document.tentative.etat === 'interrompue' ? 1 : 0;
  if (lines - events.length > cut) {
    items.push(remark('journal_illisible', { detail: `ligne ${events.length + 1}` }, dossierPaths.events));
  }
  if (sha256(eventsText) !== document.tentative.evenements)
    items.push(remark('journal_different', {}, dossierPaths.events));
  if (sha256(planText) !== opening.plan.sha256) items.push(remark('plan_different', {}, dossierPaths.plan));
  return items;
}

async function checkVerdicts(dossier: OpenedDossier, results: Results): Promise<VerifyItem[]> {
  const file = dossierPaths.verdicts;
  const text = (await dossier.read(file)).toString('utf8');
  if (text === pretty(verdictsOf(results))) return [];
  const told = verdictsIn(text);
  const derived = results.scenarios.flatMap((scenario) => [
    { name: scenario.scenario, verdict: scenario.verdict },
    ...scenario.points.map((point) => ({ name: pointId(point), verdict: point.verdict })),
  ]);
  const wrong = derived.filter(({ name, verdict }) => told.get(name) !== verdict);
  if (wrong.length === 0) return [remark('verdicts_differents', {}, file)];
  return wrong.map(({ name, verdict }) =>
    remark('verdict_modifie', { point: name, got: told.get(name) ?? 'absent', expected: verdict }, file),
  );
}

interface TellsVerdicts {
  scenarios?: Array<{ scenario?: string; verdict?: string; points?: Array<{ point?: string; verdict?: string }> }>;
}

function verdictsIn(text: string): Map<string, string> {
  try {
    const { scenarios = [] } = JSON.parse(text) as TellsVerdicts;
    return new Map(
      scenarios.flatMap((scenario) => [
        [String(scenario.scenario), String(scenario.verdict)] as const,
        ...(scenario.points ?? []).map((point) => [String(point.point), String(point.verdict)] as const),
      ]),
    );
  } catch {
    return new Map();
  }
}

/** `dossier.json` made again from the log, the ledger and the grid must be the same, field by field. */
function checkDocument(
  dossier: OpenedDossier,
  { results, context, ledger }: { results: Results; context: ResultsContext; ledger: string },
): VerifyItem[] {
  const { document, opening, events } = dossier;
  const conclusion = events.find((event) => event.type === 'tentative-conclue');
  const expected = dossierDocument({
    attempt: { id: opening.id, opening, events },
    results,
    index: dossier.index,
    playable: new Set(context.playable.map(({ feature }) => feature.scenario)),
    catalogueVersion: document.probant.catalogue_version,
    ledger,
    events: document.tentative.evenements,
    registers:
      conclusion === undefined ? document.registres : { identites: conclusion.identites, secrets: conclusion.secrets },
    externalPieces: loosePlan(Buffer.from(dossier.planText)).pieces_externes,
    ...(document.signataire === undefined ? {} : { signer: document.signataire }),
  });
  const wrong = [...modifiedVerdicts(document, expected), ...wrongCounts(document, expected)];
  if (wrong.length > 0) return wrong;
  const place = differenceAt(document as Json, expected as Json, '');
  return place === undefined ? [] : [remark('dossier_json_different', { detail: place }, dossierPaths.document)];
}

function modifiedVerdicts(told: DossierDocument, expected: DossierDocument): VerifyItem[] {
  const names = (document: DossierDocument): Array<[string, string]> => [
    ...document.exigences.map(({ exigence, verdict }): [string, string] => [exigence, verdict]),
    ...document.scenarios.flatMap(
      ({ scenario, verdict, points }): Array<[string, string]> => [
        [scenario, verdict],
        ...points.map((point): [string, string] => [point.point, point.verdict]),
      ],
    ),
  ];
  const right = new Map(names(expected));
  return names(told)
    .filter(([name, verdict]) => right.get(name) !== verdict)
    .map(([name, verdict]) =>
      remark(
        'verdict_modifie',
        { point: name, got: verdict, expected: right.get(name) ?? 'absent' },
        dossierPaths.document,
      ),
    );
}

function wrongCounts(told: DossierDocument, expected: DossierDocument): VerifyItem[] {
  const place = differenceAt(told.comptes as Json, expected.comptes as Json, 'comptes');
  return place === undefined ? [] : [remark('comptes_differents', { detail: place }, dossierPaths.document)];
}

/** The first place where two values differ, with what each holds. */
function differenceAt(told: Json | undefined, expected: Json | undefined, place: string): string | undefined {
  if (told !== undefined && expected !== undefined && canonicalJson(told) === canonicalJson(expected)) return undefined;
  if (isContainer(told) && isContainer(expected)) {
    const left = told as Record<string, Json>;
    const right = expected as Record<string, Json>;
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const found = differenceAt(left[key], right[key], place === '' ? key : `${place}.${key}`);
      if (found !== undefined) return found;
    }
  }
  return told === expected ? undefined : `${place} : « ${short(told)} » au lieu de « ${short(expected)} »`;
}

function isContainer(value: Json | undefined): value is Json[] | Record<string, Json> {
  return typeof value === 'object' && value !== null;
}

function short(value: Json | undefined): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'absent');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

async function checkEvidence(dossier: OpenedDossier): Promise<VerifyItem[]> {
  const { index, container, events, opening, exchanges } = dossier;
  const expected = indexEvidence({ id: opening.id, opening, events }, exchanges);
  const items: VerifyItem[] = [];
  for (const [digest, name] of Object.entries(expected.blobs)) {
    const path = Object.hasOwn(index.blobs, digest) ? index.blobs[digest] : undefined;
    if (path === undefined || !container.has(path)) {
      items.push(remark('preuve_citee_absente', { detail: digest }, path ?? name));
    } else if ((await container.digest(path)) !== digest) {
      items.push(remark('preuve_substituee', {}, path));
    }
  }
  const cited = new Set(
    Object.entries(index.blobs).flatMap(([digest, path]) => (Object.hasOwn(expected.blobs, digest) ? [path] : [])),
  );
  const evidence = container.paths.filter((path) => path.startsWith('preuves/') && path !== dossierPaths.index);
  items.push(...evidence.filter((path) => !cited.has(path)).map((path) => remark('preuve_non_citee', {}, path)));
  return items.length > 0 || sameProofs(index, expected) ? items : [remark('index_different', {}, dossierPaths.index)];
}

// Paths are what another release may name otherwise; what they hold has just been checked.
function sameProofs(told: EvidenceIndex, expected: EvidenceIndex): boolean {
  const bare = ({ proofs }: EvidenceIndex) =>
    canonicalJson(proofs.map(({ path: _, ...proof }) => proof) as unknown as Json);
  return bare(told) === bare(expected) && told.proofs.every(({ sha256: digest, path }) => told.blobs[digest] === path);
}

async function checkExchangeChain(dossier: OpenedDossier): Promise<VerifyItem[]> {
  const lines = (await dossier.read(dossierPaths.exchanges))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  const interrupted = dossier.document.tentative.etat === 'interrompue';
  let previous = '0'.repeat(64);
  for (const [i, line] of lines.entries()) {
    const told = previousIn(line);
    if (told === undefined && interrupted && i === lines.length - 1) break;
    if (told !== previous) return [remark('echanges_rompus', { line: i + 1 }, dossierPaths.exchanges)];
    previous = sha256(line);
  }
  return [];
}

function previousIn(line: string): string | undefined {
  try {
    return (JSON.parse(line) as { previous?: string }).previous;
  } catch {
    return undefined;
  }
}

function checkAttemptLedger({ opening, eventsText }: OpenedDossier, text: string): VerifyItem[] {
  const file = dossierPaths.ledger;
  const { lines, brokenAt, cut } = checkLedger(text);
  if (brokenAt !== undefined || cut) return [remark('registre_rompu', { line: brokenAt ?? lines.length + 1 }, file)];
  const own = lines.filter((line) => line.id === opening.id);
  const start = own.find((line) => line.type === 'ouverture');
  const end = own.find((line) => line.type === 'conclusion');
  if (start?.type !== 'ouverture') return [remark('registre_sans_tentative', {}, file)];
  const differences: Array<[boolean, string]> = [
    [start.plan !== opening.plan.sha256, 'plan'],
    [start.produit !== opening.produit.nom || start.version !== opening.produit.version, 'produit'],
    [start.nonce !== opening.nonce, 'nonce'],
    [end?.type === 'conclusion' && end.evenements !== sha256(eventsText), 'journal'],
  ];
  return differences.filter(([wrong]) => wrong).map(([, detail]) => remark('registre_different', { detail }, file));
}

import { join } from 'node:path';
import {
  attemptFiles,
  canonicalJson,
  type Environment,
  type Exchange,
  type Json,
  ProbantError,
  type StoredAttempt,
  sha256,
} from '../../core/index.ts';
import { containerMediaType, dossierPaths, mimetypePath } from '../container/index.ts';
import { type Excerpt, renderReport } from '../html/index.ts';
import { renderJunit } from '../junit.ts';
import { checkLedger, ledgerUpTo, readLedger } from '../ledger.ts';
import { deriveResults, type ResultsContext, verdictsOf } from '../results.ts';
import { dossierDocument } from './document.ts';
import { type EvidenceIndex, indexEvidence } from './evidence-paths.ts';
import { knownOf, type Leak, leaksIn } from './guard.ts';
import { loosePlan } from './loose-plan.ts';
import { messagesWithoutBodies } from './messages.ts';
import { readmeText } from './readme.ts';
import { type DossierDocument, dossierJsonSchema, dossierSchema } from './schema.ts';

/** What a dossier says besides the attempt's log. */
export interface DossierContext extends ResultsContext {
  /** Version of the catalogue, as readers know it: `2023-projet.1`. */
  catalogueVersion: string;
}

/** A file of a dossier: its bytes, or the blob of the evidence store that holds them. */
export type DossierFile = { bytes: Uint8Array } | { blob: string };

/** A dossier before its seal. */
export interface BuiltDossier {
  document: DossierDocument;
  index: EvidenceIndex;
  /** Path in the container → content. `SHA256SUMS` lists every other one but `mimetype`. */
  files: Map<string, DossierFile>;
}

const excerptLength = 4000;
const shownLeaks = 5;

/**
 * Builds the files of a dossier from an attempt, concluded or interrupted; an interrupted one says so everywhere.
 *
 * @param signer SHA-256 of the certificate that is to sign
 * @throws {@link ProbantError} `tentative_non_scellable`, naming file and place, when the attempt still runs, cites a
 * blob that is absent or changed, is not in the ledger, or holds a person or a secret that its registers don't know
 */
export async function buildDossier(
  environment: Environment,
  attempt: StoredAttempt,
  { context, signer }: { context: DossierContext; signer?: string },
): Promise<BuiltDossier> {
  if (attempt.state === 'en_cours') throw refused(attempt, 'elle est en cours');
  const texts = await readTexts(environment, attempt);
  const ledger = await ledgerOf(environment, { attempt, events: sha256(texts.events) });
  const index = indexEvidence(attempt, texts.exchanges);
  const blobs = await readBlobs(attempt, index);
  const plan = blobs.get(attempt.opening.plan.sha256) ?? Buffer.alloc(0);
  const { identites, pieces_externes } = loosePlan(plan);
  const known = knownOf(attempt, identites);
  const results = deriveResults(attempt.events, context);
  const document = dossierDocument({
    attempt,
    results,
    index,
    playable: new Set(context.playable.map(({ feature }) => feature.scenario)),
    catalogueVersion: context.catalogueVersion,
    ledger,
    events: sha256(texts.events),
    registers: { identites: known.identities, secrets: known.secretList },
    externalPieces: pieces_externes,
    ...(signer === undefined ? {} : { signer }),
  });
  dossierSchema.parse(document);
  const made: Record<string, string> = {
    [dossierPaths.readme]: readmeText(document),
    [dossierPaths.document]: pretty(document),
    [dossierPaths.verdicts]: pretty(verdictsOf(results)),
    [dossierPaths.junit]: renderJunit(results),
    [dossierPaths.events]: texts.events,
    [dossierPaths.exchanges]: texts.exchangesText,
    [dossierPaths.index]: pretty(index),
    [dossierPaths.ledger]: ledger,
    [dossierPaths.schema]: pretty(dossierJsonSchema()),
    [dossierPaths.report]: renderReport({
      document,
      index,
      exchanges: texts.exchanges,
      excerpts: excerptsOf(texts.exchanges, blobs),
    }),
    ...(texts.messages === undefined ? {} : { [dossierPaths.messages]: texts.messages }),
  };
  await assertNoLeak(attempt, { made, blobs, index, known });
  return { document, index, files: filesOf(made, index) };
}

/** `SHA256SUMS` of files given by their digests: what `sha256sum -c` reads. */
export function sumsText(digests: ReadonlyMap<string, string>): string {
  return [...digests]
    .filter(([path]) => path !== mimetypePath && path !== dossierPaths.sums && !path.startsWith('META-INF/'))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, digest]) => `${digest}  ${path}\n`)
    .join('');
}

/** JSON that a person can read, with one form for one value. */
export function pretty(value: unknown): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(value as Json)), null, 2)}\n`;
}

function filesOf(made: Record<string, string>, index: EvidenceIndex): Map<string, DossierFile> {
  const files = new Map<string, DossierFile>([[mimetypePath, { bytes: Buffer.from(containerMediaType) }]]);
  const digests = new Map<string, string>();
  for (const [path, text] of Object.entries(made)) {
    files.set(path, { bytes: Buffer.from(text) });
    digests.set(path, sha256(text));
  }
  for (const [digest, path] of Object.entries(index.blobs)) {
    files.set(path, { blob: digest });
    digests.set(path, digest);
  }
  return files.set(dossierPaths.sums, { bytes: Buffer.from(sumsText(digests)) });
}

interface AttemptTexts {
  events: string;
  exchangesText: string;
  exchanges: Exchange[];
  messages?: string;
}

async function readTexts({ fs }: Environment, attempt: StoredAttempt): Promise<AttemptTexts> {
  const read = (name: string) => fs.readFile(join(attempt.folder, name)).catch(() => undefined);
  const events = (await read(attemptFiles.events))?.toString('utf8') ?? '';
  const exchangesText = (await read(attemptFiles.journal))?.toString('utf8') ?? '';
  const messages = (await read(attemptFiles.messages))?.toString('utf8');
  return {
    events,
    exchangesText,
    exchanges: parseExchanges(exchangesText),
    ...(messages === undefined ? {} : { messages: messagesWithoutBodies(messages) }),
  };
}

/** The exchanges of a journal's text; a last line cut by a kill is left out. */
export function parseExchanges(text: string): Exchange[] {
  const exchanges: Exchange[] = [];
  for (const line of text.split('\n').filter((part) => part !== '')) {
    try {
      exchanges.push(JSON.parse(line) as Exchange);
    } catch {
      break;
    }
  }
  return exchanges;
}

async function ledgerOf(
  environment: Environment,
  { attempt, events }: { attempt: StoredAttempt; events: string },
): Promise<string> {
  const ledger = await readLedger(environment);
  if (ledger.brokenAt !== undefined) {
    throw refused(attempt, `le registre des tentatives est rompu à la ligne ${ledger.brokenAt}`);
  }
  const text = ledgerUpTo(ledger.text, attempt.id);
  const own = checkLedger(text).lines.filter((line) => line.id === attempt.id);
  if (!own.some((line) => line.type === 'ouverture'))
    throw refused(attempt, 'elle n’est pas au registre des tentatives');
  const conclusion = own.find((line) => line.type === 'conclusion');
  if (conclusion?.type === 'conclusion' && conclusion.evenements !== events) {
    throw refused(attempt, `${attemptFiles.events} a changé depuis sa conclusion`);
  }
  return text;
}

async function readBlobs(attempt: StoredAttempt, index: EvidenceIndex): Promise<Map<string, Buffer>> {
  const blobs = new Map<string, Buffer>();
  for (const [digest, path] of Object.entries(index.blobs)) {
    const bytes = await attempt.store.get(digest).catch(() => undefined);
    if (bytes === undefined) throw refused(attempt, `la preuve ${path} est citée et absente (${digest})`);
    if (sha256(bytes) !== digest) throw refused(attempt, `la preuve ${path} a changé depuis sa collecte (${digest})`);
    blobs.set(digest, bytes);
  }
  return blobs;
}

async function assertNoLeak(
  attempt: StoredAttempt,
  {
    made,
    blobs,
    index,
    known,
  }: {
    made: Record<string, string>;
    blobs: Map<string, Buffer>;
    index: EvidenceIndex;
    known: Parameters<typeof leaksIn>[2];
  },
): Promise<void> {
  const leaks: Leak[] = [];
  for (const [digest, bytes] of blobs) leaks.push(...(await leaksIn(index.blobs[digest] ?? digest, bytes, known)));
  for (const path of [dossierPaths.events, dossierPaths.exchanges, dossierPaths.messages, dossierPaths.document]) {
    leaks.push(...(await leaksIn(path, Buffer.from(made[path] ?? ''), known)));
  }
  if (leaks.length === 0) return;
  const places = leaks.slice(0, shownLeaks).map(({ path, line, what }) => `${path}, ligne ${line} : ${what}`);
  const rest = leaks.length > shownLeaks ? ` ; et ${leaks.length - shownLeaks} autres` : '';
  throw refused(attempt, `${places.join(' ; ')}${rest}`);
}

function excerptsOf(exchanges: Exchange[], blobs: ReadonlyMap<string, Buffer>): Map<string, Excerpt> {
  const excerpts = new Map<string, Excerpt>();
  for (const ref of exchanges.flatMap(({ request, response }) => [request?.body, response?.body])) {
    const bytes = ref === undefined ? undefined : blobs.get(ref.sha256);
    if (ref === undefined || bytes === undefined || bytes.subarray(0, excerptLength).includes(0)) continue;
    const text = bytes.subarray(0, excerptLength).toString('utf8');
    excerpts.set(ref.sha256, { text, cut: bytes.length > excerptLength || ref.fullSize !== undefined });
  }
  return excerpts;
}

function refused(attempt: StoredAttempt, detail: string): ProbantError {
  return new ProbantError('tentative_non_scellable', { tentative: attempt.id, detail });
}

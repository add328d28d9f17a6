import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import {
  type AttemptEvent,
  type AttemptOpening,
  AttemptWriter,
  attemptFiles,
  type BlobRef,
  canonicalJson,
  drawPerson,
  type Environment,
  type Finding,
  Journal,
  processEnvironment,
  Registers,
  readAttempt,
  runsFolder,
  type StoredAttempt,
  sha256,
} from '../core/index.ts';
import type { CatalogueEntry, FeatureScenario } from '../referential/index.ts';
import type { DossierContext } from './dossier/index.ts';
import { countVerdicts } from './dossier/index.ts';
import { recordConclusion, recordOpening } from './ledger.ts';
import { deriveResults } from './results.ts';

/** A working folder with one small attempt, for tests. */
export interface SampleAttempt {
  environment: Environment;
  attempt: StoredAttempt;
  context: DossierContext;
  /** Removes the working folder. */
  dispose(): Promise<void>;
}

/** What the sample attempt is like. */
export interface SampleOptions {
  /** False: killed before its end. */
  concluded?: boolean;
  /** Body of the product's first request. */
  requestBody?: string;
  /** Gives the plan a text. */
  plan?: string;
  /** Writes more into the attempt before its end. */
  more?: (writer: AttemptWriter) => Promise<void>;
}

const first = 'INS/va1.28.01';
const second = 'INS/va1.39.01';
const at = '2026-03-02T09:00:00.000Z';
const after = '2026-03-02T09:00:30.000Z';

/** Makes an attempt with a red point, a green one, one without a check, exchanges, a capture and a video. */
export async function sampleAttempt(options: SampleOptions = {}): Promise<SampleAttempt> {
  const cwd = await mkdtemp(join(tmpdir(), 'probant-rapports-'));
  const environment = processEnvironment({ cwd, clock: { now: () => Date.parse(after) } });
  const writer = new AttemptWriter(environment, join(cwd, runsFolder, 'T-0001'));
  await writer.open();
  const opening = await openingOf(writer, options);
  await recordOpening(environment, opening);
  await writer.append(opening);
  await writeScenarios(environment, { writer, body: options.requestBody });
  await options.more?.(writer);
  const context = sampleContext();
  if (options.concluded !== false) await conclude(environment, { writer, context });
  await writer.close();
  const attempt = await readAttempt(environment, writer.folder);
  return { environment, attempt, context, dispose: () => rm(cwd, { recursive: true, force: true }) };
}

/** The grid of the sample: two played scenarios, one that is not, and one that waits for an external piece. */
export function sampleContext(): DossierContext {
  const features = [
    feature(first, 'Absence d’identité : le rapatriement est bloqué', [
      'Appeler le téléservice',
      'le rapatriement est bloqué avec message [écran]',
      'le statut reste « provisoire »',
    ]),
    feature(second, 'Journal des accès à l’INS', [
      'Ouvrir la fiche d’un patient',
      'retrouver date, heure et utilisateur',
    ]),
  ];
  const entries = [
    entry(first, 'INS/va1.28', {
      steps: ['a', 'b', 'c'],
      statement: 'Bloquer le rapatriement de l’INS sans validation.',
    }),
    entry(second, 'INS/va1.39', { statement: 'Règle 4 : tracer chaque accès à l’INS d’un patient.' }),
    entry('INS/va1.41.01', 'INS/va1.41', { steps: ['a'], statement: 'Rechercher par matricule INS.' }),
    entry('INS/va1.50.01', 'INS/va1.50', { types: ['justificatif_cnda'], statement: 'Être homologué par le CNDA.' }),
  ];
  return {
    catalogueVersion: '2023-essai.1',
    entries,
    playable: features.map((item, i) => ({ feature: item, entry: entries[i] as CatalogueEntry })),
    counterProofs: ({ scenario, ordinal }) =>
      scenario === first && ordinal < 3 ? [{ defect: `defaut-${ordinal}`, rule: 'insi.appel' }] : [],
  };
}

async function openingOf(writer: AttemptWriter, options: SampleOptions): Promise<AttemptOpening> {
  const plan = options.plan ?? 'version: 1\nproduit: { nom: Cabinet Témoin, version: 1.0.0 }\ncouloir: MDV-LGC\n';
  return {
    type: 'tentative-ouverte',
    id: 'T-0001',
    at,
    plan: await writer.store.put(Buffer.from(plan)),
    produit: { nom: 'Cabinet Témoin', version: '1.0.0', editeur: 'Éditeur Témoin', nil: '00001-2' },
    couloir: 'MDV-LGC',
    profils: ['Général'],
    pilote: 'browser',
    seed: 'graine-d-essai',
    scenarios: [first, second],
    probant: {
      version: '0.1.0',
      catalogue: 'c'.repeat(64),
      regles: 'd'.repeat(64),
      jeu: '2026.11',
      features: 'e'.repeat(64),
      contrePreuve: 'f'.repeat(64),
    },
    environnement: { node: 'v24.0.0', plateforme: 'linux x64', navigateur: 'Chromium 140' },
  };
}

async function writeScenarios(
  environment: Environment,
  { writer, body }: { writer: AttemptWriter; body: string | undefined },
): Promise<void> {
  const person = drawPerson({ seed: 'graine-d-essai' }, first);
  const text =
    body ?? `<Recherche><NumIdentifiant>${person.matricule}</NumIdentifiant><Cle>${person.cle}</Cle></Recherche>`;
  const raw = await writeExchange(environment, { writer, text });
  const capture = await writer.store.put(samplePng(320, 200));
  const video = await writer.store.put(Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0, 1, 2, 3]));
  const read = await writer.store.put(Buffer.from(canonicalJson({ verbe: 'lireStatut', valeur: 'provisoire' })));
  const journalRead = await writer.store.put(Buffer.from(canonicalJson({ verbe: 'lireJournal', valeur: [] })));
  for (const event of scenarioEvents({ raw, capture, video, read, journalRead })) await writer.append(event);
}

interface SampleBlobs extends Record<'capture' | 'video' | 'read' | 'journalRead', BlobRef> {
  raw: string;
}

function scenarioEvents({ raw, capture, video, read, journalRead }: SampleBlobs): AttemptEvent[] {
  const inputs = { requete: { sha256: raw, source: 'fil' as const } };
  return [
    { type: 'scenario-ouvert', scenario: first, at },
    {
      type: 'observation',
      n: 1,
      point: point(first, 1),
      kind: 'echanges',
      verb: 'insi',
      args: {},
      source: 'fil',
      attachments: [{ sha256: raw, size: 1, name: 'requete-1', mediaType: 'application/http' }],
    },
    check(first, 1, { inputs, findings: [] }),
    check(first, 2, { inputs: { page: { sha256: read.sha256, source: 'ecran' } }, findings: [blocking] }),
    {
      type: 'observation',
      n: 2,
      point: point(first, 3),
      kind: 'lecture',
      verb: 'lireStatut',
      args: {},
      source: 'ecran',
      blob: read,
      attachments: [],
    },
    check(first, 3, { inputs: { statut: { sha256: read.sha256, source: 'ecran' } }, findings: [] }),
    {
      type: 'preuve',
      scenario: first,
      ordinal: 2,
      kind: 'capture_ecran',
      name: 'Message affiché',
      mediaType: 'image/png',
      blob: capture,
      source: 'ecran',
    },
    {
      type: 'preuve',
      scenario: first,
      kind: 'video',
      name: 'Vidéo',
      mediaType: 'video/webm',
      blob: video,
      source: 'ecran',
    },
    { type: 'scenario-ferme', scenario: first, at },
    { type: 'scenario-ouvert', scenario: second, at },
    {
      type: 'observation',
      n: 1,
      point: point(second, 1),
      kind: 'lecture',
      verb: 'lireJournal',
      args: {},
      source: 'adaptateur',
      blob: journalRead,
      attachments: [],
    },
    check(second, 1, { inputs: { journal: { sha256: journalRead.sha256, source: 'adaptateur' } }, findings: [] }),
    {
      type: 'preuve',
      scenario: second,
      ordinal: 1,
      kind: 'capture_ecran',
      name: 'Fiche',
      mediaType: 'image/png',
      blob: capture,
      source: 'ecran',
    },
    { type: 'scenario-ferme', scenario: second, at },
  ];
}

async function writeExchange(
  environment: Environment,
  { writer, text }: { writer: AttemptWriter; text: string },
): Promise<string> {
  const journal = new Journal(environment, writer.store, join(writer.folder, attemptFiles.journal));
  const headers: Array<[string, string]> = [['Content-Type', 'application/soap+xml; charset=utf-8']];
  const rawRequest = await writer.store.put(
    Buffer.from(`POST /lps HTTP/1.1\r\nContent-Type: application/soap+xml\r\n\r\n${text}`),
  );
  const answer = '<Reponse><CodeCR>00</CodeCR></Reponse>';
  await journal.record({
    service: 'insi',
    at,
    durationMs: 12,
    remoteAddress: '127.0.0.1',
    tls: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', authorized: true },
    request: {
      method: 'POST',
      path: '/lps',
      headers,
      body: await writer.store.put(Buffer.from(text)),
      raw: rawRequest,
    },
    response: {
      status: 200,
      headers,
      body: await writer.store.put(Buffer.from(answer)),
      raw: await writer.store.put(Buffer.from(`HTTP/1.1 200 OK\r\n\r\n${answer}`)),
    },
    outcome: 'complet',
    keys: [],
  });
  return rawRequest.sha256;
}

async function conclude(
  environment: Environment,
  { writer, context }: { writer: AttemptWriter; context: DossierContext },
): Promise<void> {
  const registers = new Registers();
  registers.addGenerated(drawPerson({ seed: 'graine-d-essai' }, first));
  registers.addSecret('jeton-d-essai-0123456789', 'jeton porteur d’essai');
  await writer.append({
    type: 'tentative-conclue',
    at: after,
    identites: registers.identities(),
    secrets: registers.secrets(),
  });
  const bytes = await environment.fs.readFile(join(writer.folder, attemptFiles.events));
  const { events } = await readAttempt(environment, writer.folder);
  const { scenarios } = deriveResults(events, context);
  const comptes = countVerdicts(scenarios.flatMap((scenario) => scenario.points.map((item) => item.verdict)));
  await recordConclusion(environment, { id: 'T-0001', at: after, comptes, evenements: sha256(bytes) });
}

const blocking: Finding = {
  code: 'message-absent',
  severity: 'bloquant',
  where: '//main//*[@role="alert"]',
  expected: 'un message de refus',
  got: 'aucun message <script>alert(1)</script>',
  message: 'L’écran n’annonce pas le blocage',
  remedy: 'Annoncez le blocage à l’écran.',
};

function check(
  scenario: string,
  ordinal: number,
  { inputs, findings }: Pick<Extract<AttemptEvent, { type: 'verification' }>, 'inputs' | 'findings'>,
): AttemptEvent {
  return {
    type: 'verification',
    point: point(scenario, ordinal),
    rule: 'insi.appel',
    ruleVersion: '1',
    parameters: {},
    inputs,
    findings,
  };
}

function point(scenario: string, ordinal: number): { scenario: string; ordinal: number } {
  return { scenario, ordinal };
}

function feature(scenario: string, title: string, steps: string[]): FeatureScenario {
  return {
    scenario,
    tag: scenario,
    title,
    path: `/features/${scenario}.feature`,
    uri: `${scenario}.feature`,
    line: 1,
    points: steps.map((text, i) => ({
      ordinal: i + 1,
      text: text.replace(' [écran]', ''),
      screen: text.endsWith('[écran]'),
      mode: 'automatique' as const,
      lines: [i + 2],
    })),
    digest: sha256(scenario),
  };
}

function entry(
  scenario: string,
  requirement: string,
  {
    steps = [],
    statement,
    types = ['video', 'capture_ecran'],
  }: { steps?: string[]; statement: string; types?: string[] },
): CatalogueEntry {
  return {
    lane: 'MDV-LGC',
    wave: '1',
    requirement,
    domain: 'INS',
    scenario,
    statement,
    steps,
    proofs: [{ id: `${scenario}.01`, types }],
    profile: 'Général',
    nature: 'EXIGENCE',
    publication: 'non_final_prepublication',
    source: '',
  };
}

/** A PNG of one grey level, for captures. */
function samplePng(width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (width + 1), 0xd8);
  for (let y = 0; y < height; y += 1) rows[y * (width + 1)] = 0;
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

import type { BlobRef, Exchange, ProofKind, ProofRecord, StoredAttempt } from '../../core/index.ts';
import { dossierPaths, extensionOf } from '../container/index.ts';

/** A piece of evidence of the dossier and the files that hold it. */
export interface IndexedProof {
  scenario?: string;
  /** Control point; absent for what covers the whole scenario. */
  ordinal?: number;
  kind: ProofKind | 'echange' | 'observation';
  /** Number of the exchange in the journal, or of the observation in its scenario. */
  n?: number;
  label: string;
  mediaType: string;
  source: string;
  /** Address of the platform that answered, where a relay stood before it. */
  relais?: string;
  sha256: string;
  path: string;
}

/** What an attempt's log says, wherever it was read. */
export type AttemptLog = Pick<StoredAttempt, 'id' | 'opening' | 'events'>;

/** Where every blob of the attempt's log is in the dossier: `preuves/index.json`. */
export interface EvidenceIndex {
  /** Blob digest → path; a blob has one path, however many proofs cite it. */
  blobs: Record<string, string>;
  proofs: IndexedProof[];
}

const folders = { root: 'preuves', common: '_commun', exchanges: '_echanges', inputs: '_entrees' } as const;

const names: Record<ProofKind, string> = {
  capture_ecran: 'capture',
  video: 'video',
  trace: 'trace',
  aria: 'aria',
  message: 'message',
  lecture: 'lecture',
  document: 'document',
  source_smtp: 'source-smtp',
  message_soap_vihf: 'message-dmp',
  message_hl7: 'message-hl7',
  document_pdf_a1: 'pdf',
  fichier_cda_xdm: 'cda-xdm',
  log_tls_ou_config_tls: 'tls',
  extraction_tableau_de_bord: 'extraction',
  piece_externe: 'piece',
};

/** A catalogue id as one folder name, reversibly: `INS%2Fva1.28.01`. */
export function encodeSegment(text: string): string {
  const escaped = encodeURIComponent(text).replaceAll(/[!'()*~]/g, percent);
  return escaped.startsWith('.') ? `%2E${escaped.slice(1)}` : escaped;
}

/** What {@link encodeSegment} encoded. */
export function decodeSegment(segment: string): string {
  return decodeURIComponent(segment);
}

/**
 * Gives every blob cited by the attempt's log and journal its one path, with a name that a person can read.
 * Proofs come first, then exchanges, then the rest: the first to cite a blob names it.
 */
export function indexEvidence(attempt: AttemptLog, exchanges: Exchange[]): EvidenceIndex {
  const naming = new Naming(givenFiles(attempt.opening));
  const owners = exchangeOwners(attempt, exchanges);
  for (const event of attempt.events) if (event.type === 'preuve') naming.addProof(event);
  for (const exchange of exchanges) naming.addExchange(exchange, owners.get(exchange.n));
  for (const event of attempt.events) if (event.type === 'observation') addObservation(naming, event);
  for (const event of attempt.events) if (event.type === 'verification') addInputs(naming, event);
  return naming.index();
}

/** Digest → path of what the attempt was given to play: its plan, and the REM that it follows. */
function givenFiles({ plan, rem }: AttemptLog['opening']): Map<string, string> {
  const given = new Map([[plan.sha256, dossierPaths.plan as string]]);
  if (rem !== undefined) {
    given.set(rem.referentiel.sha256, dossierPaths.referential);
    given.set(rem.correspondance.sha256, dossierPaths.correspondence);
  }
  return given;
}

type EventOf<T extends string> = Extract<StoredAttempt['events'][number], { type: T }>;

function addObservation(naming: Naming, event: EventOf<'observation'>): void {
  const place = { scenario: event.point.scenario, ordinal: event.point.ordinal, n: event.n };
  const common = { ...place, kind: 'observation' as const, source: event.source };
  const stem = `point-${event.point.ordinal}-observation-${event.n}`;
  if (event.blob !== undefined) {
    naming.add(event.blob, { ...common, label: `${event.verb} (${event.kind})`, mediaType: 'application/json' }, stem);
  }
  for (const attachment of event.attachments) {
    const { name, mediaType } = attachment;
    naming.add(attachment, { ...common, label: `${event.verb}, ${name}`, mediaType }, `${stem}-${plainStem(name)}`);
  }
}

function addInputs(naming: Naming, event: EventOf<'verification'>): void {
  const { scenario, ordinal } = event.point;
  for (const [name, input] of Object.entries(event.inputs)) {
    const details = {
      scenario,
      ordinal,
      kind: 'observation' as const,
      source: input.source,
      mediaType: 'application/octet-stream',
    };
    naming.addOnce(
      input.sha256,
      { ...details, label: `entrée ${name} de ${event.rule}` },
      `${folders.inputs}-${plainStem(name)}`,
    );
  }
}

type Described = Omit<IndexedProof, 'sha256' | 'path'>;

class Naming {
  readonly #blobs = new Map<string, string>();
  readonly #proofs: IndexedProof[] = [];
  readonly #taken = new Set<string>();

  constructor(given: ReadonlyMap<string, string>) {
    for (const [digest, path] of given) this.#blobs.set(digest, path);
  }

  addProof(proof: ProofRecord): void {
    const { scenario, ordinal, kind, name, mediaType, source, relais } = proof;
    const point = {
      ...(ordinal === undefined ? {} : { ordinal }),
      ...(relais === undefined ? {} : { relais }),
    };
    const stem = `${ordinal === undefined ? '' : `point-${ordinal}-`}${names[kind]}`;
    this.add(proof.blob, { scenario, ...point, kind, label: name, mediaType, source }, stem);
  }

  addExchange(exchange: Exchange, scenario: string | undefined): void {
    const owner = scenario === undefined ? {} : { scenario };
    const details = { ...owner, kind: 'echange' as const, n: exchange.n, source: 'fil' };
    const stem = `echange-${exchange.n}`;
    const parts = [
      { part: exchange.request, name: 'requete', what: 'Requête' },
      { part: exchange.response, name: 'reponse', what: 'Réponse' },
    ];
    for (const { part, name, what } of parts) {
      if (part === undefined) continue;
      const mediaType = part.headers.find(([header]) => header.toLowerCase() === 'content-type')?.[1] ?? '';
      this.add(
        part.raw,
        { ...details, label: `${what}, octets du fil`, mediaType: 'application/http' },
        `${stem}-${name}`,
      );
      this.add(part.body, { ...details, label: `${what}, corps`, mediaType }, `${stem}-${name}-corps`);
    }
    const hello = exchange.tls?.clientHello;
    if (hello !== undefined) {
      const described = { ...details, label: 'ClientHello offert', mediaType: 'application/octet-stream' };
      this.add(hello.raw, described, `client-hello-${hello.raw.sha256.slice(0, 8)}`);
    }
    const peer = exchange.tls?.peer;
    if (peer !== undefined) {
      const mediaType = 'application/pkix-cert';
      this.add(
        peer.certificate,
        { ...details, label: peerLabel(exchange), mediaType },
        `certificat-client-${peer.sha256.slice(0, 8)}`,
      );
    }
  }

  /** Adds a proof; its blob gets a path unless it has one. */
  add(blob: BlobRef, described: Described, stem: string): void {
    const path = this.#blobs.get(blob.sha256) ?? this.#name(described, stem);
    this.#blobs.set(blob.sha256, path);
    this.#proofs.push({ ...described, sha256: blob.sha256, path });
  }

  /** Adds a proof only when nothing cited its blob before. */
  addOnce(digest: string, described: Described, stem: string): void {
    // What failed before it gave bytes has no digest.
    if (digest !== '' && !this.#blobs.has(digest)) this.add({ sha256: digest, size: 0 }, described, stem);
  }

  index(): EvidenceIndex {
    return {
      blobs: Object.fromEntries([...this.#blobs].sort(([left], [right]) => (left < right ? -1 : 1))),
      proofs: this.#proofs,
    };
  }

  #name(described: Described, stem: string): string {
    const fallback = described.kind === 'echange' ? folders.exchanges : folders.common;
    const folder = described.scenario === undefined ? fallback : encodeSegment(described.scenario);
    const extension = extensionOf(described.mediaType);
    for (let i = 1; ; i += 1) {
      const path = `${folders.root}/${folder}/${stem}${i === 1 ? '' : `-${i}`}.${extension}`;
      if (this.#taken.has(path.toLowerCase())) continue;
      this.#taken.add(path.toLowerCase());
      return path;
    }
  }
}

/** The scenario in whose observations an exchange's bytes were read. */
function exchangeOwners(attempt: AttemptLog, exchanges: Exchange[]): Map<number, string> {
  const readers = new Map<string, string>();
  for (const event of attempt.events) {
    if (event.type !== 'observation') continue;
    for (const { sha256 } of event.attachments) if (!readers.has(sha256)) readers.set(sha256, event.point.scenario);
  }
  const owners = new Map<number, string>();
  for (const { n, request, response } of exchanges) {
    const digests = [request?.raw, request?.body, response?.raw, response?.body].map((ref) => ref?.sha256 ?? '');
    const owner = digests.map((digest) => readers.get(digest)).find((scenario) => scenario !== undefined);
    if (owner !== undefined) owners.set(n, owner);
  }
  return owners;
}

// Names come from drivers and pages: only what every file system takes is kept.
function plainStem(name: string): string {
  const stem = name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .normalize('NFD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-');
  return (
    stem
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40)
      .toLowerCase() || 'piece'
  );
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Whose certificate the TLS facts hold (French): a relay shows its own to the platform, and sees the platform's. */
export function peerLabel({ service }: Exchange): string {
  return service.endsWith('-relais') ? 'Certificat de la plateforme' : 'Certificat client';
}

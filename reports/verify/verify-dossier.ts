import type { X509Certificate } from 'node:crypto';
import { type Environment, ProbantError } from '../../core/index.ts';
import { type ContainerReader, dossierPaths, openContainer } from '../container/index.ts';
import type { ResultsContext } from '../results.ts';
import { parseCertificates } from '../seal/index.ts';
import { checkAuthenticity, readSignature } from './authenticity.ts';
import { type Fact, factOf, remark, type VerifyCode, type VerifyItem } from './codes.ts';
import { type ContentCheck, checkContent } from './content.ts';
import { checkFiles } from './files.ts';
import { type OpenedDossier, readDossier } from './open-dossier.ts';
import { checkSufficiency } from './sufficiency.ts';
import { checkTime } from './time.ts';

/** What a fact is worth; only `etabli` is green. */
export type FactState = 'etabli' | 'non_etabli' | 'rompu';

/** One of the four facts. */
export interface FactReport {
  state: FactState;
  items: VerifyItem[];
}

/** What `verify` says of a dossier. */
export interface VerifyReport {
  path: string;
  /** The worst of the four facts. */
  state: FactState;
  /**
   * True when nothing is broken, and the verifier's authorities, where any were given, establish what they are for.
   * Sufficiency is a matter of policy, and left out.
   */
  accepted: boolean;
  facts: Record<Fact, FactReport>;
  /** What the dossier is about, where it can be read. */
  subject?: { produit: string; version: string; couloir: string; tentative: string };
}

/** What a dossier is verified against. */
export interface VerifyOptions {
  /** PEM texts of the authorities, or certificates, that may sign. */
  trusted?: string[];
  /** PEM texts of the authorities that may time-stamp. */
  trustedTime?: string[];
  /** When the verification is made; now by default. */
  at?: Date;
  /** The verifier's own grid; without it, the one that the dossier declares. */
  context?: ResultsContext;
}

/**
 * Verifies a sealed dossier, whoever made it. Never throws for what the dossier holds: it is in the report.
 *
 * @throws {@link ProbantError} `certificat_invalide` for an unreadable trusted certificate, `dossier_illisible` when
 * there is no file
 */
export async function verifyDossier(
  environment: Environment,
  path: string,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  if (!(await environment.fs.exists(path)))
    throw new ProbantError('dossier_illisible', { chemin: path, detail: 'fichier absent' });
  const trust = { trusted: certificates(options.trusted), trustedTime: certificates(options.trustedTime) };
  const at = options.at ?? new Date(environment.clock.now());
  const opened = await attempt(() => openContainer(path));
  if ('items' in opened) return reportOf(path, { items: [...opened.items, remark('suffisance_inconnue')], trust });
  try {
    return await verifyContainer(path, opened.value, {
      ...trust,
      at,
      ...(options.context === undefined ? {} : { context: options.context }),
    });
  } finally {
    opened.value.close();
  }
}

interface Against {
  trusted: X509Certificate[];
  trustedTime: X509Certificate[];
  at: Date;
  context?: ResultsContext;
}

async function verifyContainer(path: string, container: ContainerReader, against: Against): Promise<VerifyReport> {
  const items: VerifyItem[] = [];
  const keep = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    const done = await attempt(work);
    if ('value' in done) return done.value;
    items.push(...done.items);
    return undefined;
  };
  const signature = await keep(() => readSignature(container));
  items.push(...((await keep(() => checkFiles(container, signature))) ?? []));
  const dossier = await readable(path, container, items);
  const content = dossier === undefined ? undefined : await keep(() => checkContent(dossier, against.context));
  items.push(...(content?.items ?? []));
  items.push(
    ...checkAuthenticity(container, { signature, announced: dossier?.document.signataire, trusted: against.trusted }),
    ...((await keep(() => checkTime(container, timeOptions(dossier, { signer: signature?.signer, against })))) ?? []),
    ...sufficiencyOf(dossier, content),
  );
  if (!items.some((item) => factOf(item.code) === 'integrite')) {
    items.push(remark('integrite_etablie', { count: container.paths.length }));
  }
  return reportOf(path, { items, trust: against, dossier });
}

/** The dossier, unless its files are not there or not of their form; what is already said is not said again. */
async function readable(
  path: string,
  container: ContainerReader,
  items: VerifyItem[],
): Promise<OpenedDossier | undefined> {
  const read = await attempt(() => readDossier(path, container));
  if ('value' in read) return read.value;
  if (!items.some((item) => item.level === 'echec')) items.push(...read.items);
  return undefined;
}

function timeOptions(
  dossier: OpenedDossier | undefined,
  { signer, against }: { signer: X509Certificate | undefined; against: Against },
): Parameters<typeof checkTime>[1] {
  const conclusion = dossier?.events.find((event) => event.type === 'tentative-conclue');
  return { signer, concluded: conclusion?.at, trusted: against.trustedTime, at: against.at };
}

function sufficiencyOf(dossier: OpenedDossier | undefined, content: ContentCheck | undefined): VerifyItem[] {
  return dossier === undefined || content === undefined
    ? [remark('suffisance_inconnue')]
    : checkSufficiency(dossier.document, content.results);
}

function reportOf(
  path: string,
  {
    items,
    trust,
    dossier,
  }: {
    items: VerifyItem[];
    trust: Pick<Against, 'trusted' | 'trustedTime'>;
    dossier?: OpenedDossier | undefined;
  },
): VerifyReport {
  const report = (fact: Fact): FactReport => {
    const own = items.filter((item) => factOf(item.code) === fact);
    return { state: stateOf(own), items: own };
  };
  const facts = {
    integrite: report('integrite'),
    authenticite: report('authenticite'),
    temps: report('temps'),
    suffisance: report('suffisance'),
  };
  const state = stateOf(items);
  const signer = trust.trusted.length === 0 || facts.authenticite.state === 'etabli';
  const time = trust.trustedTime.length === 0 || facts.temps.state === 'etabli';
  return {
    path,
    state,
    accepted: state !== 'rompu' && signer && time,
    facts,
    ...(dossier === undefined ? {} : { subject: subjectOf(dossier) }),
  };
}

function subjectOf({ document }: OpenedDossier): NonNullable<VerifyReport['subject']> {
  const { produit, couloir, tentative } = document;
  return { produit: produit.nom, version: produit.version, couloir, tentative: tentative.id };
}

// A fact of which nothing is said is not established.
function stateOf(items: VerifyItem[]): FactState {
  if (items.some((item) => item.level === 'echec')) return 'rompu';
  if (items.some((item) => item.level === 'manque')) return 'non_etabli';
  return items.some((item) => item.level === 'ok') ? 'etabli' : 'non_etabli';
}

function certificates(pems: string[] = []): X509Certificate[] {
  return pems.flatMap((pem) => parseCertificates('confiance', pem));
}

type Outcome<T> = { value: T } | { items: VerifyItem[] };

/** What the dossier makes impossible to read becomes a remark; anything else is thrown on. */
async function attempt<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() };
  } catch (thrown) {
    if (!(thrown instanceof ProbantError) || thrown.code !== 'dossier_illisible') throw thrown;
    const { motif, detail = '' } = thrown.details;
    return {
      items: [remark((motif as VerifyCode | undefined) ?? 'dossier_json_invalide', { detail }, dossierPaths.document)],
    };
  }
}

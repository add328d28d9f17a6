import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { messageOf, ProbantError, sha256 } from '../core/index.ts';
import { inheritsDomain, type LaneDefinition, laneDefinition } from './lanes.ts';

const entrySchema = z.object({
  lanes: z.array(z.string()).min(1),
  wave: z.string(),
  requirement: z.string(),
  socle: z.string().optional(),
  legacy: z.string().optional(),
  domain: z.string(),
  scenario: z.string().optional(),
  statement: z.string(),
  steps: z.array(z.string()).optional(),
  proofs: z.array(z.tuple([z.string(), z.array(z.string())])).optional(),
  proofTypes: z.array(z.string()).optional(),
  testCases: z.array(z.string()).optional(),
  profile: z.string().optional(),
  nature: z.enum(['EXIGENCE', 'PRECONISATION']).optional(),
  status: z.string().optional(),
  publication: z.string(),
  source: z.number().int(),
});

const catalogueSchema = z.object({
  version: z.string(),
  sources: z.array(z.string()),
  entries: z.array(entrySchema),
});

/** A wave of the Ségur. */
export type Wave = 1 | 2;

/** A proof that the REM asks for. */
export interface ExpectedProof {
  /** N° preuve, such as `INS/va1.28.01.01`. */
  id: string;
  types: string[];
}

/** One line of a lane's grid: a requirement and, where it has one, a conformity scenario. */
export interface CatalogueEntry {
  lane: string;
  wave: string;
  requirement: string;
  /** The requirement of the socle that it is, where lanes share it: `SC.INS/va1.28`. */
  socle?: string;
  domain: string;
  /** Absent: the requirement has no scenario in this catalogue. */
  scenario?: string;
  statement: string;
  /** REM steps; empty when no source gives them. */
  steps: string[];
  proofs: ExpectedProof[];
  /** `Général`, or the optional profile that makes the requirement apply. */
  profile: string;
  nature: string;
  /** How far the line can be trusted; shown on every verdict. */
  publication: string;
  source: string;
}

/** Lane of the CNDA homologation cases, which every lane that calls INSi or the DMP goes through. */
const cndaLane = 'TOUS (homologation CNDA)';

/** What a line of the socle says of itself in a lane whose own REM gives no scenario. */
const seedOnly = 'amorce';

/** The grid of requirements, by lane. */
export class Catalogue {
  readonly version: string;
  /** SHA-256 of the catalogue's bytes. */
  readonly digest: string;
  readonly #entries: CatalogueEntry[];

  constructor(bytes: Buffer) {
    const data = parse(bytes);
    this.version = data.version;
    this.digest = sha256(bytes);
    this.#entries = data.entries.flatMap((entry) => entry.lanes.map((lane) => toEntry(entry, lane, data.sources)));
  }

  /** Every line, as the sources have them. */
  get entries(): readonly CatalogueEntry[] {
    return this.#entries;
  }

  /**
   * The lines of a lane, or of one wave of it, with the CNDA cases that it goes through. A lane whose REM gives no
   * scenario has those of the socle, and they say so.
   */
  lane(lane: string, wave?: Wave): CatalogueEntry[] {
    const definition = laneDefinition(lane);
    if (definition === undefined) return [];
    const own = this.#entries.filter((entry) => entry.lane === lane);
    const inherited = own.some(({ scenario }) => scenario !== undefined) ? [] : this.#socle(definition);
    const homologation = this.#entries.filter(
      (entry) => entry.lane === cndaLane && inheritsDomain(definition, entry.domain),
    );
    return [...own, ...inherited, ...homologation].filter(
      (entry) => entry.lane === cndaLane || wave === undefined || waveOf(entry) === wave,
    );
  }

  /** What lanes share, once each, as lines of a lane that inherits it. */
  #socle(lane: LaneDefinition): CatalogueEntry[] {
    const lines = this.#entries.filter(
      ({ socle, scenario, domain }) => socle !== undefined && scenario !== undefined && inheritsDomain(lane, domain),
    );
    const once = new Map(lines.map((line) => [`${line.scenario} ${waveOf(line)}`, line]));
    return [...once.values()].map((line) => ({ ...line, lane: lane.id, publication: seedOnly }));
  }

  /** The line of a scenario in a lane, if it has one. */
  scenario(lane: string, scenario: string): CatalogueEntry | undefined {
    return this.lane(lane).find((entry) => entry.scenario === scenario);
  }
}

/** The wave that a line is of: « 1 (reprise va1) », « 2 (projet) », « 2 (conservée va1) »; absent for a CNDA case. */
export function waveOf({ wave }: Pick<CatalogueEntry, 'wave'>): Wave | undefined {
  if (wave.startsWith('1')) return 1;
  return wave.startsWith('2') ? 2 : undefined;
}

let builtIn: Catalogue | undefined;

/**
 * The catalogue shipped with Probant: `projet 2023, non opposable`, a seed for rehearsals.
 *
 * @throws {@link ProbantError} `catalogue_invalide`
 */
export function builtInCatalogue(): Catalogue {
  builtIn ??= new Catalogue(readFileSync(new URL('./data/catalogue.json', import.meta.url)));
  return builtIn;
}

/** What every line of the built-in catalogue says of itself, in French. */
export function publicationLabel(publication: string): string {
  return publicationLabels[publication] ?? publication;
}

const publicationLabels: Record<string, string> = {
  amorce: 'amorce, sans REM connu',
  rem_importe: 'REM publié, importé',
  non_final_prepublication: 'projet 2023, non opposable',
  id_confirme_REM_publie_via_tiers: 'identifiant du REM publié, cité par un tiers',
  documentation_homologation: 'documentation d’homologation CNDA',
  code_tiers: 'cas CNDA connu par le code d’un tiers',
  officielle_FAQ: 'FAQ officielle',
  officielle_depot_ANS: 'dépôt officiel de l’ANS',
  officielle_IG: 'guide d’implémentation officiel',
};

function parse(bytes: Buffer): z.infer<typeof catalogueSchema> {
  try {
    return catalogueSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (thrown) {
    throw new ProbantError('catalogue_invalide', { detail: messageOf(thrown) }, thrown);
  }
}

function toEntry(raw: z.infer<typeof entrySchema>, lane: string, sources: string[]): CatalogueEntry {
  const proofs =
    raw.proofs ?? (raw.proofTypes === undefined ? [] : [[raw.scenario ?? raw.requirement, raw.proofTypes] as const]);
  return {
    lane,
    wave: raw.wave,
    requirement: raw.requirement,
    ...(raw.socle === undefined ? {} : { socle: raw.socle }),
    domain: raw.domain,
    ...(raw.scenario === undefined ? {} : { scenario: raw.scenario }),
    statement: raw.statement,
    steps: raw.steps ?? [],
    proofs: proofs.map(([id, types]) => ({ id, types: [...types] })),
    profile: raw.profile ?? 'Général',
    nature: raw.nature ?? 'EXIGENCE',
    publication: raw.publication,
    source: sources[raw.source] ?? '',
  };
}

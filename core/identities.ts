import { createHash } from 'node:crypto';
import { insOid, nirKey } from './nir.ts';

/** The traits of a person, as INSi knows them. */
export interface Identity {
  nomNaissance: string;
  /** First birth first name. */
  prenom: string;
  /** All birth first names, separated by spaces, the first one first. */
  prenoms: string;
  sexe: 'M' | 'F';
  /** `AAAA-MM-JJ`. */
  dateNaissance: string;
  /** COG code of the birthplace, 5 characters. */
  lieuNaissance: string;
  /** 13 characters. */
  matricule: string;
  /** 2 digits; not always the computed one (CNDA case HERMANN). */
  cle: string;
  oid: string;
  /** Former matricules, the latest first. */
  historique: ReadonlyArray<{ matricule: string; cle: string; oid: string; debut?: string; fin?: string }>;
}

/** A person of one scenario: an {@link Identity} and the marks that make its reads recognisable. */
export interface TestPerson extends Identity {
  /** Name in use, drawn from the run: a read that does not show it does not come from this run. */
  nomUtilise: string;
  /** Catalogue id of the scenario that owns the person. */
  scenario: string;
}

/** What identities are drawn from: the run's seed and the reviewer's nonce, where there is one. */
export interface Draw {
  seed: string;
  nonce?: string;
}

const syllables = ['BA', 'CO', 'DE', 'FI', 'GU', 'LA', 'MO', 'NE', 'PI', 'RU', 'SA', 'TO', 'VE', 'ZI', 'KA', 'LO'];
const firstNames = {
  F: ['CAMILLE', 'JEANNE', 'LOUISE', 'MARGOT', 'NADIA', 'SOLENE', 'ALICE', 'INES'],
  M: ['ADRIEN', 'BASILE', 'HUGO', 'LUCIEN', 'MARIUS', 'OSCAR', 'SIMON', 'YANIS'],
} as const;

/**
 * Draws the `index`-th person of a scenario. Same draw, same person.
 *
 * Commune 63220 and an order number from 700 are those of the published INSi test identities (facts, INSi §1.10):
 * no commune of that size has 700 births in a month, so no real person bears such a matricule.
 */
export function drawPerson(draw: Draw, scenario: string, index = 0): TestPerson {
  const bytes = digestOf([draw.seed, draw.nonce ?? '', scenario, String(index)]);
  const sexe = pick(bytes, 0, ['F', 'M'] as const);
  const year = 1940 + ((bytes[1] ?? 0) % 70);
  const month = two(1 + ((bytes[2] ?? 0) % 12));
  const first = pick(bytes, 3, firstNames[sexe]);
  const others = firstNames[sexe].filter((name) => name !== first);
  const order = 700 + ((bytes[5] ?? 0) % 200);
  const matricule = `${sexe === 'M' ? 1 : 2}${two(year % 100)}${month}63220${order}`;
  return {
    nomNaissance: `TEST${word(bytes, 8, 4)}`,
    prenom: first,
    prenoms: `${first} ${pick(bytes, 4, others)}`,
    sexe,
    dateNaissance: `${year}-${month}-${two(1 + ((bytes[6] ?? 0) % 28))}`,
    lieuNaissance: '63220',
    matricule,
    cle: nirKey(matricule) ?? '',
    oid: insOid.nir,
    historique: [],
    nomUtilise: `USAGE${word(bytes, 16, 5)}`,
    scenario,
  };
}

/** Domain of the test mailboxes (facts, mss.md §4). */
export const testMailDomain = 'test.mssante.fr';

/** A professional whom the product writes to in one scenario. */
export interface Correspondent {
  nom: string;
  prenom: string;
  /** 11 digits; 8999… is no real RPPS number. */
  rpps: string;
  adresse: string;
}

/** Draws the `index`-th correspondent of a scenario: each has a mailbox of its own, by which mails are attributed. */
export function drawCorrespondent(draw: Draw, scenario: string, index = 0): Correspondent {
  const bytes = digestOf([draw.seed, draw.nonce ?? '', scenario, 'correspondant', String(index)]);
  const nom = `TESTCOR${word(bytes, 0, 5)}`;
  const rpps = `8999${String(bytes.readUInt32BE(8) % 10_000_000).padStart(7, '0')}`;
  return { nom, prenom: pick(bytes, 6, firstNames.F), rpps, adresse: `dr.${nom.toLowerCase()}@${testMailDomain}` };
}

/** The address of a person in Mon espace santé: the matricule and its key (facts, mss.md §7). */
export function patientAddress({ matricule, cle }: Pick<Identity, 'matricule' | 'cle'>): string {
  return `${matricule}${cle}@patient.mssante.fr`;
}

/** Gives a published identity the mark of this run, so that its reads too are recognisable. */
export function drawPublished(identity: Identity, draw: Draw, scenario: string): TestPerson {
  const { nomUtilise } = drawPerson(draw, scenario);
  return { ...identity, nomUtilise, scenario };
}

function digestOf(parts: string[]): Buffer {
  return createHash('sha256').update(parts.join('\n')).digest();
}

function pick<T>(bytes: Buffer, at: number, values: readonly T[]): T {
  return values[(bytes[at] ?? 0) % values.length] as T;
}

function word(bytes: Buffer, from: number, length: number): string {
  return Array.from({ length }, (_, i) => pick(bytes, from + i, syllables)).join('');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

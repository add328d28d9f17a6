import { toComparable } from './comparable.ts';
import { Draw, withKey } from './draw.ts';
import type { Activity, CareService, Equipment, Mailbox, Professional, SmartCard, Structure } from './model.ts';
import {
  communes,
  equipments,
  type Kind,
  kinds,
  legalEntity,
  salariedFunction,
  sections,
  services,
  shapes,
  street,
  type Trade,
  trades,
} from './vocabulary.ts';

/** What a directory is generated from. */
export interface GenerationOptions {
  seed: string;
  professionals: number;
  structures: number;
  /** Domain of the mailboxes. */
  domain: string;
}

/** A generated directory. */
export interface Generated {
  /** In the order of their numbers, the physician of the bench first. */
  professionals: readonly Professional[];
  structures: readonly Structure[];
}

const firstNames = {
  M: ['ADRIEN', 'BASILE', 'HUGO', 'LUCIEN', 'MARIUS', 'OSCAR', 'SIMON', 'YANIS', 'JÉRÉMIE', 'NOËL'],
  MME: ['CAMILLE', 'JEANNE', 'LOUISE', 'MARGOT', 'NADIA', 'SOLÈNE', 'ALICE', 'INÈS', 'ZOÉ', 'ÈVE'],
} as const;

/** Draws a whole directory. Names say TEST, numbers are of test ranges, telephones of those kept for fiction. */
export function generate(options: GenerationOptions): Generated {
  const structures = drawStructures(options);
  const places = Map.groupBy(structures.geographical, ([kind]) => kind);
  const cabinet = benchCabinet(options.domain);
  const all = [cabinet, ...structures.legal, ...structures.geographical.map(([, one]) => one)];
  const somewhere = all.filter(({ juridique }) => juridique !== true);
  const at = (kind: Kind, draw: Draw): Structure => {
    const there = places.get(kind);
    return there === undefined ? draw.pick(somewhere) : draw.pick(there)[1];
  };
  const others = Array.from({ length: options.professionals - 1 }, (_, i) => drawProfessional(options, i, at));
  return { professionals: [benchPhysician(cabinet, options.domain), ...others], structures: all };
}

/** The physician of the bench is in the directory too: the product keeps his record up to date from it (ANN/va1.02). */
function benchPhysician(structure: Structure, domain: string): Professional {
  return {
    rpps: '99900000017',
    civilite: 'MME',
    nom: 'TÉMOIN',
    prenom: 'ALIX',
    profession: { code: '10', libelle: 'Médecin' },
    savoirFaire: { code: 'SM54', libelle: 'Médecine générale' },
    mode: 'L',
    structure,
    mailboxes: [{ adresse: `alix.temoin@${domain}`, type: 'PER', dematerialisation: true }],
    cartes: [{ type: 'CPS', numero: '9900000017', debut: '2024-02-21', fin: '2027-02-21' }],
  };
}

function benchCabinet(domain: string): Structure {
  return {
    id: 'F630000018',
    raisonSociale: 'CABINET TEST PROBANT',
    finess: '630000018',
    secteur: shapes.individuel.secteur,
    numeroVoie: '1',
    typeVoie: street,
    voie: 'DU BANC D ESSAI',
    codePostal: '63000',
    commune: { code: '63113', libelle: 'CLERMONT-FERRAND' },
    telephone: '0465710001',
    mailboxes: [
      { adresse: `secretariat.temoin@${domain}`, type: 'ORG', dematerialisation: true, description: 'Secrétariat' },
      { adresse: `cabinet.temoin@${domain}`, type: 'APP', dematerialisation: true, description: 'Cabinet Témoin' },
    ],
  };
}

interface DrawnStructures {
  legal: Structure[];
  geographical: Array<[Kind, Structure]>;
}

function drawStructures(options: GenerationOptions): DrawnStructures {
  const count = Math.max(0, options.structures - 1);
  const entities = Math.min(count, Math.ceil(count / 25));
  const legal = Array.from({ length: entities }, (_, i) => drawLegalEntity(options.seed, i));
  const geographical = Array.from({ length: count - entities }, (_, i): [Kind, Structure] => {
    // Each kind is there, however small the directory.
    const kind = kinds[(i * 7) % kinds.length] as Kind;
    return [kind, drawSite(options, { kind, index: i, legal })];
  });
  return { legal, geographical };
}

function drawLegalEntity(seed: string, index: number): Structure {
  const draw = new Draw(seed, 'entite', index);
  const finess = withKey(`999${String(index + 1).padStart(5, '0')}`);
  return {
    id: `F${finess}`,
    raisonSociale: `GROUPEMENT TEST ${draw.word(3)}`,
    finess,
    siren: withKey(`999${String(index + 1).padStart(5, '0')}`),
    juridique: true,
    ...legalEntity,
    ...address(draw),
  };
}

function drawSite(
  { seed, domain }: GenerationOptions,
  { kind, index, legal }: { kind: Kind; index: number; legal: readonly Structure[] },
): Structure {
  const draw = new Draw(seed, 'site', index);
  const shape = shapes[kind];
  const known = shape.categorie !== undefined;
  const finess = withKey(`990${String(index + 1).padStart(5, '0')}`);
  const place = address(draw);
  const name = draw.word(3);
  const parent = draw.pick(legal);
  return {
    id: known ? `F${finess}` : `R99900000${String(index + 101).padStart(6, '0')}`,
    raisonSociale: `${shape.nom} ${name}`,
    ...(known ? { finess } : {}),
    secteur: shape.secteur,
    ...(shape.categorie === undefined ? {} : { categorie: shape.categorie }),
    ...(shape.ape === undefined ? {} : { ape: shape.ape }),
    ...(known && kind !== 'officine' && legal.length > 0 ? { rattachement: parent.id } : {}),
    ...(kind === 'officine' ? { licence: `99#${String(index + 1).padStart(6, '0')}` } : {}),
    ...place,
    ...contacts(draw, { name: `${name.toLowerCase()}-${index + 1}`, domain, known }),
    ...plant(draw, kind, index),
    ...(draw.chance(3) ? { actif: false } : {}),
  };
}

function address(
  draw: Draw,
): Pick<Structure, 'numeroVoie' | 'typeVoie' | 'voie' | 'codePostal' | 'commune' | 'telephone'> {
  return {
    numeroVoie: String(draw.below(180) + 1),
    typeVoie: street,
    voie: `DES ESSAIS ${draw.word(2)}`,
    ...draw.pick(communes),
    // 04 65 71: numbers that the regulator keeps for fiction.
    telephone: `046571${String(draw.below(10_000)).padStart(4, '0')}`,
  };
}

function contacts(
  draw: Draw,
  { name, domain, known }: { name: string; domain: string; known: boolean },
): Pick<Structure, 'mailboxes' | 'courriel'> {
  const org: Mailbox = {
    adresse: `secretariat.${name}@${domain}`,
    type: 'ORG',
    dematerialisation: draw.chance(80),
    description: 'Secrétariat',
  };
  const app: Mailbox = {
    adresse: `logiciel.${name}@${domain}`,
    type: 'APP',
    dematerialisation: true,
    description: 'Logiciel',
  };
  const mailboxes = [...(draw.chance(known ? 70 : 30) ? [org] : []), ...(draw.chance(known ? 30 : 5) ? [app] : [])];
  return {
    ...(mailboxes.length > 0 ? { mailboxes } : {}),
    ...(draw.chance(40) ? { courriel: `contact.${name}@exemple.test` } : {}),
  };
}

function plant(draw: Draw, kind: Kind, index: number): Pick<Structure, 'equipements' | 'services'> {
  const number = (rank: number): string => `99-99-${String(index * 4 + rank + 1).padStart(5, '0')}`;
  const active = { actif: !draw.chance(5) };
  if (kind === 'hopital') {
    const equipements = equipments.map(
      (one, i): Equipment => ({ ...one, ...active, arhgos: number(i), numeroSerie: `TEST${draw.below(60_000)}` }),
    );
    const cares = services.filter(({ nature }) => nature === 'soins');
    return {
      equipements,
      services: cares.map((one, i): CareService => ({ ...one, ...active, arhgos: number(i + 2) })),
    };
  }
  if (kind !== 'ehpad') return {};
  const socials = services.filter(({ nature }) => nature === 'social');
  return { services: socials.map((one, i): CareService => ({ ...one, ...active, arhgos: number(i) })) };
}

/**
 * Draws the `index`-th professional of a seed, from 0, after the physician of the bench. His number is of the range of
 * test cards (8999…). One in five has no mailbox.
 */
function drawProfessional(
  { seed, domain }: GenerationOptions,
  index: number,
  at: (kind: Kind, draw: Draw) => Structure,
): Professional {
  const draw = new Draw(seed, 'professionnel', index);
  const civilite = draw.pick(['M', 'MME'] as const);
  const nom = `TEST${draw.word(4)}`;
  const prenom = draw.pick<string>(firstNames[civilite]);
  const trade = tradeOf(draw.below(100));
  const main = drawActivity(draw, trade, at);
  const autresActivites = Array.from({ length: draw.pick([0, 0, 0, 0, 0, 0, 0, 1, 1, 2]) }, () =>
    drawActivity(draw, trade, at),
  );
  const { structure, mode, fonction, section } = main;
  return {
    rpps: withKey(`99900${String(index + 101).padStart(5, '0')}`),
    civilite,
    nom,
    prenom,
    profession: trade.profession,
    ...(trade.savoirFaire === undefined ? {} : { savoirFaire: draw.pick(trade.savoirFaire) }),
    mode,
    structure,
    ...(fonction === undefined ? {} : { fonction }),
    ...(section === undefined ? {} : { section }),
    ...(autresActivites.length === 0 ? {} : { autresActivites }),
    mailboxes: mailboxes(draw, `${toComparable(prenom)}.${nom.toLowerCase()}-${index + 1}`, domain),
    ...(draw.chance(60) ? { cartes: [card(draw, index)] } : {}),
    ...(draw.chance(3) ? { actif: false } : {}),
  };
}

function tradeOf(hundredth: number): Trade {
  let reached = 0;
  for (const trade of trades) {
    reached += trade.part;
    if (hundredth < reached) return trade;
  }
  return trades[0] as Trade;
}

function drawActivity(draw: Draw, { profession, lieux }: Trade, at: (kind: Kind, draw: Draw) => Structure): Activity {
  const kind = draw.pick(lieux);
  const mode =
    kind === 'hopital' || kind === 'ehpad' || kind === 'laboratoire' ? 'S' : draw.pick(['L', 'L', 'L', 'S'] as const);
  return {
    structure: at(kind, draw),
    mode,
    ...(mode === 'S' ? { fonction: salariedFunction } : {}),
    ...(profession.code === '21' ? { section: sections[mode] } : {}),
  };
}

function mailboxes(draw: Draw, name: string, domain: string): Mailbox[] {
  if (draw.chance(20)) return [];
  const own: Mailbox = { adresse: `${name}@${domain}`, type: 'PER', dematerialisation: draw.chance(67) };
  const second: Mailbox = draw.chance(50)
    ? { adresse: `cabinet.${name}@${domain}`, type: 'CAB', dematerialisation: true }
    : { adresse: `site.${name}@${domain}`, type: 'PER', dematerialisation: true, activite: true };
  return draw.chance(15) ? [own, second] : [own];
}

function card(draw: Draw, index: number): SmartCard {
  const year = 2024 + draw.below(3);
  return {
    type: draw.chance(90) ? 'CPS' : 'CPF',
    numero: `99${String(index + 101).padStart(8, '0')}`,
    debut: `${year}-02-21`,
    fin: `${year + 3}-02-21`,
  };
}

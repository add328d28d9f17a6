/** A national service that a lane's products call, or the hospital's interface engine. */
export type Service = 'INSi' | 'DMP' | 'MSSanté' | 'Pro Santé Connect' | 'Annuaire Santé' | 'HL7 v2';

/** Something that a publisher has to do by a day. */
export interface Deadline {
  vague: 1 | 2;
  /** French: what is due. */
  quoi: string;
  /** `AAAA-MM-JJ`, and the hour where the source gives it: `AAAA-MM-JJTHH:MM`, in France. */
  date: string;
}

/** A SONS lane (couloir). */
export interface LaneDefinition {
  id: string;
  /** French. */
  titre: string;
  services: readonly Service[];
  /**
   * What is known of its REM: the draft of 2023; some requirements of the published one, through third parties; nothing.
   * Where nothing gives its scenarios, the lane has those of the socle only.
   */
  rem: 'projet 2023' | 'cité par des tiers' | 'inconnu';
  deadlines: readonly Deadline[];
}

const city: readonly Service[] = ['INSi', 'DMP', 'MSSanté', 'Pro Santé Connect', 'Annuaire Santé'];
const hospital: readonly Service[] = [...city, 'HL7 v2'];

const firstWaveOfEngines: readonly Deadline[] = [
  { vague: 1, quoi: 'clôture du référencement', date: '2022-06-15' },
  { vague: 1, quoi: 'demande d’avance', date: '2022-11-30' },
  { vague: 1, quoi: 'fin des prestations', date: '2023-09-20' },
  { vague: 1, quoi: 'demande de solde', date: '2023-12-14' },
];

/**
 * Every SONS lane. Source: facts, REM §6 (names, FAQ 6361) and §7 (deadlines; where it gives none, none is here). The
 * services of lanes whose REM is unknown are inferred from their neighbours.
 */
export const lanes: readonly LaneDefinition[] = [
  {
    id: 'MDV-LGC',
    titre: 'Logiciel de gestion de cabinet, médecine de ville',
    services: city,
    rem: 'projet 2023',
    deadlines: [],
  },
  {
    id: 'HOP-DPI',
    titre: 'Dossier patient informatisé hospitalier',
    services: hospital,
    rem: 'projet 2023',
    deadlines: [
      { vague: 2, quoi: 'portail ASP', date: '2024-06-20' },
      { vague: 2, quoi: 'portail ASP', date: '2024-09-12' },
      { vague: 2, quoi: 'demande d’avance', date: '2025-12-17T12:00' },
    ],
  },
  {
    id: 'HOP-PFI',
    titre: 'Plateforme d’intermédiation hospitalière',
    services: ['DMP', 'MSSanté', 'Pro Santé Connect', 'HL7 v2'],
    rem: 'projet 2023',
    deadlines: [...firstWaveOfEngines, { vague: 2, quoi: 'demande d’avance', date: '2025-09-17T12:00' }],
  },
  { id: 'HOP-RI', titre: 'Référentiel d’identités', services: ['INSi', 'HL7 v2'], rem: 'inconnu', deadlines: [] },
  {
    id: 'BIO-SGL',
    titre: 'Système de gestion de laboratoire',
    services: hospital,
    rem: 'projet 2023',
    deadlines: firstWaveOfEngines,
  },
  { id: 'BIO-LOINC', titre: 'Transcodage LOINC en biologie', services: [], rem: 'inconnu', deadlines: [] },
  {
    id: 'RAD-RIS',
    titre: 'Système d’information de radiologie',
    services: hospital,
    rem: 'projet 2023',
    deadlines: firstWaveOfEngines,
  },
  {
    id: 'RAD-DRIMbox',
    titre: 'Partage d’images médicales (DRIMbox)',
    services: ['DMP', 'Pro Santé Connect', 'HL7 v2'],
    rem: 'projet 2023',
    deadlines: [
      { vague: 2, quoi: 'dossier administratif', date: '2025-09-10T12:00' },
      { vague: 2, quoi: 'preuves complètes', date: '2026-05-13T12:00' },
      { vague: 2, quoi: 'fin des échanges avec l’ANS', date: '2026-09-16' },
      { vague: 2, quoi: 'demande d’avance', date: '2026-11-10' },
      { vague: 2, quoi: 'fin des prestations', date: '2027-09-15' },
      { vague: 2, quoi: 'demande de solde', date: '2027-12-15' },
    ],
  },
  {
    id: 'PHA-LGO',
    titre: 'Logiciel de gestion d’officine',
    services: city,
    rem: 'inconnu',
    deadlines: [
      { vague: 1, quoi: 'bons de commande à l’ASP', date: '2023-03-15T14:00' },
      { vague: 1, quoi: 'demande de solde', date: '2023-04-28T14:00' },
    ],
  },
  {
    id: 'MS1-DUI',
    titre: 'Dossier usager informatisé : personnes âgées, handicap, domicile',
    services: city,
    rem: 'cité par des tiers',
    deadlines: [],
  },
  {
    id: 'MS2-DUI',
    titre: 'Dossier usager informatisé : protection de l’enfance, difficultés spécifiques',
    services: city,
    rem: 'inconnu',
    deadlines: [
      { vague: 1, quoi: 'clôture du référencement (PDS)', date: '2024-01-17' },
      { vague: 1, quoi: 'demande d’avance (PDS)', date: '2024-02-28' },
      { vague: 1, quoi: 'prestations et solde (PDS)', date: '2024-12-19' },
    ],
  },
  {
    id: 'MS3-DUI',
    titre: 'Dossier usager informatisé : accueil, hébergement, insertion',
    services: city,
    rem: 'cité par des tiers',
    deadlines: [],
  },
  { id: 'OP-MSS', titre: 'Opérateur MSSanté', services: ['MSSanté'], rem: 'inconnu', deadlines: [] },
  { id: 'SF', titre: 'Sages-femmes', services: city, rem: 'inconnu', deadlines: [] },
  { id: 'CD', titre: 'Chirurgiens-dentistes', services: city, rem: 'inconnu', deadlines: [] },
  { id: 'PARAMED', titre: 'Paramédicaux', services: city, rem: 'inconnu', deadlines: [] },
];

/** The lane of that name. */
export function laneDefinition(id: string): LaneDefinition | undefined {
  return lanes.find((lane) => lane.id === id);
}

/** Domains of requirements that lanes share. */
export const sharedDomains = ['INS', 'DMP', 'MSS', 'PSC', 'ANN', 'DOC', 'CDA', 'TBB'] as const;

/** The service without which a domain's socle means nothing to a lane. */
const serviceOfDomain: Readonly<Record<string, Service>> = {
  INS: 'INSi',
  DMP: 'DMP',
  MSS: 'MSSanté',
  PSC: 'Pro Santé Connect',
  ANN: 'Annuaire Santé',
  DOC: 'DMP',
  CDA: 'DMP',
  TBB: 'DMP',
  'INSi-CNDA': 'INSi',
  'DMP-CNDA': 'DMP',
};

/**
 * True when the socle of a domain is for a lane. An operator of MSSanté is no client of one: the socle, which is written
 * for clients, is not for it.
 */
export function inheritsDomain({ id, services }: LaneDefinition, domain: string): boolean {
  const service = serviceOfDomain[domain];
  return service !== undefined && services.includes(service) && id !== 'OP-MSS';
}

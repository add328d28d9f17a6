import {
  type Activity,
  activitiesOf,
  type Coded,
  type Mailbox,
  type Professional,
  type Structure,
  type WorkPlace,
} from './model.ts';

/** One text file of an extraction. */
export interface ExtractionFile {
  /** Name without date or extension. */
  name: string;
  text: string;
}

/** A line by the names of its columns; what is not given is empty. */
type Line = Readonly<Record<string, string>>;

/** Columns of the coordinates of the structure, in their order. */
const coordinates = [
  'Complément destinataire',
  'Complément point géographique',
  'Numéro Voie',
  'Indice répétition voie',
  'Code type de voie',
  'Libellé type de voie',
  'Libellé Voie',
  'Mention distribution',
  'Bureau cedex',
  'Code postal',
  'Code commune',
  'Libellé commune',
  'Code pays',
  'Libellé pays',
  'Téléphone',
  'Téléphone 2',
  'Télécopie',
  'Adresse e-mail',
].map((label) => `${label} (coord. structure)`);

const person = ['Type d’identifiant PP', 'Identifiant PP', 'Identification nationale PP'].map(straight);
const skill = ['Code type savoir-faire', 'Libellé type savoir-faire', 'Code savoir-faire', 'Libellé savoir-faire'];
const profession = [
  'Code profession',
  'Libellé profession',
  'Code catégorie professionnelle',
  'Libellé catégorie professionnelle',
];

// The names and order of the 52 first columns are those that public readers of the file expect; the four last ones
// (role and kind of activity) are inferred from the fields of the PSC, which come from the same register.
const activityColumns = [
  ...person,
  ...['Code civilité d’exercice', 'Libellé civilité d’exercice', 'Code civilité', 'Libellé civilité'].map(straight),
  ...['Nom d’exercice', 'Prénom d’exercice'].map(straight),
  ...profession,
  ...skill,
  'Code mode exercice',
  'Libellé mode exercice',
  'Numéro SIRET site',
  'Numéro SIREN site',
  'Numéro FINESS site',
  'Numéro FINESS établissement juridique',
  'Identifiant technique de la structure',
  'Raison sociale site',
  'Enseigne commerciale site',
  ...coordinates,
  'Code Département (structure)',
  'Libellé Département (structure)',
  'Ancien identifiant de la structure',
  ...['Autorité d’enregistrement', 'Code secteur d’activité', 'Libellé secteur d’activité'].map(straight),
  'Code section tableau pharmaciens',
  'Libellé section tableau pharmaciens',
  'Code rôle',
  'Libellé rôle',
  'Code genre activité',
  'Libellé genre activité',
];

// Inferred: the file's name and its skill codes are known, not its whole header.
const skillColumns = [...person, ...['Nom d’exercice', 'Prénom d’exercice'].map(straight), ...profession, ...skill];
// Inferred likewise; no diploma is published here, so the file has its header alone.
const diplomaColumns = [
  ...person,
  ...['Nom d’exercice', 'Prénom d’exercice'].map(straight),
  'Code type diplôme obtenu',
  'Libellé type diplôme obtenu',
  'Code diplôme obtenu',
  'Libellé diplôme obtenu',
  'Code type autorisation',
  'Libellé type autorisation',
  'Code discipline autorisation',
  'Libellé discipline autorisation',
];

// Measured on the file of August 2026: 31 columns, of which the odd names are its own.
const mailboxColumns = [
  'Type de BAL',
  'Adresse BAL',
  'Type Identifiant PP',
  'Identifiant PP',
  'Identification nationale PP',
  'Type identifiant structure',
  'Identification Structure',
  'Service de rattachement',
  ...['Civilité d’exercice', 'Nom d’exercice', 'Prénom d’exercice'].map(straight),
  'Catégorie profession',
  'Libellé de catégorie profession',
  'Code Profession',
  'Libellé Profession',
  'Code savoir-faire',
  'Libellé savoir-faire',
  'Dématérialisation',
  'Raison Sociale structure BAL',
  'Enseigne commerciale structure BAL',
  'L2COMPLEMENTLOCALISATION',
  'L3COMPLEMENTDISTRIBUTION',
  'L4NUMEROVOIE',
  'L4COMPLEMENTNUMEROVOIE',
  'NL4TYPEVOIE',
  'L4LIBELLEVOIE',
  'L5LIEUDITMENTION',
  'L6LIGNEACHEMINEMENT',
  'Code postal',
  'Département',
  'Pays',
];

/** The files of the extractions, as the directory is now. */
export class Extractions {
  /** What is generated never changes: its lines are written once. */
  readonly #activities = new WeakMap<Professional, string>();
  readonly #skills = new WeakMap<Professional, string>();
  readonly #mailboxes = new WeakMap<Professional, string>();
  readonly #teams = new WeakMap<Structure, string>();
  readonly #places = new WeakMap<WorkPlace, Line>();

  /** The three files of `PS_LibreAcces`: one line an activity. Mailboxes are not in them, as in reality. */
  professionals(professionals: readonly Professional[]): ExtractionFile[] {
    const activities = professionals
      .map((one) => once(this.#activities, one, (each) => this.#activityLines(each)))
      .join('');
    const skills = professionals.map((one) => once(this.#skills, one, skillLine)).join('');
    return [
      { name: 'PS_LibreAcces_Personne_activite', text: header(activityColumns, '|') + activities },
      { name: 'PS_LibreAcces_SavoirFaire', text: header(skillColumns, '|') + skills },
      { name: 'PS_LibreAcces_Dipl_AutExerc', text: header(diplomaColumns, '|') },
    ];
  }

  /** The file of MSS mailboxes: one line a mailbox, of professionals then of structures. */
  mailboxes(professionals: readonly Professional[], structures: readonly Structure[]): ExtractionFile[] {
    const persons = professionals.map((one) => once(this.#mailboxes, one, mailboxLines)).join('');
    const teams = structures.map((one) => once(this.#teams, one, teamLines)).join('');
    return [{ name: 'Extraction_Correspondance_MSSante', text: header(mailboxColumns, '') + persons + teams }];
  }

  #activityLines(one: Professional): string {
    const known = identity(one);
    return activitiesOf(one)
      .map((activity) => ({
        ...known,
        ...activityCells(one, activity),
        ...once(this.#places, activity.structure, address),
      }))
      .map((line) => row(activityColumns, line, '|'))
      .join('');
  }
}

function once<K extends object, V>(cache: WeakMap<K, V>, key: K, write: (key: K) => V): V {
  const kept = cache.get(key) ?? write(key);
  cache.set(key, kept);
  return kept;
}

/** UTF-8 text with bars, no quotes; `end` closes each line (the file of professionals has a last bar, the other not). */
function header(columns: readonly string[], end: string): string {
  return `${columns.join('|')}${end}\n`;
}

function row(columns: readonly string[], line: Line, end: string): string {
  return `${columns.map((column) => clean(line[column])).join('|')}${end}\n`;
}

/** A bar or an end of line in a value would break the line. */
function clean(value = ''): string {
  return /[|\r\n]/.test(value) ? value.replaceAll(/[|\r\n]+/g, ' ') : value;
}

function skillLine(one: Professional): string {
  return one.savoirFaire === undefined ? '' : row(skillColumns, identity(one), '|');
}

// Types of mailboxes measured on the file: PER and ORG, no other.
function mailboxLines(one: Professional): string {
  return one.mailboxes
    .filter(({ type }) => type === 'PER' || type === 'ORG')
    .map((mailbox) => row(mailboxColumns, mailboxLine(one, mailbox), ''))
    .join('');
}

function teamLines(structure: Structure): string {
  return (structure.mailboxes ?? [])
    .filter(({ type }) => type === 'ORG')
    .map((mailbox) => row(mailboxColumns, { ...boxCells(mailbox), ...placeCells(structure) }, ''))
    .join('');
}

function activityCells(one: Professional, { structure, mode, fonction, section }: Activity): Line {
  const legal = 'rattachement' in structure && typeof structure.rattachement === 'string' ? structure.rattachement : '';
  return {
    'Code civilité': one.civilite,
    'Libellé civilité': one.civilite === 'M' ? 'Monsieur' : 'Madame',
    'Code mode exercice': mode,
    'Libellé mode exercice': mode === 'L' ? 'Libéral' : 'Salarié',
    'Numéro FINESS site': structure.finess ?? '',
    'Numéro FINESS établissement juridique': legal.slice(1),
    'Identifiant technique de la structure': structure.id,
    'Raison sociale site': structure.raisonSociale,
    "Autorité d'enregistrement": authorityPath(one),
    "Code secteur d'activité": structure.secteur.code,
    "Libellé secteur d'activité": structure.secteur.libelle,
    ...coded('section tableau pharmaciens', section ?? { code: '', libelle: '' }),
    ...coded('rôle', fonction ?? { code: '', libelle: '' }),
    'Code genre activité': 'GENR01',
    'Libellé genre activité': 'Activité standard de soin ou de pharmacien',
  };
}

const authorities: Readonly<Record<string, string>> = {
  '10': 'CNOM',
  '21': 'CNOP',
  '40': 'CNOCD',
  '50': 'CNOSF',
  '60': 'CNOI',
  '70': 'CNOMK',
  '80': 'CNOPP',
};

/** Who registered a professional: his order where there is one. */
export function authorityOf({ profession: { code } }: Professional): string {
  return authorities[code] ?? 'ARS';
}

// Shape seen in public lines (`CNOM/CNOM/CNOM` for physicians); the others follow it (inferred).
function authorityPath(one: Professional): string {
  const authority = authorityOf(one);
  return [authority, authority, authority].join('/');
}

function identity(one: Professional): Line {
  const doctor = one.profession.code === '10';
  return {
    "Type d'identifiant PP": '8',
    'Identifiant PP': one.rpps,
    'Identification nationale PP': `8${one.rpps}`,
    "Code civilité d'exercice": doctor ? 'DR' : one.civilite,
    "Libellé civilité d'exercice": doctor ? 'Docteur' : one.civilite === 'M' ? 'Monsieur' : 'Madame',
    "Nom d'exercice": one.nom,
    "Prénom d'exercice": one.prenom,
    ...coded('profession', one.profession),
    ...coded('catégorie professionnelle', { code: 'C', libelle: 'Civil' }),
    ...(one.savoirFaire === undefined
      ? {}
      : {
          ...coded('type savoir-faire', { code: 'S', libelle: 'Spécialité ordinale' }),
          ...coded('savoir-faire', one.savoirFaire),
        }),
  };
}

function coded(name: string, { code, libelle }: Coded): Line {
  return { [`Code ${name}`]: code, [`Libellé ${name}`]: libelle };
}

function address(structure: WorkPlace): Line {
  const { commune, codePostal, typeVoie } = structure;
  const values: Line = {
    'Complément destinataire': structure.raisonSociale,
    'Numéro Voie': structure.numeroVoie,
    ...coded('type de voie', typeVoie),
    'Libellé Voie': structure.voie,
    'Bureau cedex': `${codePostal} ${commune.libelle}`,
    'Code postal': codePostal,
    ...coded('commune', commune),
    Téléphone: structure.telephone,
  };
  return Object.fromEntries(Object.entries(values).map(([label, value]) => [`${label} (coord. structure)`, value]));
}

function mailboxLine(one: Professional, mailbox: Mailbox): Line {
  const { profession: job, savoirFaire } = one;
  const known = identity(one);
  const owner: Line = {
    'Type Identifiant PP': '8',
    'Identifiant PP': one.rpps,
    'Identification nationale PP': `8${one.rpps}`,
    "Civilité d'exercice": known["Code civilité d'exercice"] ?? '',
    "Nom d'exercice": one.nom,
    "Prénom d'exercice": one.prenom,
    'Catégorie profession': 'C',
    'Libellé de catégorie profession': 'Civil',
    'Code Profession': job.code,
    'Libellé Profession': job.libelle,
    'Code savoir-faire': savoirFaire?.code ?? '',
    'Libellé savoir-faire': savoirFaire?.libelle ?? '',
  };
  // Of a mailbox of a structure, nobody is named (inferred).
  return { ...boxCells(mailbox), ...(mailbox.type === 'PER' ? owner : {}), ...placeCells(one.structure) };
}

function boxCells({ type, adresse, dematerialisation }: Mailbox): Line {
  return { 'Type de BAL': type, 'Adresse BAL': adresse, Dématérialisation: dematerialisation ? 'O' : 'N' };
}

function placeCells(structure: WorkPlace): Line {
  return {
    // Types of identifiers of structures (1: FINESS); that of a technical id is inferred.
    'Type identifiant structure': structure.finess === undefined ? '4' : '1',
    'Identification Structure': structure.finess === undefined ? structure.id : `1${structure.finess}`,
    'Raison Sociale structure BAL': structure.raisonSociale,
    L4NUMEROVOIE: structure.numeroVoie,
    NL4TYPEVOIE: structure.typeVoie.code,
    L4LIBELLEVOIE: structure.voie,
    L6LIGNEACHEMINEMENT: `${structure.codePostal} ${structure.commune.libelle}`,
    'Code postal': structure.codePostal,
    Département: structure.codePostal.slice(0, 2),
    Pays: 'FRANCE',
  };
}

/** The files write a straight apostrophe. */
function straight(label: string): string {
  return label.replaceAll('’', "'");
}

const fieldLabels: Record<string, string> = {
  'nom de naissance': 'nomNaissance',
  'nom de famille de naissance': 'nomNaissance',
  prenom: 'prenom',
  'premier prenom': 'prenom',
  'premier prenom de naissance': 'prenom',
  '1er prenom de naissance': 'prenom',
  prenoms: 'prenoms',
  'prenoms de naissance': 'prenoms',
  'liste des prenoms': 'prenoms',
  'liste des prenoms de naissance': 'prenoms',
  sexe: 'sexe',
  'date de naissance': 'dateNaissance',
  'lieu de naissance': 'lieuNaissance',
  'code lieu de naissance': 'lieuNaissance',
  'code du lieu de naissance': 'lieuNaissance',
  'code insee du lieu de naissance': 'lieuNaissance',
  'code officiel geographique': 'lieuNaissance',
  'code officiel geographique du lieu de naissance': 'lieuNaissance',
  'nom utilise': 'nomUtilise',
  'prenom utilise': 'prenomUtilise',
  telephone: 'telephone',
  statut: 'statut',
  'statut de l identite': 'statut',
  attribut: 'attribut',
  attributs: 'attributs',
  matricule: 'matricule',
  'matricule ins': 'matricule',
  oid: 'oid',
  'oid du matricule': 'oid',
  justificatif: 'justificatif',
  'justificatif d identite': 'justificatif',
};

const statuses: Array<[RegExp, string]> = [
  [/\bprov(isoire)?\b/, 'PROV'],
  [/\brecup(eree?)?\b/, 'RECUP'],
  [/\bvali(dee?)?\b/, 'VALI'],
  [/\bqual(ifiee?)?\b/, 'QUAL'],
];

const attributes: Array<[RegExp, string]> = [
  [/\bdouteu(se|x)\b/, 'douteuse'],
  [/\bfictive?f?\b/, 'fictive'],
  [/\bhomonyme\b/, 'homonyme'],
];

const sexes: Array<[RegExp, string]> = [
  [/\b(m|masculin|homme)\b/, 'M'],
  [/\b(f|feminin|femme)\b/, 'F'],
  [/\b(i|indetermine|inconnu)\b/, 'I'],
];

const months = 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(' ');

const byField: Record<string, (text: string) => string> = {
  statut: (text) => onlyMatch(statuses, text),
  attributs: (text) => onlyMatch(attributes, text),
  sexe: (text) => onlyMatch(sexes, text),
  dateNaissance: isoDate,
  peremption: isoDate,
  matricule: bareMatricule,
  historique: bareMatricule,
  codeRetour: (text) => /\b0[0-2]\b/.exec(text)?.[0] ?? text,
  champ: fieldName,
  trait: fieldName,
};

// Columns whose meaning is told by the column beside them (appelerInsi, lireHistorique).
const namedBy: Record<string, string> = { ancien: 'champ', nouveau: 'champ', local: 'trait', insi: 'trait' };

/** The field that a value of a row stands for: in a history line about the status, « ancien » is a status. */
export function meaningOf(field: string, row: Readonly<Record<string, unknown>>): string {
  const label = namedBy[field];
  return label === undefined ? field : String(row[label] ?? field);
}

/** Text as a person reads it: one space between words, none around. */
export function tidy(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** True for what a screen shows in place of an absent value: nothing, a dash, « non renseigné ». */
export function isBlank(text: string): boolean {
  return /^[-–—]?$/.test(text) || /^non renseignee?s?$/.test(bare(text));
}

/**
 * A displayed text in the form that the contract gives to that field: « 26/02/1997 » → `1997-02-26`,
 * « Qualifiée » → `QUAL`. What isn't understood stays as displayed, so that the contract's check shows it.
 */
export function normalise(field: string, displayed: string): string | null {
  const text = tidy(displayed);
  if (isBlank(text)) return null;
  return byField[field]?.(text) ?? text;
}

/** « Date de naissance (AAAA-MM-JJ) : » → `dateNaissance`. */
export function fieldName(label: string): string {
  const plain = label.replaceAll('(s)', 's').replaceAll(/\(.*?\)/g, '');
  return fieldLabels[bare(plain)] ?? label;
}

/** The matricules of one cell, which shows several side by side. */
export function matriculesIn(text: string): string[] {
  const compact = text.replaceAll(/\s/g, '');
  const found = compact.match(/\d{5}(\d\d|2[AB])\d{6}\d\d/gi) ?? [];
  // What isn't made of matricules and their keys alone is shown as it is, cut where a person would.
  return found.join('') === compact ? found : text.split(/[,;\n]/);
}

// Two candidates in one text (« provisoire, était qualifiée ») tell nothing: only a lone match counts.
function onlyMatch(codes: Array<[RegExp, string]>, text: string): string {
  const found = codes.filter(([pattern]) => pattern.test(bare(text)));
  return found.length === 1 ? (found[0]?.[1] ?? text) : text;
}

// Moves the parts and checks nothing: INSi does return days and months « 00 », which a screen may show.
function isoDate(text: string): string {
  const numeric = /^(\d{2})[/.\- ](\d{2})[/.\- ](\d{4})$/.exec(text);
  if (numeric !== null) return `${numeric[3]}-${numeric[2]}-${numeric[1]}`;
  const spelled = /^(\d{1,2})(?:er)? ([a-z]+) (\d{4})$/.exec(bare(text));
  const month = months.indexOf(spelled?.[2] ?? '') + 1;
  if (spelled === null || month === 0) return text;
  return `${spelled[3]}-${String(month).padStart(2, '0')}-${(spelled[1] ?? '').padStart(2, '0')}`;
}

function bareMatricule(text: string): string {
  const compact = text.replaceAll(/\s|cl[eé]\s*:?|[()/]/gi, '');
  return /^[0-9AB]{13,15}$/i.test(compact) ? compact.toUpperCase() : text;
}

function bare(text: string): string {
  const letters = text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
  return letters.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

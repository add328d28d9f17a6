import type { ComparedRequirement, Correspondence, Proposal, Rem, RemarkLevel } from '../referential/rem/index.ts';

/** What an import found and wrote. */
interface ImportReport {
  rem: Rem;
  /** SHA-256 of the referential's file. */
  digest: string;
  files: { referential: string; correspondence: string };
  proposals: readonly Proposal[];
  requirements: readonly ComparedRequirement[];
  correspondence: Correspondence;
}

/** The report of an import, for a person or a program. */
export function renderImport(report: ImportReport, json: boolean): string {
  return json ? JSON.stringify(documentOf(report), null, 2) : textOf(report);
}

function documentOf({ rem, digest, files, requirements, correspondence }: ImportReport): Record<string, unknown> {
  return {
    format: 'probant-import-rem/1',
    feuilles: rem.sheets,
    referentiel: { fichier: files.referential, empreinte: digest },
    correspondance: files.correspondence,
    exigences: requirements.map(({ change, rem: id, catalogue }) => ({ ecart: change, rem: id, catalogue })),
    propositions: correspondence.lignes,
    remarques: rem.remarks.map(({ level, code, where, text }) => ({ niveau: level, code, ou: where, texte: text })),
  };
}

const levels: Readonly<Record<RemarkLevel, string>> = {
  perdu: 'NON IMPORTÉ',
  a_verifier: 'à vérifier',
  information: 'information',
};
const ranks: Readonly<Record<RemarkLevel, number>> = { perdu: 0, a_verifier: 1, information: 2 };
const changes = {
  identique: 'identiques',
  reformulee: 'reformulées',
  nouvelle: 'nouvelles',
  disparue: 'disparues',
} as const;
const matchedBy = {
  meme_identifiant: 'même identifiant',
  identifiant_sans_prefixe: 'identifiant moins son préfixe',
  libelle: 'libellé le plus proche',
} as const;
const shownRemarks = 200;

function textOf(report: ImportReport): string {
  const { rem, digest, files, requirements } = report;
  const scenarios = rem.requirements.reduce((sum, requirement) => sum + requirement.scenarios.length, 0);
  return [
    `Feuilles lues : ${rem.sheets.join(', ')} ; ${rem.requirements.length} exigences, ${scenarios} scénarios.`,
    ...remarks(rem),
    '',
    `Face au catalogue : ${counts(requirements)}`,
    ...named(requirements, 'nouvelle'),
    ...named(requirements, 'disparue'),
    '',
    ...matches(report),
    '',
    `Référentiel     ${files.referential} (SHA-256 ${digest})`,
    `Correspondance  ${files.correspondence}`,
    '→ Relisez les propositions, puis confirmez-les : probant rem confirm <correspondance> --personne "Prénom Nom, qualité"',
  ].join('\n');
}

function remarks({ remarks: all }: Rem): string[] {
  const sorted = all.toSorted((a, b) => ranks[a.level] - ranks[b.level]);
  const lines = sorted.slice(0, shownRemarks).map(({ level, where, text }) => `  ${levels[level]}  ${where} : ${text}`);
  const more = sorted.length - shownRemarks;
  return more > 0 ? [...lines, `  … et ${more} autres remarques (--json les donne toutes)`] : lines;
}

function counts(requirements: readonly ComparedRequirement[]): string {
  return (Object.keys(changes) as Array<keyof typeof changes>)
    .map((change) => `${requirements.filter((one) => one.change === change).length} ${changes[change]}`)
    .join(', ');
}

function named(requirements: readonly ComparedRequirement[], change: 'nouvelle' | 'disparue'): string[] {
  const ids = requirements.filter((one) => one.change === change).map(({ rem, catalogue }) => rem ?? catalogue);
  return ids.length === 0 ? [] : [`  ${changes[change]} : ${ids.join(', ')}`];
}

function matches({ proposals, correspondence }: ImportReport): string[] {
  const by = (Object.keys(matchedBy) as Array<keyof typeof matchedBy>).map(
    (how) => `  ${matchedBy[how]} : ${proposals.filter(({ match }) => match?.by === how).length}`,
  );
  const none = proposals.filter(({ match }) => match === null).length;
  const doubts = proposals.flatMap(({ rem, match }) =>
    match?.doubt === undefined ? [] : [`  doute  ${rem} → ${match.catalogue} : ${match.doubt}`],
  );
  const kept = correspondence.lignes.filter(({ confirme }) => confirme !== null).length;
  return [
    `Scénarios reconnus, à confirmer :`,
    ...by,
    `  aucun : ${none} (ils resteront guidés)`,
    ...doubts,
    ...(kept === 0 ? [] : [`  déjà confirmés : ${kept}`]),
  ];
}

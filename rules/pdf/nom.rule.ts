import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { isDate } from '../cda/formats.ts';
import { unless } from '../findings.ts';
import { namedPdfs, nothing, type PdfPiece } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';

const parameters = z.object({
  nom: z.string().optional(),
  prenom: z.string().optional(),
  /** Day of the act, `AAAA-MM-JJ`. */
  date: z.string().optional(),
});

export const nom = defineRule({
  id: 'pdf.nom',
  version: '1',
  title: 'Le nom du PDF est <date de l’acte>_<type>_<NOM>_<prénom>_<numéro de dossier>.pdf',
  source:
    'ECO.2.1.6 (seconde main), MSS/va1.01 ; un exemple de l’ANS n’a pas de numéro de dossier : son absence est un avertissement',
  appliesTo: 'echanges',
  parameters,
  check(inputs, expected) {
    const { pieces, findings } = namedPdfs(inputs);
    if (pieces.length === 0 && findings.length === 0) return [nothing(inputs, 'aucun-pdf', 'un PDF joint')];
    return [...findings, ...pieces.flatMap((pdf) => judged(pdf, expected))];
  },
});

const form = 'AAAAMMJJ_type_NOM_prénom_dossier.pdf';

function judged(
  { name, at }: PdfPiece & { name: string },
  { nom, prenom, date }: z.infer<typeof parameters>,
): Finding[] {
  const details = { where: at('nom'), expected: form, got: name };
  const [day = '', type, family, given, record, ...more] = name.replace(/\.pdf$/i, '').split('_');
  const renamed = (what: string): string => `Composez le nom à partir de l’acte et du dossier : ${what} ; ${form}.`;
  if (!/\.pdf$/i.test(name) || !isDate(day) || !type || !family || !given || more.length > 0) {
    return unless(false, {
      ...details,
      code: 'forme',
      message: 'Le nom du fichier n’a pas la forme demandée.',
      remedy: renamed('cinq champs séparés par un « _ », lui-même absent des champs'),
    });
  }
  return [
    ...unless(nom === undefined || same(family, nom), {
      ...details,
      code: 'nom',
      expected: nom,
      message: 'Le fichier porte un autre nom.',
      remedy: renamed('le nom de naissance du patient du document'),
    }),
    ...unless(prenom === undefined || same(given, prenom), {
      ...details,
      code: 'prenom',
      expected: prenom,
      message: 'Le fichier porte un autre prénom.',
      remedy: renamed('le premier prénom de naissance du patient du document'),
    }),
    ...unless(date === undefined || day === date.replaceAll('-', ''), {
      ...details,
      code: 'date',
      expected: date,
      message: 'Le fichier porte une autre date d’acte.',
      remedy: renamed('la date de l’acte, non celle de l’envoi'),
    }),
    ...unless(Boolean(record), {
      ...details,
      code: 'dossier',
      severity: 'avertissement',
      message: 'Le nom du fichier ne porte pas de numéro de dossier.',
      remedy: renamed('le numéro du dossier en dernier champ'),
    }),
  ];
}

function same(a: string, b: string): boolean {
  return a.toUpperCase() === b.toUpperCase();
}

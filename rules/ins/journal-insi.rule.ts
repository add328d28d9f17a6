import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless, unlessEqual } from '../findings.ts';
import { dated, observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const line = z.object({
  date: z.string(),
  auteur: z.string(),
  operation: z.string(),
  codeRetour: z.string().nullable(),
  erreur: z.string().nullable(),
  matricule: z.string().nullable(),
  oid: z.string().nullable(),
  historique: z.array(z.string()),
  traits: z.string().nullable(),
});
const expectedCall = z.object({
  codeRetour: z.string().nullable(),
  matricule: z.string().optional(),
  oid: z.string().optional(),
  historique: z.array(z.string()).optional(),
  traits: z.array(z.string()).optional(),
  erreur: z.string().optional(),
});

export const journalInsi = defineRule({
  id: 'ins.journal-insi',
  version: '1',
  title: 'Le journal INSi garde tout ce que le téléservice a rendu',
  source:
    'INSI-12 ; INS/va1.35, règle 39 (code retour et, si 00, matricule, OID, historique, traits) ; INS/va1.49, règle 4',
  appliesTo: 'lecture',
  parameters: z.object({ auteur: z.string(), appel: expectedCall }),
  check(inputs, { auteur, appel }) {
    const { lignes } = observed(inputs, 'lecture', z.object({ lignes: z.array(line) }));
    const found = lignes.find(({ codeRetour }) => codeRetour === appel.codeRetour);
    if (found === undefined) {
      return [
        discrepancy({
          code: 'appel-non-trace',
          where: 'lignes.codeRetour',
          expected: appel.codeRetour ?? 'erreur',
          got: lignes.map(({ codeRetour }) => codeRetour),
          message: 'L’appel INSi et son code retour ne figurent pas au journal.',
          remedy:
            'Écrivez une ligne à chaque appel d’INSi, même sans réponse exploitable, avec le code retour rendu (00, 01, 02) ou l’erreur.',
        }),
      ];
    }
    return [
      ...unless(dated.test(found.date), {
        code: 'date-heure',
        where: 'lignes.date',
        expected: 'date et heure',
        got: found.date,
        message: 'La date et l’heure de l’appel ne sont pas montrées.',
        remedy: 'Montrez la date et l’heure de l’appel, à la minute au moins.',
      }),
      ...unlessEqual({
        code: 'auteur',
        where: 'lignes.auteur',
        expected: auteur,
        got: found.auteur,
        message: 'L’utilisateur qui a appelé INSi n’est pas tracé.',
        remedy: 'Gardez avec l’appel le nom de la personne connectée qui l’a lancé.',
      }),
      ...sameAnswer(found, appel),
    ];
  },
});

function sameAnswer(found: z.infer<typeof line>, appel: z.infer<typeof expectedCall>): Finding[] {
  const missingTraits = (appel.traits ?? []).filter((trait) => !(found.traits ?? '').includes(trait));
  return [
    ...sameField('matricule', found.matricule, appel.matricule),
    ...sameField('oid', found.oid, appel.oid),
    ...sameField(
      'historique',
      [...found.historique].sort(),
      appel.historique === undefined ? undefined : [...appel.historique].sort(),
    ),
    ...unless(missingTraits.length === 0, {
      code: 'traits',
      where: 'lignes.traits',
      expected: appel.traits,
      got: found.traits,
      message: 'Les traits rendus par INSi ne sont pas au journal.',
      remedy:
        'Gardez les traits tels qu’INSi les a rendus (nom, liste des prénoms, sexe, date, lieu), avec le code 00.',
    }),
    ...unless(appel.erreur === undefined || (found.erreur ?? '').includes(appel.erreur), {
      code: 'erreur',
      where: 'lignes.erreur',
      expected: appel.erreur,
      got: found.erreur,
      message: 'L’erreur d’INSi n’est pas au journal.',
      remedy: 'Gardez le texte de l’erreur du téléservice (soap:Reason/Text) dans la ligne du journal.',
    }),
  ];
}

function sameField(name: string, got: unknown, expected: unknown): Finding[] {
  if (expected === undefined) return [];
  return unlessEqual({
    code: name,
    where: `lignes.${name}`,
    expected,
    got,
    message: `Le champ ${name} rendu par INSi n’est pas au journal.`,
    remedy: `Gardez ${name} tel qu’INSi l’a rendu, sans le recalculer ni le tronquer, dans la ligne du journal (règle 39).`,
  });
}

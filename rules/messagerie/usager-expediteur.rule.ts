import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { shows } from './shown.ts';

const schema = z.object({
  usagerNom: z.string().nullable(),
  usagerPrenom: z.string().nullable(),
  usagerMatricule: z.string().nullable(),
});

const compact = (text: string): string => text.replaceAll(/[\s.-]/g, '');

export const usagerExpediteur = defineRule({
  id: 'messagerie.usager-expediteur',
  version: '1',
  title: 'Le message d’un usager montre son nom de naissance, son premier prénom et son matricule INS',
  source: 'SC.MSS/UX.31 (ECO.3.1.2)',
  appliesTo: 'lecture',
  parameters: z.object({
    nom: z.string(),
    prenom: z.string(),
    /** 15 characters. */
    matricule: z.string(),
  }),
  check(inputs, { nom, prenom, matricule }) {
    const shown = observed(inputs, 'lecture', schema);
    return [
      ...missing('usagerNom', nom, { got: shown.usagerNom, right: shows(shown.usagerNom ?? '', nom) }),
      ...missing('usagerPrenom', prenom, { got: shown.usagerPrenom, right: shows(shown.usagerPrenom ?? '', prenom) }),
      ...missing('usagerMatricule', matricule, {
        got: shown.usagerMatricule,
        right: compact(shown.usagerMatricule ?? '').includes(matricule),
      }),
    ];
  },
});

const names = {
  usagerNom: { what: 'nom', remedy: 'le nom de naissance du dossier dont l’INS qualifiée est celle de l’adresse' },
  usagerPrenom: { what: 'prenom', remedy: 'le premier prénom de naissance du même dossier' },
  usagerMatricule: { what: 'matricule', remedy: 'les 15 caractères qui précèdent @patient.mssante.fr dans From' },
} as const;

function missing(
  field: keyof typeof names,
  expected: string,
  { got, right }: { got: string | null; right: boolean },
): Finding[] {
  const { what, remedy } = names[field];
  return unless(right, {
    code: `${what}-non-montre`,
    where: field,
    expected,
    got,
    message: 'L’écran ne dit pas quel usager a écrit.',
    remedy: `Affichez ${remedy}, en plus de l’expéditeur du courriel.`,
  });
}

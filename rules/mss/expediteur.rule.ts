import { z } from 'zod';
import { addressesOf, type Finding } from '../../core/index.ts';
import { unless, unlessEqual } from '../findings.ts';
import { eachMail, headerOf, type Mail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';

const parameters = z.object({
  /** Kind of the mailbox. */
  bal: z.enum(['PER', 'ORG', 'APP']),
  adresse: z.string().optional(),
  nom: z.string().optional(),
  prenom: z.string().optional(),
  /** Functional entity of an ORG or APP mailbox. */
  entite: z.string().optional(),
});

export const expediteur = defineRule({
  id: 'mss.expediteur',
  version: '1',
  title: 'L’expéditeur a le libellé de sa boîte aux lettres',
  source:
    'ECO.2.2.7, MSS/va1.16 : PER « Titre_Prenom_NOM_Entité » (seuls nom et prénom obligatoires), ORG et APP l’entité fonctionnelle (texte ANS abîmé, complété de seconde main)',
  appliesTo: 'echanges',
  parameters,
  check: (inputs, expected) =>
    eachMail(inputs, (mail) => {
      const [from, ...others] = addressesOf(headerOf(mail, 'from') ?? '');
      const where = mail.at('From');
      const one = unless(from !== undefined && others.length === 0 && from.address.includes('@'), {
        code: 'expediteur',
        where,
        expected: 'une adresse et son libellé',
        got: headerOf(mail, 'from'),
        message: 'Le courriel n’a pas un expéditeur et un seul.',
        remedy: 'Écrivez dans From une adresse et une seule, précédée de son libellé.',
      });
      if (one.length > 0 || from === undefined) return one;
      return [...address(mail, from.address, expected), ...label(where, from.name, expected)];
    }),
});

function address(mail: Mail, got: string, { adresse }: z.infer<typeof parameters>): Finding[] {
  const expected = adresse ?? mail.envelope?.from;
  if (expected === undefined || expected === '') return [];
  return unlessEqual({
    code: 'adresse',
    where: mail.at('From'),
    expected: expected.toLowerCase(),
    got: got.toLowerCase(),
    message: 'L’adresse de l’expéditeur n’est pas celle de la boîte.',
    remedy: 'Mettez dans From l’adresse de la boîte authentifiée, celle de MAIL FROM.',
  });
}

function label(where: string, name: string, { bal, nom, prenom, entite }: z.infer<typeof parameters>): Finding[] {
  if (bal !== 'PER') {
    return unless(name !== '' && (entite === undefined ? !isPerson(name) : name === entite), {
      code: 'libelle',
      where,
      expected: entite ?? 'l’entité fonctionnelle',
      got: name,
      message: 'Le libellé n’est pas celui de l’entité.',
      remedy:
        'Écrivez comme libellé d’une boîte ORG ou APP le nom de l’entité fonctionnelle (le service, le cabinet, le laboratoire), non celui d’une personne.',
    });
  }
  const pieces = name.split('_');
  const surname = pieces.findIndex(
    (piece, i) => i > 0 && (nom === undefined ? isSurname(piece) : piece === nom.toUpperCase()),
  );
  const first = pieces[surname - 1] ?? '';
  return unless(surname > 0 && isFirstName(first) && (prenom === undefined || same(first, prenom)), {
    code: 'libelle',
    where,
    expected: `Titre_${prenom ?? 'Prenom'}_${(nom ?? 'NOM').toUpperCase()}_Entité`,
    got: name,
    message: 'Le libellé doit donner au moins le prénom et le nom.',
    remedy:
      'Écrivez comme libellé d’une boîte PER Titre_Prenom_NOM_Entité, séparés par des tirets bas : prénom et nom y sont obligatoires.',
  });
}

// `Titre_Prenom_NOM`: what the label of an entity is not.
function isPerson(name: string): boolean {
  return name.split('_').some((piece, i, all) => i > 0 && isSurname(piece) && isFirstName(all[i - 1] ?? ''));
}

// Civilities and titles of JDV_J245 and J246, as they are written in a label.
function isFirstName(piece: string): boolean {
  return piece !== '' && !/^(?:M|Mr|Mme|Mlle|Dr|Docteur|Pr|Professeur|Me|Interne|Etudiant)\.?$/i.test(piece);
}

function isSurname(piece: string): boolean {
  return piece !== '' && piece === piece.toUpperCase() && /\p{Lu}/u.test(piece);
}

// A mailbox's label has its accents or not.
function same(a: string, b: string): boolean {
  const bare = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase();
  return bare(a) === bare(b);
}

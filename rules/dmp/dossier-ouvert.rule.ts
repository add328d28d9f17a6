import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const shownSchema = z.object({
  statut: z.string(),
  etatDmp: z.string(),
  autorisation: z.string().nullable(),
  nouveautes: z.array(z.object({ type: z.string(), nombre: z.string() })),
  mention: z.string(),
});
type Shown = z.infer<typeof shownSchema>;

export const dossierOuvert = defineRule({
  id: 'dmp.dossier-ouvert',
  version: '1',
  title: 'Le dossier ouvert montre sans clic le statut de l’identité, l’état du DMP et ses nouveautés',
  source: 'DMP/UX.11, UX.12, UX.15 et UX.17 ; états et autorisations en toutes lettres : RG_0310 (faits DMP §4.1)',
  appliesTo: 'lecture',
  parameters: z.object({
    /** Words that the field holds, in any case. */
    statut: z.string().optional(),
    etat: z.string().optional(),
    autorisation: z.string().optional(),
    /** New documents of others, by a word of their type; absent: not looked at. An empty list: their absence is shown. */
    nouveautes: z.array(z.object({ type: z.string(), nombre: z.number() })).optional(),
  }),
  check(inputs, { statut, etat, autorisation, nouveautes }) {
    const shown = observed(inputs, 'lecture', shownSchema);
    return [
      ...says('statut', statut, shown.statut),
      ...says('etatDmp', etat, shown.etatDmp),
      ...says('autorisation', autorisation, shown.autorisation ?? ''),
      ...(nouveautes === undefined ? [] : novelties(nouveautes, shown)),
    ];
  },
});

function says(where: string, expected: string | undefined, got: string): Finding[] {
  return unless(expected === undefined || got.toLowerCase().includes(expected), {
    code: 'non-montre',
    where,
    expected,
    got,
    message: 'Le dossier ouvert ne montre pas cet état, ou en montre un autre.',
    remedy:
      'À l’ouverture du dossier, sans geste de l’utilisateur, montrez le statut de l’identité et, dès que TD0.2 a répondu, l’état du DMP (actif, fermé, inexistant) et l’autorisation (valide, absente…), en toutes lettres.',
  });
}

function novelties(
  expected: ReadonlyArray<{ type: string; nombre: number }>,
  { nouveautes, mention }: Shown,
): Finding[] {
  if (expected.length === 0) return nothingNew(nouveautes, mention);
  const counted = ({ type, nombre }: { type: string; nombre: number }): boolean =>
    nouveautes.some(
      (line) => plain(line.type).includes(plain(type)) && Number(/\d+/.exec(line.nombre)?.[0]) === nombre,
    );
  return unless(nouveautes.length === expected.length && expected.every(counted), {
    code: 'nouveautes-inattendues',
    where: 'nouveautes',
    expected: expected.map(({ type, nombre }) => `${type} : ${nombre}`),
    got: nouveautes.map(({ type, nombre }) => `${type} : ${nombre}`),
    message: 'Les documents nouveaux de tiers ne sont pas signalés par type et en nombre.',
    remedy:
      'Comparez les uniqueId que TD3.1 rend à ceux déjà vus, écartez les documents de la structure et les types que le réglage de la structure ou du service ne signale pas, et montrez le nombre de chaque type.',
  });
}

function nothingNew(shown: Shown['nouveautes'], mention: string): Finding[] {
  return unless(shown.length === 0 && /aucun|pas de|\b0\b/i.test(mention), {
    code: 'absence-non-montree',
    where: 'mention',
    expected: 'l’absence de nouveauté, en toutes lettres',
    got: [mention, ...shown.map(({ type }) => type)],
    message: 'Rien ne dit que le DMP n’a pas de document nouveau : on ne distingue pas l’absence d’un oubli.',
    remedy: 'Écrivez « Aucun document nouveau » quand la recherche n’en a trouvé aucun ; ne laissez pas la zone vide.',
  });
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();

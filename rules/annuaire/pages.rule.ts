import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type DirectoryCall, eachCall, readAnswer, toldBy } from './calls.ts';

export const pages = defineRule({
  id: 'annuaire.pages',
  version: '1',
  title: 'Les pages suivantes sont demandées telles que la réponse les donne, jusqu’à la dernière',
  source:
    'ANN-02 ; faits Annuaire §4.2 (link[next] opaque, à suivre tel quel, documenté) ; se fier à total ou à entry.search ne se voit sur le fil que par une page oubliée',
  appliesTo: 'echanges',
  /** `libre`: the user looks at the first page only; what is asked must still be as given. */
  parameters: z.object({ jusqua: z.enum(['fin', 'libre']).default('fin') }),
  check: (inputs, { jusqua }) =>
    eachCall(inputs, (call, calls) => [
      ...(call.resource === '_page' ? given(call, calls) : []),
      ...(jusqua === 'fin' ? followed(call, calls) : []),
    ]),
});

function given(call: DirectoryCall, calls: readonly DirectoryCall[]): Finding[] {
  return unless((toldBy(calls).pages.get(call.address) ?? Number.POSITIVE_INFINITY) < call.n, {
    code: 'page-inventee',
    where: call.where('adresse'),
    expected: lastOffered(call, calls) ?? 'une adresse qu’une réponse a donnée',
    got: call.address,
    message: 'Cette page n’est pas une de celles qu’une réponse a données.',
    remedy:
      'Prenez dans le Bundle l’url du link de relation next et appelez-la telle quelle (seul l’en-tête de la clé s’ajoute) ; ne la bâtissez ni d’un numéro de page ni d’un décalage, et ne changez pas son encodage.',
  });
}

function lastOffered({ n: rank }: DirectoryCall, calls: readonly DirectoryCall[]): string | undefined {
  const last = calls.findLast((before) => before.n < rank && readAnswer(before).next !== undefined);
  return last === undefined ? undefined : readAnswer(last).next;
}

function followed(call: DirectoryCall, calls: readonly DirectoryCall[]): Finding[] {
  const { next } = readAnswer(call);
  if (next === undefined) return [];
  return unless((toldBy(calls).addresses.get(next) ?? 0) > call.n, {
    code: 'page-oubliee',
    where: call.where('link[next]'),
    expected: next,
    got: null,
    message: 'La réponse a une page suivante, qui n’est pas demandée.',
    remedy:
      'Bouclez tant que le Bundle a un link de relation next (il vient après entry) ; n’arrêtez la boucle ni sur total, ni sur le nombre d’entrées, ni sur une page vide.',
  });
}

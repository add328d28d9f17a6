import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type DirectoryCall, eachCall, isSearch, toldBy } from './calls.ts';

/** Parameters that take the technical id of a resource. */
const references = ['practitioner', 'organization', 'partof'];
/** Technical ids (facts, Annuaire §4.4): `003-…`, `005-…`, `001-…`. */
const technical = /^(?:[A-Za-z]+\/)?00\d-\d[\w-]*$/;

export const identifiants = defineRule({
  id: 'annuaire.identifiants',
  version: '1',
  title: 'Les professionnels et les structures se gardent par RPPS et FINESS, pas par identifiant technique',
  source:
    'ANN-05 ; faits Annuaire §4.4 ; un identifiant technique qu’aucune réponse n’a donné pendant le scénario a été gardé d’avant (déduit)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) => eachCall(inputs, (call, calls) => [...keptIds(call, calls), ...businessIds(call)]),
});

function keptIds(call: DirectoryCall, calls: readonly DirectoryCall[]): Finding[] {
  const asked = technicalIds(call);
  if (asked.length === 0) return [];
  const { ids } = toldBy(calls);
  return asked.flatMap(({ name, id }) =>
    unless((ids.get(id.split('/').at(-1) ?? '') ?? Number.POSITIVE_INFINITY) < call.n, {
      code: 'identifiant-technique',
      where: call.where(name),
      expected: 'identifier=<RPPS ou FINESS>',
      got: id,
      message: 'Le produit garde un identifiant technique, qui peut changer.',
      remedy:
        'Gardez en base le RPPS ou le FINESS, et non l’id de la ressource (003-…, 005-…, 001-…) ; retrouvez la ressource par identifier=<valeur>, puis suivez les références de la réponse reçue.',
    }),
  );
}

function technicalIds(call: DirectoryCall): Array<{ name: string; id: string }> {
  const read = technical.test(call.rest.split('/')[0] ?? '')
    ? [{ name: 'adresse', id: call.rest.split('/')[0] ?? '' }]
    : [];
  const asked = call.parameters
    .filter(([name]) => name === '_id' || references.includes(name.split(':')[0] ?? ''))
    .flatMap(([name, value]) => value.split(',').map((id) => ({ name, id })))
    .filter(({ id }) => technical.test(id));
  return [...read, ...asked];
}

function businessIds(call: DirectoryCall): Finding[] {
  if (!isSearch(call)) return [];
  return call.parameters
    .filter(([name]) => name === 'identifier')
    .flatMap(([, value]) => value.split(','))
    .flatMap((value) =>
      unless(/^(?:[^|]*\|)?[\w./-]+$/.test(value) && !technical.test(value), {
        code: 'identifiant-metier',
        where: call.where('identifier'),
        expected: 'RPPS, FINESS, ou système|valeur',
        got: value,
        message: 'identifier ne porte pas un identifiant métier, seul ou précédé de son système et de |.',
        remedy:
          'Écrivez identifier=10001234567, ou identifier=https://rpps.esante.gouv.fr|10001234567 (le | encodé %7C) ; séparez plusieurs valeurs par des virgules, sans espace ni guillemet.',
      }),
    );
}

import { z } from 'zod';
import { unless } from '../findings.ts';
import { headerOf } from '../http-calls.ts';
import { defineRule } from '../rule.ts';
import { eachCall } from './calls.ts';

/** Length above which gateways begin to refuse an address; nothing is documented for this one. */
const longAddress = 2_000;

export const requetes = defineRule({
  id: 'annuaire.requetes',
  version: '1',
  title: 'L’API n’est que lue : GET, ou POST _search pour les longues recherches',
  source:
    'ANN-07 ; faits Annuaire §4.1 (GET et POST <Type>/_search seulement, documenté) ; 2 000 caractères : seuil déduit',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachCall(inputs, (call) => {
      const posted = call.method === 'POST' && call.rest === '_search';
      return [
        ...unless(call.method === 'GET' || posted, {
          code: 'methode',
          where: call.where('méthode'),
          expected: 'GET, ou POST <Type>/_search',
          got: `${call.method} ${call.path}`,
          message: 'L’API ne s’écrit pas : elle n’a que des lectures et des recherches.',
        }),
        ...unless(!posted || /^application\/x-www-form-urlencoded\b/i.test(headerOf(call, 'content-type') ?? ''), {
          code: 'corps-de-recherche',
          where: call.where('Content-Type'),
          expected: 'application/x-www-form-urlencoded',
          got: headerOf(call, 'content-type'),
          message: 'Une recherche par POST met ses critères dans un corps de formulaire.',
        }),
        ...unless(call.method !== 'GET' || call.address.length <= longAddress || call.resource === '_page', {
          code: 'adresse-trop-longue',
          where: call.where('adresse'),
          expected: `${longAddress} caractères au plus`,
          got: String(call.address.length),
          message: 'L’adresse est trop longue pour être sûre d’arriver : envoyez cette recherche par POST _search.',
          severity: 'avertissement',
        }),
      ];
    }),
});

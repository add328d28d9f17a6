import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { headerOf, jsonValue } from '../http-calls.ts';
import { defineRule } from '../rule.ts';
import { type DirectoryCall, eachCall } from './calls.ts';

/** Length above which gateways begin to refuse an address; nothing is documented for this one. */
const longAddress = 2_000;

export const requetes = defineRule({
  id: 'annuaire.requetes',
  version: '2',
  title: 'L’API n’est que lue, et ses recherches sont de celles qu’elle admet',
  source:
    'ANN-07 ; faits Annuaire §4.1 (GET et POST <Type>/_search seulement, documenté) ; mises à jour par _lastUpdated de 30 jours au plus et textes des refus de paramètres : §4.2, documenté ; 2 000 caractères et un jour de marge : seuils déduits',
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
          remedy:
            'Remplacez cet appel par un GET, ou par POST <Type>/_search ; une fiche fausse se corrige auprès de l’autorité d’enregistrement, pas par l’API.',
        }),
        ...unless(!posted || /^application\/x-www-form-urlencoded\b/i.test(headerOf(call, 'content-type') ?? ''), {
          code: 'corps-de-recherche',
          where: call.where('Content-Type'),
          expected: 'application/x-www-form-urlencoded',
          got: headerOf(call, 'content-type'),
          message: 'La recherche par POST n’a pas un corps de formulaire.',
          remedy:
            'Envoyez les critères de la recherche en nom=valeur dans le corps, avec Content-Type: application/x-www-form-urlencoded, et non en JSON.',
        }),
        ...unless(call.method !== 'GET' || call.address.length <= longAddress || call.resource === '_page', {
          code: 'adresse-trop-longue',
          where: call.where('adresse'),
          expected: `${longAddress} caractères au plus`,
          got: String(call.address.length),
          message: 'L’adresse est trop longue pour être sûre d’arriver.',
          remedy:
            'Au-delà de quelques dizaines d’identifiants, envoyez la même recherche par POST <Type>/_search, ses critères dans le corps.',
          severity: 'avertissement',
        }),
        ...tooOld(call),
        ...refusedParameter(call),
      ];
    }),
});

const day = 86_400_000;
/** Days that an update may go back: what was deleted before them is no longer told (facts, Annuaire §4.2). */
const longestDelta = 30;

function tooOld(call: DirectoryCall): Finding[] {
  return call.parameters
    .filter(([name]) => name === '_lastUpdated')
    .flatMap(([, value]) => {
      const [, since = ''] = /^(?:ge|gt)(.+)$/.exec(value) ?? [];
      // A date without an hour begins in a zone that nothing tells.
      return unless(!(call.at - Date.parse(since) > (longestDelta + 1) * day), {
        code: 'mise-a-jour-trop-ancienne',
        where: call.where('_lastUpdated'),
        expected: `${longestDelta} jours avant l’appel au plus`,
        got: value,
        message: 'La mise à jour remonte plus loin que ce que l’API garde : des suppressions y manquent.',
        remedy:
          'Demandez les mises à jour au moins tous les 30 jours ; après une plus longue interruption, rechargez tout l’annuaire au lieu d’appeler par _lastUpdated.',
      });
    });
}

const outcomeSchema = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z.array(z.object({ diagnostics: z.string().default('') })),
});

/** What the API says of a search whose parameters it does not admit (facts, Annuaire §4.2). */
const refusal = /^(?:Parameter .+ not found for resource|Bad value for the|The _count parameter must)/;

function refusedParameter(call: DirectoryCall): Finding[] {
  if (call.status < 400) return [];
  const read = outcomeSchema.safeParse(jsonValue(call.answer));
  const told = read.success ? read.data.issue.find(({ diagnostics }) => refusal.test(diagnostics)) : undefined;
  return unless(told === undefined, {
    code: 'parametre-refuse',
    where: call.where('paramètres'),
    expected: 'des paramètres que la ressource admet',
    got: told?.diagnostics,
    message: 'L’API a refusé la recherche pour un de ses paramètres.',
    remedy:
      'Prenez les paramètres, modificateurs et _include que le CapabilityStatement (GET metadata) donne pour cette ressource, et un entier de 5 000 au plus pour _count.',
  });
}

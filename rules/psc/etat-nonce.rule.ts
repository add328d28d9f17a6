import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type AuthorizationRequest, authorizationRequests, callsOf, nothingSeen } from './calls.ts';

export const etatNonce = defineRule({
  id: 'psc.etat-nonce',
  version: '1',
  title: 'Chaque demande a un state et un nonce, neufs et imprévisibles',
  source:
    'PSC-02 ; faits PSC §3.2 (state obligatoire, documenté) ; OpenID Connect Core §3.1.2.1 et §15.5.2 ; 16 caractères, 8 différents : seuils déduits de 128 bits (RFC 6749 §10.10)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const requests = authorizationRequests(callsOf(inputs));
    if (requests.length === 0) return nothingSeen('une demande d’autorisation');
    const before = { state: new Set<string>(), nonce: new Set<string>() };
    return requests.flatMap((request) =>
      (['state', 'nonce'] as const).flatMap((name) => {
        const findings = valueFindings(request, name, before[name]);
        before[name].add(request.parameters.get(name) ?? '');
        return findings;
      }),
    );
  },
});

const remedies = {
  state:
    'Tirez 16 octets au sort à chaque connexion, mettez-les dans state, gardez-les dans la session du serveur, et n’échangez le code que si le retour porte la même valeur.',
  nonce:
    'Tirez 16 octets au sort à chaque connexion, mettez-les dans nonce, gardez-les dans la session du serveur, et refusez un id_token dont la revendication nonce diffère.',
} as const;

function valueFindings(
  { call, parameters }: AuthorizationRequest,
  name: 'state' | 'nonce',
  before: ReadonlySet<string>,
): Finding[] {
  const value = parameters.get(name) ?? '';
  const where = call.where(name);
  if (value === '') {
    return [
      discrepancy({
        code: `${name}-absent`,
        where,
        expected: 'une valeur tirée au sort',
        got: null,
        message: `La demande d’autorisation n’a pas de ${name}.`,
        remedy: remedies[name],
      }),
    ];
  }
  return [
    ...unless(value.length >= 16 && new Set(value).size >= 8, {
      code: `${name}-devinable`,
      where,
      expected: '128 bits tirés au sort',
      got: value,
      message: `Le ${name} est trop court ou trop régulier pour être imprévisible.`,
      remedy: `Tirez 16 octets d’un générateur cryptographique, écrits en base64url, pour faire le ${name} ; n’employez ni compteur, ni horodatage, ni empreinte de la session.`,
    }),
    ...unless(!before.has(value), {
      code: `${name}-repris`,
      where,
      expected: 'une valeur neuve',
      got: value,
      message: `Le ${name} a déjà servi à une demande précédente.`,
      remedy: `Tirez le ${name} au moment de bâtir chaque demande, et effacez-le au retour ; n’en faites pas une constante de configuration ni de la session.`,
    }),
    ...unless(name === 'state' || value !== parameters.get('state'), {
      code: 'nonce-egal-au-state',
      where,
      expected: 'un nonce différent du state',
      got: value,
      message: 'Le nonce est le state, que l’adresse de retour montre.',
      remedy:
        'Tirez deux valeurs, une pour state et une pour nonce, et gardez-les toutes deux dans la session du serveur.',
      severity: 'avertissement',
    }),
  ];
}

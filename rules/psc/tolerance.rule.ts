import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import {
  answered,
  callsOf,
  claimsOf,
  type GivenTokens,
  givenTokens,
  identityReads,
  notShown,
  type PscCall,
} from './calls.ts';

const variants = {
  eidas1: 'un jeton d’identité dont acr vaut eidas1',
  eidas2: 'un jeton d’identité dont acr vaut eidas2 (carte)',
  userinfo_jwt: 'un userinfo signé (application/jwt)',
  exercices: 'un userinfo de plusieurs exercices ou activités',
  valeurs_vides: 'un userinfo aux valeurs vides',
  hors_rpps: 'un userinfo sans SubjectRefPro',
} as const;
type Variant = keyof typeof variants;

export const tolerance = defineRule({
  id: 'psc.tolerance',
  version: '1',
  title: 'La connexion aboutit quelle que soit la forme que PSC donne à ses réponses',
  source:
    'PSC-06 ; faits PSC §3.2 (acr eidas2 avec carte depuis 2026, observé ; userinfo JSON ou JWT, documenté) et §3.4 ; sur le fil, « aboutir » est : userinfo lu, puis ni nouvelle demande ni déconnexion (déduit)',
  appliesTo: 'echanges',
  /** Which answer the bench prepared. */
  parameters: z.object({ variante: z.enum(Object.keys(variants) as [Variant, ...Variant[]]) }),
  check(inputs, { variante }) {
    const calls = callsOf(inputs);
    const shown = givenTokens(calls).find((tokens) => isShown(variante, tokens, identityReads(calls, tokens)[0]));
    return shown === undefined ? notShown(variants[variante]) : completion(variante, shown, calls);
  },
});

function isShown(variant: Variant, tokens: GivenTokens, userinfo: PscCall | undefined): boolean {
  if (variant === 'eidas1' || variant === 'eidas2') return claimsOf(tokens.id).claims['acr'] === variant;
  if (userinfo === undefined) return false;
  const json = answered(userinfo);
  if (variant === 'userinfo_jwt') return claimsOf(userinfo.answer).claims['sub'] !== undefined;
  const claims = Object.keys(json).length > 0 ? json : claimsOf(userinfo.answer).claims;
  if (variant === 'hors_rpps') return claims['sub'] !== undefined && claims['SubjectRefPro'] === undefined;
  return variant === 'exercices' ? activitiesOf(claims) > 1 : JSON.stringify(claims).includes(':""');
}

const professionalSchema = z.object({ exercices: z.array(z.object({ activities: z.array(z.unknown()).default([]) })) });

function activitiesOf(claims: Record<string, unknown>): number {
  const read = professionalSchema.safeParse(claims['SubjectRefPro']);
  return read.success
    ? read.data.exercices.reduce((sum, { activities }) => sum + Math.max(1, activities.length), 0)
    : 0;
}

function completion(variant: Variant, tokens: GivenTokens, calls: readonly PscCall[]): Finding[] {
  const userinfo = identityReads(calls, tokens)[0];
  const gaveUp = calls.find(
    ({ n, endpoint }) => n > (userinfo ?? tokens.call).n && ['autorisation', 'ciba', 'deconnexion'].includes(endpoint),
  );
  return [
    ...unless(userinfo !== undefined, {
      code: 'userinfo-non-lu',
      where: 'userinfo',
      expected: 'l’identité lue après les jetons',
      got: null,
      message: `Le produit s’arrête devant ${variants[variant]} : acceptez cette forme.`,
    }),
    ...unless(gaveUp === undefined, {
      code: 'connexion-abandonnee',
      where: gaveUp?.where('appel') ?? 'echanges',
      expected: 'la connexion aboutit',
      got: gaveUp?.endpoint,
      message: `Le produit recommence ou se déconnecte après ${variants[variant]} : acceptez cette forme.`,
    }),
  ];
}

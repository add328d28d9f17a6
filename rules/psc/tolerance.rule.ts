import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import {
  answered,
  callsOf,
  claimsOf,
  firstReads,
  type GivenTokens,
  givenTokens,
  notShown,
  type PscCall,
} from './calls.ts';

const level =
  'Acceptez acr eidas1 comme eidas2 dans l’id_token (la carte donne eidas2), et ne comparez pas acr à la valeur demandée.';

/** A form that PSC gives to its answers, and what a product does to take it. */
const variants = {
  eidas1: { label: 'un jeton d’identité dont acr vaut eidas1', remedy: level },
  eidas2: { label: 'un jeton d’identité dont acr vaut eidas2 (carte)', remedy: level },
  userinfo_jwt: {
    label: 'un userinfo signé (application/jwt)',
    remedy:
      'Lisez le Content-Type de l’userinfo : pour application/jwt, vérifiez la signature par jwks_uri puis lisez les revendications du jeton ; pour application/json, lisez le corps.',
  },
  exercices: {
    label: 'un userinfo de plusieurs exercices ou activités',
    remedy:
      'Lisez exercices et activities comme des listes de toute longueur, et faites choisir l’utilisateur quand il y a plusieurs activités.',
  },
  valeurs_vides: {
    label: 'un userinfo aux valeurs vides',
    remedy:
      'Traitez une revendication vide ("") comme absente : n’exigez ni SubjectOrganizationID, ni FINESS, ni SIRET, ni adresse pour ouvrir la session.',
  },
  hors_rpps: {
    label: 'un userinfo sans SubjectRefPro',
    remedy:
      'Admettez un userinfo réduit à sub, SubjectNameID, nom et prénom (personnel hors RPPS) : ouvrez la session sans activité, avec les droits que le produit donne à ce compte.',
  },
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
    const reads = firstReads(calls);
    const shown = givenTokens(calls).find((tokens) => isShown(variante, tokens, reads.get(tokens.access)));
    return shown === undefined ? notShown(variants[variante].label) : completion(variante, shown, calls);
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
  const userinfo = firstReads(calls).get(tokens.access);
  const gaveUp = calls.find(
    ({ n, endpoint }) => n > (userinfo ?? tokens.call).n && ['autorisation', 'ciba', 'deconnexion'].includes(endpoint),
  );
  return [
    ...unless(userinfo !== undefined, {
      code: 'userinfo-non-lu',
      where: 'userinfo',
      expected: 'l’identité lue après les jetons',
      got: null,
      message: `Le produit s’arrête devant ${variants[variant].label}.`,
      remedy: variants[variant].remedy,
    }),
    ...unless(gaveUp === undefined, {
      code: 'connexion-abandonnee',
      where: gaveUp?.where('appel') ?? 'echanges',
      expected: 'la connexion aboutit',
      got: gaveUp?.endpoint,
      message: `Le produit recommence ou se déconnecte après ${variants[variant].label}.`,
      remedy: variants[variant].remedy,
    }),
  ];
}

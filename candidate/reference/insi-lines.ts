import type { DefectSet } from './defects.ts';
import type { InsiCriteria } from './insi-envelope.ts';
import type { InsiTraits } from './insi-response.ts';
import type { InsiAttempt } from './insi-search.ts';
import type { User } from './model.ts';
import type { InsiLine } from './store.ts';

/** Journal lines of a series of calls, one a request (INS/va1.35). */
export function journalLines(attempts: InsiAttempt[], user: User, planted: DefectSet): InsiLine[] {
  const kept = planted.has('journal-insi-dernier-seul') ? attempts.slice(-1) : attempts;
  return kept.map((attempt) => lineOf(attempt, user));
}

function lineOf({ at, criteria, outcome }: InsiAttempt, user: User): InsiLine {
  const base: InsiLine = {
    at,
    auteur: user.nom,
    operation: 'Recherche par traits',
    criteres: criteriaText(criteria),
    codeRetour: null,
    erreur: null,
    matricule: null,
    oid: null,
    historique: [],
    traits: null,
  };
  if (outcome.kind === 'code') return { ...base, codeRetour: outcome.code };
  if (outcome.kind === 'faute') return { ...base, erreur: `${outcome.texte} (${outcome.code})` };
  if (outcome.kind === 'panne') return { ...base, erreur: outcome.texte };
  const { actif, historique, traits } = outcome.identity;
  const found = { matricule: actif.numero + actif.cle, oid: actif.oid, historique, traits: traitsText(traits) };
  return { ...base, ...found, codeRetour: '00' };
}

function criteriaText(criteria: InsiCriteria): string {
  const { nomNaissance, prenom, sexe, dateNaissance, lieuNaissance } = criteria;
  return [nomNaissance, prenom, sexe, dateNaissance, lieuNaissance].filter(Boolean).join(' · ');
}

function traitsText(traits: InsiTraits): string {
  const { nomNaissance, prenoms, sexe, dateNaissance, lieuNaissance } = traits;
  return [nomNaissance, prenoms, sexe, dateNaissance, lieuNaissance].map((value) => value || '(vide)').join(' · ');
}

import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { callsOf, type DirectoryCall, eachCall } from './calls.ts';

/** Calls that an application may make in a second (facts, Annuaire §4.1). */
const quota = 17;

export const erreurs = defineRule({
  id: 'annuaire.erreurs',
  version: '1',
  title: 'Le débit reste sous 17 appels par seconde, et une erreur n’est pas redemandée en boucle',
  source:
    'ANN-03 ; faits Annuaire §4.1 (17 appels par seconde, documenté) et §4.2 ; les corps de 401, 403 et 429 ne sont pas publics ; attente après 429 et nombre d’essais : déduits ; le délai de 30 s ne se voit pas sur le fil',
  appliesTo: 'echanges',
  /** Times that a refused call may be made again as it was. */
  parameters: z.object({ essais: z.number().int().min(0).default(1) }),
  check(inputs, { essais }) {
    const calls = callsOf(inputs);
    return [
      ...rate(calls),
      ...eachCall(inputs, (call) => hurried(call, calls)),
      ...[...Map.groupBy(calls, sameness).values()].flatMap((same) => again(same, essais)),
    ];
  },
});

function rate(calls: readonly DirectoryCall[]): Finding[] {
  const sorted = calls.toSorted((a, b) => a.at - b.at);
  const first = sorted.find((call, i) => {
    const last = sorted[i + quota];
    return last !== undefined && last.at - call.at < 1000;
  });
  return unless(first === undefined, {
    code: 'debit',
    where: first?.where('heure') ?? 'echanges',
    expected: `${quota} appels par seconde au plus`,
    got: `plus de ${quota} dans la seconde`,
    message: 'L’application dépasse son débit, que la passerelle refusera.',
    remedy:
      'Limitez à 17 appels par seconde pour toute l’application (file d’attente commune à tous les postes), groupez les identifiants d’une recherche par des virgules, et demandez de plus grandes pages (_count).',
  });
}

/** What mends a call that is refused in that way. */
const remedies: Readonly<Record<number, string>> = {
  400: 'Ne redemandez pas cet appel : montrez ou tracez issue[0].diagnostics de l’OperationOutcome, qui nomme le paramètre à corriger.',
  401: 'Ne redemandez pas cet appel : dites à l’administrateur que la clé du produit est absente ou inconnue, et faites-la régler.',
  403: 'Ne redemandez pas cet appel : dites à l’administrateur que la clé n’a pas ce droit (suspendue, ou méthode refusée).',
  404: 'Ne redemandez pas cette fiche : dites qu’elle n’existe pas, et cherchez-la de nouveau par identifier.',
  410: 'Ne redemandez pas cette adresse : la fiche est supprimée, ou la page expirée ; refaites la recherche depuis sa première page.',
};

/** Told once, of the first of the calls that are the same. */
function again(same: readonly DirectoryCall[], allowed: number): Finding[] {
  const [call] = same;
  if (call === undefined || call.status < 400 || call.status === 429 || call.status >= 500) return [];
  return unless(same.length <= allowed + 1, {
    code: 'erreur-redemandee',
    where: call.where('adresse'),
    expected: `${allowed} nouvel essai au plus`,
    got: `${same.length - 1} nouveaux essais`,
    message: `L’API refuse cet appel (${call.status}) et le refusera encore.`,
    remedy:
      remedies[call.status] ??
      'Ne redemandez pas un appel refusé : montrez à l’utilisateur issue[0].diagnostics de l’OperationOutcome, et corrigez la demande.',
  });
}

function sameness({ method, address, status, parameters }: DirectoryCall): string {
  return JSON.stringify([method, address, status, parameters]);
}

function hurried(call: DirectoryCall, calls: readonly DirectoryCall[]): Finding[] {
  if (call.status !== 429) return [];
  const next = calls.find(({ n }) => n > call.n);
  return unless(next === undefined || next.at - call.at >= 1000, {
    code: 'sans-attendre',
    where: next?.where('heure') ?? '',
    expected: '1 s d’attente au moins',
    got: `${(next?.at ?? 0) - call.at} ms`,
    message: 'La passerelle vient de refuser un appel de trop (429), et le suivant part aussitôt.',
    remedy:
      'Après un 429, suspendez tous les appels de l’application au moins une seconde (ou le délai de Retry-After s’il est donné), puis reprenez.',
    severity: 'avertissement',
  });
}

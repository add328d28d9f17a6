import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { dated, observed, ownExchanges } from '../observed.ts';
import { nothing } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { shows } from './shown.ts';
import { traceSchema } from './trace-line.ts';

type Trace = z.infer<typeof traceSchema>;

export const traceComplete = defineRule({
  id: 'messagerie.trace-complete',
  version: '1',
  title: 'La trace d’un envoi porte l’auteur, l’heure, l’action, la demande et la réponse du serveur',
  source:
    'ECO.4.1.2, SC.MSS/CONF.18 : auteur authentifié, horodatage local, type d’action, demande au serveur, réponse, échec compris. La réponse est rapprochée de celle que le serveur a faite, par son code (déduit)',
  appliesTo: 'echanges',
  parameters: z.object({ auteur: z.string(), partenaire: z.string() }),
  check(inputs, { auteur, partenaire }) {
    const codes = ownExchanges(inputs).flatMap(({ response }) => (response === undefined ? [] : [response.status]));
    const code = codes.at(-1);
    if (code === undefined) return [nothing(inputs, 'aucun-echange', 'un envoi, et la réponse du serveur')];
    const { lignes } = observed(inputs, 'lecture', z.object({ lignes: z.array(traceSchema) }));
    // The latest of that recipient, whichever way the list goes.
    const about = lignes.filter(({ action, demande }) => shows(`${action} ${demande}`, partenaire));
    const answered = about.find(({ reponse }) => new RegExp(`(?<!\\d)${code}(?!\\d)`).test(reponse));
    return [
      ...unless(about.length > 0, {
        code: 'demande-non-tracee',
        where: 'lignes.demande',
        expected: partenaire,
        got: lignes.map(({ demande }) => demande),
        message: 'Aucune trace ne dit ce qui a été demandé au serveur pour cet envoi.',
        remedy: 'Gardez dans la trace la demande : l’action, la boîte, les destinataires, l’objet ; jamais le contenu.',
      }),
      ...unless(about.length === 0 || answered !== undefined, {
        code: 'reponse-non-tracee',
        where: 'lignes.reponse',
        expected: code,
        got: about.map(({ reponse }) => reponse),
        message: 'La trace ne dit pas ce que le serveur a répondu.',
        remedy: 'Gardez dans la trace la réponse du serveur, code compris, qu’il ait accepté ou refusé.',
      }),
      ...about.slice(0, 1).flatMap((line) => signed(answered ?? line, auteur)),
    ];
  },
});

function signed(line: Trace, auteur: string): Finding[] {
  return [
    ...unless(dated.test(line.date), {
      code: 'trace-non-datee',
      where: 'lignes.date',
      expected: 'une date et une heure',
      got: line.date,
      message: 'La trace n’a pas de date et d’heure.',
      remedy: 'Horodatez chaque trace à l’heure du poste : date, heure, minutes.',
    }),
    ...unless(line.auteur.includes(auteur), {
      code: 'trace-non-signee',
      where: 'lignes.auteur',
      expected: auteur,
      got: line.auteur,
      message: 'La trace ne dit pas qui a agi.',
      remedy: 'Ajoutez à chaque trace l’utilisateur authentifié qui a déclenché l’action.',
    }),
    ...unless(line.action.trim() !== '', {
      code: 'trace-sans-action',
      where: 'lignes.action',
      expected: 'un type d’action',
      got: line.action,
      message: 'La trace ne dit pas quelle action a été faite.',
      remedy: 'Ajoutez à chaque trace le type d’action : envoi, relève, lecture, classement…',
    }),
  ];
}

import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { dated, observed } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { plain, shows } from './shown.ts';

const lineSchema = z.object({ date: z.string(), auteur: z.string(), action: z.string(), detail: z.string() });
type Line = z.infer<typeof lineSchema>;

/** Words by which a journal tells what was done; none is imposed (inferred). In this order: « réception » may be said of all. */
const words = {
  classement: /class|integr|rattach|import/,
  consultation: /ouvert|consult|lecture|visualis|affich/,
  reception: /recept|recu|releve/,
} as const;
const stages = Object.keys(words) as Array<keyof typeof words>;

export const traces = defineRule({
  id: 'messagerie.traces',
  version: '1',
  title: 'Le journal suit un document reçu de sa réception à son traitement : chaque geste daté, avec son auteur',
  source:
    'SC.MSS/UX.37 (étapes déduites) : tous les flux et actions sur les documents reçus jusqu’à leur traitement ; ECO.4.1.2 : auteur, horodatage, type d’action',
  appliesTo: 'lecture',
  parameters: z.object({
    auteur: z.string(),
    /** What names the document, or its mail, on a line; drawn from the run. */
    documents: z.array(z.string()).min(1),
    gestes: z.array(z.enum(['reception', 'consultation', 'classement'])).min(1),
  }),
  check(inputs, { auteur, documents, gestes }) {
    const { lignes } = observed(inputs, 'lecture', z.object({ lignes: z.array(lineSchema) }));
    const left = lignes.filter(({ action, detail }) => documents.some((name) => shows(`${action} ${detail}`, name)));
    return stages
      .filter((stage) => gestes.includes(stage))
      .flatMap((stage) => {
        const found = left.findIndex((line) => words[stage].test(plain(line.action)));
        const [line] = found === -1 ? [] : left.splice(found, 1);
        return line === undefined ? untold(stage, lignes) : complete(stage, line, auteur);
      });
  },
});

function untold(stage: string, lines: readonly Line[]): Finding[] {
  return unless(false, {
    code: `${stage}-non-tracee`,
    where: 'lignes',
    expected: stage,
    got: lines.map(({ action }) => action),
    message: `Le journal ne montre pas ce geste sur le document reçu : ${stage}.`,
    remedy:
      'Ajoutez au journal une ligne à chaque geste sur un document reçu : sa réception, chacune de ses ouvertures, son classement ou son intégration automatique.',
  });
}

function complete(stage: string, line: Line, auteur: string): Finding[] {
  const where = `lignes (${stage})`;
  return [
    ...unless(dated.test(line.date), {
      code: 'trace-non-datee',
      where: `${where}.date`,
      expected: 'une date et une heure',
      got: line.date,
      message: 'Le geste est tracé sans date ni heure.',
      remedy: 'Ajoutez à chaque trace l’horodatage local : date, heure, minutes.',
    }),
    ...unless(shows(line.auteur, auteur), {
      code: 'trace-non-signee',
      where: `${where}.auteur`,
      expected: auteur,
      got: line.auteur,
      message: 'Le geste est tracé sans son auteur.',
      remedy: 'Ajoutez à chaque trace l’utilisateur authentifié qui a agi, ou pour qui le produit a agi seul.',
    }),
  ];
}

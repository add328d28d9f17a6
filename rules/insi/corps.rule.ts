import { z } from 'zod';
import { type Finding, textAt } from '../../core/index.ts';
import { unless, unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachRequest, ns } from './soap.ts';

const root = '/soap:Envelope/soap:Body/ins:RECSANSVITALE';
const sequence = ['NomNaissance', 'Prenom', 'Sexe', 'DateNaissance', 'LieuNaissance'];
// SEL-MP-043 §3.4.1 as quoted (facts §1.8): A-Z, space, apostrophe, hyphen; the name does not begin with space or hyphen.
const lexical = {
  NomNaissance: /^(?!.*(?: {2}|''| '|' ))['A-Z](?:[A-Z' ]|--?(?!-))*$/,
  Prenom: /^(?!.*(?: {2}|''| '|' |--))['A-Z][A-Z' -]*(?<!['-])$/,
};

export const corps = defineRule({
  id: 'insi.corps',
  version: '1',
  title: 'Traits de la requête : ordre du schéma, règles lexicales, valeurs de la personne',
  source: 'INSI-06 ; XSD INSi_RECSANS_INS (documenté) ; SEL-MP-043 §2 et §3.4.1 (seconde main)',
  appliesTo: 'echanges',
  parameters: z.object({ nomNaissance: z.string(), sexe: z.string(), dateNaissance: z.string() }),
  check: (inputs, { nomNaissance, sexe, dateNaissance }) =>
    eachRequest(inputs, ({ document, at }) => {
      const names = document.find(`${root}/*`, ns).map((node) => ('name' in node ? String(node.name) : ''));
      const same = (element: string, expected: string): Finding[] =>
        unlessEqual({
          code: element.toLowerCase(),
          where: at(`${root}/ins:${element}`),
          expected,
          got: textAt(document, `${root}/ins:${element}`, ns),
          message: `${element} n’a pas la valeur de la personne, ou pas sa forme.`,
        });
      const ordered = names.map((name) => sequence.indexOf(name));
      return [
        ...unless(
          ordered.every((rank, i) => rank >= (ordered[i - 1] ?? 0)),
          {
            code: 'ordre-du-schema',
            where: at(root),
            expected: sequence,
            got: names,
            message: 'Les éléments ne suivent pas l’ordre du schéma.',
          },
        ),
        ...same('NomNaissance', nomNaissance),
        ...same('Sexe', sexe),
        ...same('DateNaissance', dateNaissance),
        ...Object.entries(lexical).flatMap(([element, pattern]) => {
          const value = textAt(document, `${root}/ins:${element}`, ns) ?? '';
          return unless(pattern.test(value), {
            code: `lexical-${element.toLowerCase()}`,
            where: at(`${root}/ins:${element}`),
            expected: 'majuscules sans diacritique, espace, apostrophe, tiret',
            got: value,
            message: `${element} ne suit pas les règles lexicales d’INSi.`,
          });
        }),
      ];
    }),
});

import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachEntry, entryText } from '../xds/entries.ts';
import { fromDmpRequests } from './requests.ts';

export const historiqueDepose = defineRule({
  id: 'dmp.historique-depose',
  version: '1',
  title: 'Le lot dépose les documents antérieurs que les filtres retiennent, chacun une fois, et eux seuls',
  source:
    'DMP/HISTO.05, DMP/HISTO.06 (étapes déduites) ; EX_GEN-1060 : un document inchangé n’est pas envoyé de nouveau',
  appliesTo: 'echanges',
  /** Titles, each drawn for the scenario; none when nothing is to leave. */
  parameters: z.object({ titres: z.array(z.string()) }),
  async check(inputs, { titres }) {
    const sent: string[] = [];
    const deposits = fromDmpRequests(inputs, ({ transaction }) => transaction === 'TD2.1').values.some(Boolean);
    const findings = deposits
      ? await eachEntry(
          inputs,
          (entry) => {
            sent.push(entryText(entry, 'rim:Name/rim:LocalizedString/@value') ?? '');
            return [];
          },
          ['depot'],
        )
      : [];
    const missing = titres.filter((titre) => !sent.includes(titre));
    const foreign = sent.filter((titre) => !titres.includes(titre));
    const again = sent.filter((titre, rank) => sent.indexOf(titre) !== rank);
    return [
      ...findings,
      ...unless(missing.length === 0, {
        code: 'non-depose',
        where: 'echanges',
        expected: titres,
        got: sent,
        message: 'Un document antérieur que les filtres retiennent n’a pas été déposé.',
        remedy:
          'Déposez tous les documents validés que la période, le type et l’auteur choisis retiennent, et dites ceux que le DMP refuse.',
      }),
      ...unless(foreign.length === 0, {
        code: 'depose-hors-filtre',
        where: 'echanges',
        expected: titres,
        got: foreign,
        message: 'Un document antérieur a été déposé que les filtres ne retiennent pas, ou qui était déjà au DMP.',
        remedy:
          'Appliquez les filtres au dépôt comme à la liste, et écartez ce qui est déjà dans le DMP (EX_GEN-1060).',
      }),
      ...unless(again.length === 0, {
        code: 'depose-deux-fois',
        where: 'echanges',
        expected: titres,
        got: again,
        message: 'Un document antérieur a été déposé plus d’une fois.',
        remedy: 'Gardez pour chaque document qu’il est déposé, et ne renvoyez pas un lot que le DMP a accepté.',
      }),
    ];
  },
});

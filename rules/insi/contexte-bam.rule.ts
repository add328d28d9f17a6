import { z } from 'zod';
import { elementAt, type Finding, textAt } from '../../core/index.ts';
import { unless, unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { disorder, eachRequest, type InsiRequest, ns } from './soap.ts';

// The facts give no tolerance (INSI-02: inferred); five minutes is the common one.
const skewMs = 5 * 60_000;
const root = '/soap:Envelope/soap:Header/bam:ContexteBAM';
const sequence = ['Id', 'Temps', 'Emetteur', 'DateRef', 'COUVERTURE'];

export const contexteBam = defineRule({
  id: 'insi.contexte-bam',
  version: '2',
  title: 'ContexteBAM complet',
  source:
    'INSI-02 ; CTXBAM V01_02 (faits INSi §1.4, documenté) ; ordre et Nature du schéma ; Temps en UTC : observé ; couverture vide sans carte (documenté, signalé seulement)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) => eachRequest(inputs, (request) => [...head(request), ...time(request), ...coverage(request)]),
});

function head({ document, at }: InsiRequest): Finding[] {
  const nature = textAt(document, `${root}/@Nature`, ns);
  const names = disorder(document, root, { sequence });
  return [
    ...unlessEqual({
      code: 'bam-version',
      where: at(`${root}/@Version`),
      expected: '01_02',
      got: textAt(document, `${root}/@Version`, ns),
      message: 'La version du ContexteBAM n’est pas 01_02.',
      remedy:
        'Mettez dans soap:Header un élément ContexteBAM de l’espace de noms urn:siram:bam:ctxbam, avec l’attribut Version="01_02".',
    }),
    ...unless(nature === null || nature === 'CTXBAM', {
      code: 'bam-nature',
      where: at(`${root}/@Nature`),
      expected: 'CTXBAM, ou aucun attribut',
      got: nature,
      message: 'La nature du ContexteBAM n’est pas CTXBAM.',
      remedy: 'Écrivez Nature="CTXBAM", ou omettez l’attribut.',
    }),
    ...unless((textAt(document, `${root}/bam:Id`, ns) ?? '') !== '', {
      code: 'bam-id',
      where: at(`${root}/bam:Id`),
      expected: 'un identifiant',
      got: null,
      message: 'Le ContexteBAM n’a pas d’identifiant.',
      remedy: 'Mettez dans ContexteBAM/Id un UUID nouveau à chaque appel.',
    }),
    ...unless(names === null, {
      code: 'bam-ordre',
      where: at(root),
      expected: sequence,
      got: names,
      message: 'Les éléments du ContexteBAM ne suivent pas l’ordre du schéma, ou n’y sont pas.',
      remedy: `Écrivez dans cet ordre, chacun une fois, ceux que vous donnez : ${sequence.join(', ')}.`,
    }),
  ];
}

function time({ exchange, document, at }: InsiRequest): Finding[] {
  const got = textAt(document, `${root}/bam:Temps`, ns) ?? '';
  const where = at(`${root}/bam:Temps`);
  return [
    ...unless(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(got), {
      code: 'bam-temps',
      where,
      expected: 'date-heure UTC terminée par Z',
      got,
      message: 'Le temps du ContexteBAM n’est pas en UTC.',
      remedy: 'Écrivez l’heure de l’appel en UTC, aux millisecondes, terminée par Z (2026-03-02T09:15:30.000Z).',
    }),
    ...unless(Math.abs(Date.parse(got) - Date.parse(exchange.at)) <= skewMs, {
      code: 'bam-horloge',
      where,
      expected: `${exchange.at}, à 5 minutes près`,
      got,
      message: 'Le temps du ContexteBAM n’est pas celui de l’échange.',
      remedy:
        'Donnez à Temps l’heure de cet appel-ci, convertie de l’heure locale en UTC, et mettez le poste à l’heure par NTP.',
    }),
  ];
}

function coverage({ document, at }: InsiRequest): Finding[] {
  const element = elementAt(document, `${root}/bam:COUVERTURE`, ns);
  const byTraits = elementAt(document, '/soap:Envelope/soap:Body/ins:RECSANSVITALE', ns) !== null;
  const filled = element !== null && element.content.trim() !== '';
  const where = at(`${root}/bam:COUVERTURE`);
  return [
    ...unless(element !== null, {
      code: 'bam-couverture',
      where,
      expected: 'élément présent, vide',
      got: null,
      message: 'L’élément COUVERTURE, obligatoire même vide, est absent.',
      remedy: 'Terminez ContexteBAM par un élément COUVERTURE, vide dans une recherche par traits.',
    }),
    ...unless(!(byTraits && filled), {
      code: 'bam-couverture-remplie',
      severity: 'avertissement',
      where,
      expected: 'élément vide : la recherche se fait sans carte Vitale',
      got: 'un contenu',
      message: 'Une recherche par traits porte une couverture.',
      remedy: 'Laissez COUVERTURE vide quand aucune carte Vitale n’est lue : ce qu’elle contient n’est lu nulle part.',
    }),
  ];
}

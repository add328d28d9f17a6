import { z } from 'zod';
import { elementAt, textAt } from '../../core/index.ts';
import { unless, unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachRequest, ns } from './soap.ts';

// The facts give no tolerance (INSI-02: inferred); five minutes is the common one.
const skewMs = 5 * 60_000;
const root = '/soap:Envelope/soap:Header/bam:ContexteBAM';

export const contexteBam = defineRule({
  id: 'insi.contexte-bam',
  version: '1',
  title: 'ContexteBAM complet',
  source: 'INSI-02 ; CTXBAM V01_02 (faits INSi §1.4, documenté) ; Temps en UTC : observé',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachRequest(inputs, ({ exchange, document, at }) => [
      ...unlessEqual({
        code: 'bam-version',
        where: at(`${root}/@Version`),
        expected: '01_02',
        got: textAt(document, `${root}/@Version`, ns),
        message: 'La version du ContexteBAM n’est pas 01_02.',
      }),
      ...unless((textAt(document, `${root}/bam:Id`, ns) ?? '') !== '', {
        code: 'bam-id',
        where: at(`${root}/bam:Id`),
        expected: 'un identifiant',
        got: null,
        message: 'Le ContexteBAM n’a pas d’identifiant.',
      }),
      ...unless(
        /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(textAt(document, `${root}/bam:Temps`, ns) ?? ''),
        {
          code: 'bam-temps',
          where: at(`${root}/bam:Temps`),
          expected: 'date-heure UTC terminée par Z',
          got: textAt(document, `${root}/bam:Temps`, ns),
          message: 'Le temps du ContexteBAM n’est pas en UTC.',
        },
      ),
      ...unless(
        Math.abs(Date.parse(textAt(document, `${root}/bam:Temps`, ns) ?? '') - Date.parse(exchange.at)) <= skewMs,
        {
          code: 'bam-horloge',
          where: at(`${root}/bam:Temps`),
          expected: `${exchange.at}, à 5 minutes près`,
          got: textAt(document, `${root}/bam:Temps`, ns),
          message: 'Le temps du ContexteBAM n’est pas celui de l’échange.',
        },
      ),
      ...unless(elementAt(document, `${root}/bam:COUVERTURE`, ns) !== null, {
        code: 'bam-couverture',
        where: at(`${root}/bam:COUVERTURE`),
        expected: 'élément présent, vide',
        got: null,
        message: 'L’élément COUVERTURE, obligatoire même vide, est absent.',
      }),
    ]),
});

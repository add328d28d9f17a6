import { z } from 'zod';
import { textAt } from '../../core/index.ts';
import { unless, unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachRequest, ns } from './soap.ts';

const root = '/soap:Envelope/soap:Header/lps:ContexteLPS';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const contexteLps = defineRule({
  id: 'insi.contexte-lps',
  version: '1',
  title: 'ContexteLPS complet : autorisation CNDA, nom, version et instance du logiciel',
  source: 'INSI-03 ; CTXLPS V01_00 (faits INSi §1.4, documenté ; IDAM obligatoire : observé)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachRequest(inputs, ({ document, at }) => {
      const read = (path: string): string | null => textAt(document, `${root}/${path}`, ns);
      return [
        ...unlessEqual({
          code: 'lps-version',
          where: at(`${root}/@Version`),
          expected: '01_00',
          got: read('@Version'),
          message: 'La version du ContexteLPS n’est pas 01_00.',
        }),
        ...unless((read('lps:LPS/lps:IDAM') ?? '') !== '', {
          code: 'idam',
          where: at(`${root}/lps:LPS/lps:IDAM`),
          expected: 'numéro d’autorisation CNDA',
          got: null,
          message: 'Le numéro d’autorisation (IDAM) est absent.',
        }),
        ...unlessEqual({
          code: 'idam-r',
          where: at(`${root}/lps:LPS/lps:IDAM/@R`),
          expected: '4',
          got: read('lps:LPS/lps:IDAM/@R'),
          message: 'L’attribut R de l’IDAM n’est pas 4.',
        }),
        ...(['Nom', 'Version'] as const).flatMap((name) =>
          unless((read(`lps:LPS/lps:${name}`) ?? '') !== '', {
            code: `lps-${name.toLowerCase()}`,
            where: at(`${root}/lps:LPS/lps:${name}`),
            expected: 'une valeur',
            got: null,
            message: `${name} du logiciel est absent.`,
          }),
        ),
        ...unless(uuid.test(read('lps:LPS/lps:Instance') ?? ''), {
          code: 'lps-instance',
          where: at(`${root}/lps:LPS/lps:Instance`),
          expected: 'un UUID',
          got: read('lps:LPS/lps:Instance'),
          message: 'L’instance du logiciel n’est pas un UUID.',
        }),
      ];
    }),
});

import { z } from 'zod';
import { textAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { fromRequests, ns } from './soap.ts';

const paths = ['wsa:MessageID', 'bam:ContexteBAM/bam:Id', 'lps:ContexteLPS/lps:Id'];

export const identifiants = defineRule({
  id: 'insi.identifiants',
  version: '1',
  title: 'Chaque appel a ses propres identifiants',
  source: 'INSI-05 (déduit) ; faits INSi §1.4 (MessageID renvoyé dans les fautes)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const read = fromRequests(inputs, ({ document }) =>
      paths.map((path) => textAt(document, `/soap:Envelope/soap:Header/${path}`, ns) ?? ''),
    );
    const repeated = paths.flatMap((path, i) => {
      const ids = read.values.map((found) => found[i] ?? '');
      return unless(!ids.includes('') && new Set(ids).size === ids.length, {
        code: 'identifiant-repete',
        where: `/soap:Envelope/soap:Header/${path}`,
        expected: 'une valeur propre à chaque appel',
        got: ids,
        message: 'Un identifiant de message manque ou a déjà servi.',
        remedy:
          'Tirez à chaque appel un UUID pour wsa:MessageID (uuid:…), pour ContexteBAM/Id et pour ContexteLPS/Id, même quand l’appel en relance un autre.',
      });
    });
    return [...read.findings, ...repeated];
  },
});

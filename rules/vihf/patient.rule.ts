import { z } from 'zod';
import { unless, unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { attributePath, attributeTexts, eachVihf } from './assertion.ts';

const resourceId = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id';

export const patient = defineRule({
  id: 'vihf.patient',
  version: '1',
  title: 'Le VIHF vise le patient, par son INS et l’OID de celle-ci',
  source: 'VIHF-08 ; forme `INS^^^&OID&ISO^NH` (faits DMP §3, documenté)',
  appliesTo: 'echanges',
  parameters: z.object({ matricule: z.string().length(15), oid: z.string() }),
  check: (inputs, { matricule, oid }) =>
    eachVihf(inputs, (vihf) => {
      const values = attributeTexts(vihf, resourceId);
      const [, id, authority] = /^([^^]*)\^\^\^&([\d.]*)&ISO\^NH$/.exec(values[0] ?? '') ?? [];
      const where = vihf.at(`/${attributePath(resourceId)}`);
      if (values.length !== 1 || id === undefined) {
        return unless(false, {
          code: 'forme',
          where,
          expected: `${matricule}^^^&${oid}&ISO^NH`,
          got: values,
          message: 'Le VIHF ne vise pas un patient et un seul par son INS.',
        });
      }
      return [
        ...unlessEqual({
          code: 'matricule',
          where,
          expected: matricule,
          got: id,
          message: 'Le VIHF vise un autre patient.',
        }),
        ...unlessEqual({
          code: 'oid',
          where,
          expected: oid,
          got: authority,
          message: 'L’OID qui accompagne l’INS dans le VIHF n’est pas celui de cette INS.',
        }),
      ];
    }),
});

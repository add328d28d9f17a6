import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';

export const document = defineRule({
  id: 'ins.document',
  version: '1',
  title: 'Le document transmis porte matricule et OID d’une identité qualifiée, et d’elle seule',
  source: 'INS/va1.53, règle 28 ; EXI ID 29',
  appliesTo: 'document',
  parameters: z.object({ nomNaissance: z.string(), matricule: z.string(), oid: z.string(), qualifiee: z.boolean() }),
  check(inputs, { nomNaissance, matricule, oid, qualifiee }) {
    const text = (inputs.document ?? Buffer.alloc(0)).toString('utf8').replaceAll(/&nbsp;|[\s\u00a0\u202f]/g, '');
    const patient = unless(text.includes(nomNaissance), {
      code: 'document-etranger',
      where: 'document',
      expected: nomNaissance,
      got: 'nom absent du document',
      message: 'Le document ne porte pas le nom de la personne.',
    });
    // The 13 characters alone betray the person as much as the 15 do.
    return [...patient, ...carried('matricule', matricule.slice(0, 13)), ...carried('oid', oid)];

    function carried(field: string, value: string): Finding[] {
      return unless(text.includes(value) === qualifiee, {
        code: qualifiee ? `${field}-absent` : `${field}-transmis`,
        where: `document (${field})`,
        expected: qualifiee ? value : 'absent',
        got: qualifiee ? 'absent' : value,
        message: qualifiee
          ? `Le document d’une identité qualifiée doit porter son ${field}.`
          : `Le document d’une identité non qualifiée ne doit pas porter son ${field}.`,
      });
    }
  },
});

import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { documentText } from './document-text.ts';

export const documentIns = defineRule({
  id: 'ins.document-ins',
  version: '1',
  title: 'Le document transmis porte matricule et OID d’une identité qualifiée, et d’elle seule',
  source: 'INSI-13 ; INS/va1.53, règle 28 ; EXI ID 29 (faits INSi §1.11, seconde main)',
  appliesTo: 'document',
  parameters: z.object({ matricule: z.string(), oid: z.string(), qualifiee: z.boolean() }),
  check(inputs, { matricule, oid, qualifiee }) {
    const text = documentText(inputs);
    // The 13 characters alone betray the person as much as the 15 do.
    return Object.entries({ matricule: matricule.slice(0, 13), oid }).flatMap(([field, value]) =>
      unless(text.includes(value) === qualifiee, {
        code: qualifiee ? `${field}-absent` : `${field}-transmis`,
        where: `document (${field})`,
        expected: qualifiee ? value : 'absent',
        got: qualifiee ? 'absent' : value,
        message: qualifiee
          ? `Le document d’une identité qualifiée doit porter son ${field}.`
          : `Le document d’une identité non qualifiée ne doit pas porter son ${field}.`,
        remedy: qualifiee
          ? `Ajoutez le ${field} de l’INS au document quand le statut est « qualifiée » (première page, en-tête du CDA).`
          : `Ôtez le ${field} de tout ce qui sort quand le statut n’est pas « qualifiée » : seuls les traits se transmettent (règle 28, EXI ID 29).`,
      }),
    );
  },
});

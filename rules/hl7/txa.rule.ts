import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { holds, typeCode } from '../value-sets/index.ts';
import { checkFields, oneOf } from './fields.ts';
import type { Segment } from './message.ts';
import { isTowardsLps, withFamily, withSegment } from './reading.ts';

const isOid = (text: string): boolean => /^[0-2](?:\.(?:0|[1-9]\d*))+$/.test(text);

export const txa = defineRule({
  id: 'hl7.txa',
  version: '1',
  title: 'TXA identifie le document et, s’il en remplace un, celui qu’il remplace',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, segment TXA et sa note 1 (documenté) ; TXA-17 de la PFI vers le LPS : LA (exemples publiés)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    withFamily(inputs, ['MDM'], (message) =>
      withSegment(message, 'TXA', (segment) => {
        const towardsLps = isTowardsLps(message);
        const completion = towardsLps ? ['AU', 'LA'] : ['AU'];
        return [
          ...checkFields(segment, [
            { field: 1, code: 'rang', expected: '1', holds: oneOf('1'), message: 'TXA-1 vaut 1.' },
            {
              field: 2,
              code: 'type-de-document',
              expected: typeCode.source,
              holds: isType,
              message: 'TXA-2 n’est pas un type de document de JDV_J07.',
            },
            { field: 3, code: 'presentation', expected: 'TEXT', holds: oneOf('TEXT'), message: 'TXA-3 vaut TEXT.' },
            {
              field: 17,
              code: 'completude',
              expected: completion.join(' ou '),
              holds: oneOf(...completion),
              message: 'TXA-17 vaut AU : le document est authentifié.',
            },
          ]),
          ...number(segment, 12, towardsLps),
          ...(message.header.get(9, 2) === 'T10' || segment.raw(13) !== '' ? number(segment, 13, towardsLps) : []),
          ...unless(segment.raw(13) === '' || segment.raw(13) !== segment.raw(12), {
            code: 'document-remplace',
            where: segment.at(13),
            expected: 'un autre document que celui de TXA-12',
            got: segment.raw(13),
            message: 'Le document se remplace lui-même : donnez en TXA-13 l’identifiant du document remplacé.',
          }),
        ];
      }),
    ),
});

function isType(code: string): boolean {
  return Object.keys(typeCode.codes).some((system) => holds(typeCode, code, system));
}

// Either an OID alone, or an extension, its OID and ISO. The PFI gives the LPS what it received, of any form.
function number(segment: Segment, field: number, towardsLps: boolean) {
  const [first, second, third, fourth] = [1, 2, 3, 4].map((component) => segment.get(field, component));
  const alone = isOid(first ?? '') && third === '' && fourth === '';
  const extended = first !== '' && isOid(third ?? '') && fourth === 'ISO';
  // A published example of the ANS fills the second component, which the text leaves empty.
  const named = unless(second === '' || towardsLps, {
    code: 'espace-de-noms',
    where: segment.at(field, { component: 2 }),
    expected: 'rien',
    got: second,
    message: `TXA-${field}.2 ne se renseigne pas.`,
    severity: 'avertissement',
  });
  const wrong = unless(alone || extended || (towardsLps && first !== ''), {
    code: field === 12 ? 'identifiant' : 'identifiant-remplace',
    where: segment.at(field),
    expected: 'OID, ou extension^^OID^ISO',
    got: segment.raw(field),
    message: `TXA-${field} identifie le document comme ClinicalDocument/id : l’OID seul, ou extension^^OID^ISO si l’identifiant a une extension.`,
  });
  return [...wrong, ...named];
}

import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { holds, typeCode } from '../value-sets/index.ts';
import { checkFields, oneOf } from './fields.ts';
import type { Segment } from './message.ts';
import { isTowardsLps, withFamily, withSegment } from './reading.ts';

/** A uniqueId has 64 characters at most (facts, DMP §5.2). */
const isOid = (text: string): boolean => text.length <= 64 && /^[0-2](?:\.(?:0|[1-9]\d*))+$/.test(text);

export const txa = defineRule({
  id: 'hl7.txa',
  version: '2',
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
            {
              field: 1,
              code: 'rang',
              expected: '1',
              holds: oneOf('1'),
              message: 'TXA-1 n’est pas le rang du segment.',
              remedy: 'Écrivez 1 en TXA-1 : le message n’a qu’un segment TXA.',
            },
            {
              field: 2,
              code: 'type-de-document',
              expected: typeCode.source,
              holds: isType,
              message: 'TXA-2 n’est pas un type de document de JDV_J07.',
              remedy:
                'Reprenez en TXA-2 le code de ClinicalDocument/code, pris dans JDV_J07-XdsTypeCode-CISIS : 11502-2, 18748-4, 34112-3…',
            },
            {
              field: 3,
              code: 'presentation',
              expected: 'TEXT',
              holds: oneOf('TEXT'),
              message: 'TXA-3 n’est pas la présentation que veut le volet.',
              remedy: 'Écrivez TEXT en TXA-3, quel que soit le corps du CDA, PDF compris.',
            },
            {
              field: 17,
              code: 'completude',
              expected: completion.join(' ou '),
              holds: oneOf(...completion),
              message: 'TXA-17 ne dit pas que le document est authentifié.',
              remedy: 'Ne transmettez que des documents validés, et écrivez AU en TXA-17.',
            },
          ]),
          ...number(segment, 12, towardsLps),
          ...(message.header.get(9, 2) === 'T10' || segment.coded(13, 4) !== '' ? number(segment, 13, towardsLps) : []),
          ...unless(segment.coded(13, 4) === '' || segment.coded(13, 4) !== segment.coded(12, 4), {
            code: 'document-remplace',
            where: segment.at(13),
            expected: 'un autre document que celui de TXA-12',
            got: segment.coded(13, 4),
            message: 'Le document se remplace lui-même.',
            remedy:
              'Donnez au nouveau document son propre identifiant (TXA-12, ClinicalDocument/id) et gardez en TXA-13 celui de la version remplacée.',
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
    remedy: `Videz TXA-${field}.2 : l’OID va en première composante, ou en troisième s’il y a une extension.`,
    severity: 'avertissement',
  });
  const wrong = unless(alone || extended || (towardsLps && first !== ''), {
    code: field === 12 ? 'identifiant' : 'identifiant-remplace',
    where: segment.at(field),
    expected: 'OID, ou extension^^OID^ISO',
    got: segment.coded(field, 4),
    message: `TXA-${field} n’identifie pas un document comme le fait ClinicalDocument/id.`,
    remedy: `Recopiez l’identifiant du document en TXA-${field} : root seul s’il n’a pas d’extension, sinon extension^^root^ISO.`,
  });
  return [...wrong, ...named];
}

import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { lookup } from './lookup.ts';
import { documentsOf } from './observations.ts';
import { isTowardsLps, withFamily, withSegment } from './reading.ts';

/** What each order is, as ORC-1, OBX-11 and the event of an MDM say it. */
const orders: Readonly<Record<string, { status: string; event: string; name: string }>> = {
  NW: { status: 'F', event: 'T02', name: 'transmission' },
  RO: { status: 'C', event: 'T10', name: 'remplacement' },
  CA: { status: 'D', event: 'T04', name: 'suppression' },
};

export const demande = defineRule({
  id: 'hl7.demande',
  version: '1',
  title: 'ORC-1, OBX-11 et l’événement disent la même demande',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, segment ORC : « en cas d’incohérence, le message sera rejeté par la PFI » (documenté) ; T04 pour la suppression : exemples publiés',
  appliesTo: 'document',
  parameters: z.object({ demande: z.enum(['transmission', 'remplacement', 'suppression']).optional() }),
  check: (inputs, { demande: wanted }) =>
    withFamily(inputs, ['ORU', 'MDM'], (message) =>
      withSegment(message, 'ORC', (orc) => {
        // From the PFI to the LPS the order is that of its own volet, which is not judged here.
        if (isTowardsLps(message)) return [];
        const order = lookup(orders, orc.get(1));
        const event = message.header.get(9, 2);
        return [
          ...unless(order !== undefined, {
            code: 'ordre',
            where: orc.at(1),
            expected: 'NW, RO ou CA',
            got: orc.get(1),
            message: 'ORC-1 n’est pas une demande.',
            remedy: 'Écrivez en ORC-1 NW pour transmettre, RO pour remplacer ou CA pour supprimer le document.',
          }),
          ...unless(wanted === undefined || order === undefined || order.name === wanted, {
            code: 'autre-demande',
            where: orc.at(1),
            expected: wanted,
            got: order?.name,
            message: 'Le message ne fait pas la demande attendue.',
            remedy:
              'Émettez pour cette action ORC-1, OBX-11 et l’événement ensemble : NW, F et T02 à la transmission, RO, C et T10 au remplacement, CA, D et T04 à la suppression.',
          }),
          ...documentsOf(message).flatMap(({ obx }) =>
            unless(order === undefined || obx.get(11) === order.status, {
              code: 'statut',
              where: obx.at(11),
              expected: order?.status,
              got: obx.get(11),
              message: 'OBX-11 ne dit pas la demande d’ORC-1 : la PFI rejettera le message.',
              remedy: 'Accordez OBX-11 du document à ORC-1 : F avec NW, C avec RO, D avec CA.',
            }),
          ),
          ...unless(message.header.get(9) !== 'MDM' || order === undefined || event === order.event, {
            code: 'evenement',
            where: message.header.at(9, { component: 2 }),
            expected: order?.event,
            got: event,
            message: 'L’événement du MDM ne dit pas la demande d’ORC-1 : la PFI rejettera le message.',
            remedy: 'Accordez MSH-9.2 à ORC-1 : T02 avec NW, T10 avec RO, T04 avec CA.',
          }),
        ];
      }),
    ),
});

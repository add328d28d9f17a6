import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { applicationErrors, mailErrors, severityField } from './error-codes.ts';
import { checkFields, type FieldRule, oneOf } from './fields.ts';
import { lookup } from './lookup.ts';
import { type Hl7Message, type Segment, segmentsNamed } from './message.ts';
import { isMailbox } from './observations.ts';
import { withFamily } from './reading.ts';

/** What an event acknowledges. */
interface BusinessEvent {
  /** Code of its first OBX. */
  status: string;
  /** Code of the OBX that says which mailbox; absent for the DMP, which has none. */
  mailbox?: string;
  admitted: readonly string[];
  /** Where its errors come from: a table, whose codes are known or not. */
  errors: { table: string; codes?: readonly string[] };
}

const events: Readonly<Record<string, BusinessEvent>> = {
  Z01: { status: 'ACK_RECEPTION_DMP', admitted: ['ACK_RECEPTION_DMP'], errors: { table: 'DMP_ERROR_CODE' } },
  Z02: {
    status: 'ACK_RECEPTION_MSS',
    mailbox: 'DESTINATAIRE_MSS',
    admitted: ['ACK_RECEPTION_MSS', 'DESTINATAIRE_MSS'],
    errors: { table: 'SMTPERRORCODE', codes: mailErrors },
  },
  Z03: {
    status: 'ACK_LECTURE_MSS',
    mailbox: 'LECTEUR_MSS',
    admitted: ['ACK_LECTURE_MSS', 'LECTEUR_MSS', 'DESTINATAIRE_MSS'],
    errors: { table: 'applicationErrorCondition', codes: applicationErrors },
  },
};

export const accuseMetier = defineRule({
  id: 'hl7.accuse-metier',
  version: '2',
  title: 'L’accusé métier (ZAM) dit de quel message il s’agit, s’il a abouti et sinon pourquoi',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, messages ZAM^Z01|Z02|Z03^ZAM_Z01, tables AckMetierZAM et SMTPERRORCODE (documenté) ; codes : faits MSS §6 ; CDA/HL7.01',
  appliesTo: 'document',
  parameters: z.object({ message: z.string().optional(), succes: z.boolean().optional() }),
  check: (inputs, expected) =>
    withFamily(inputs, ['ZAM'], (message) => {
      const event = lookup(events, message.header.get(9, 2));
      const [status] = segmentsNamed(message, 'OBX');
      if (event === undefined || status === undefined) return [unreadable(message, event)];
      return [
        ...checkFields(status, statusFields(event)),
        ...mailbox(message, event),
        ...others(message, event),
        ...failure(message, status, event),
        ...wanted(status, expected),
      ];
    }),
});

function unreadable({ header }: Hl7Message, event: BusinessEvent | undefined): Finding {
  return discrepancy({
    code: 'accuse-illisible',
    where: event === undefined ? header.at(9, { component: 2 }) : 'OBX[1]',
    expected: 'Z01, Z02 ou Z03, et un OBX qui dit le statut',
    got: header.coded(9, 3),
    message: 'L’accusé métier n’a pas d’événement connu ou pas de statut.',
    remedy:
      'Écrivez en MSH-9 ZAM^Z01, Z02 ou Z03^ZAM_Z01 et ajoutez l’OBX du statut (ACK_RECEPTION_DMP, ACK_RECEPTION_MSS ou ACK_LECTURE_MSS).',
  });
}

const fixed = (field: number, value: string, code: string): FieldRule => ({
  field,
  code,
  expected: value,
  holds: oneOf(value),
  message: `OBX-${field} n’a pas sa valeur fixe.`,
  remedy: `Écrivez ${value} en OBX-${field}.`,
});

function statusFields({ status }: BusinessEvent): FieldRule[] {
  return [
    { ...fixed(1, '1', 'rang'), severity: 'avertissement' },
    fixed(2, 'CWE', 'type-de-valeur'),
    {
      ...fixed(3, status, 'statut'),
      message: 'Le premier OBX de cet accusé n’est pas son statut.',
      remedy: `Émettez en premier l’OBX ${status}, celui de l’événement de MSH-9.2.`,
    },
    {
      ...fixed(3, 'AckMetierZAM', 'systeme'),
      component: 3,
      message: 'OBX-3.3 n’est pas la table des accusés métier.',
      remedy: 'Écrivez AckMetierZAM en OBX-3.3.',
    },
    {
      field: 4,
      code: 'message-initial',
      expected: 'MSH-10 du message qui portait le document',
      message: 'OBX-4 ne rappelle pas le message qui portait le document.',
      remedy:
        'Gardez MSH-10 de l’ORU ou du MDM avec la demande faite au DMP ou à la messagerie, et rappelez-le en OBX-4 de l’accusé.',
    },
    {
      field: 5,
      code: 'valeur',
      expected: 'Y ou N',
      holds: oneOf('Y', 'N'),
      message: 'OBX-5 ne dit ni le succès ni l’échec.',
      remedy:
        'Écrivez en OBX-5 Y^^expandedYes-NoIndicator pour un succès, N^^expandedYes-NoIndicator pour une erreur (et non O, 1 ou true).',
    },
    {
      ...fixed(5, 'expandedYes-NoIndicator', 'table'),
      component: 3,
      message: 'OBX-5.3 n’est pas la table des valeurs.',
      remedy: 'Écrivez expandedYes-NoIndicator en OBX-5.3.',
    },
    fixed(11, 'F', 'etat'),
  ];
}

// The acknowledgement of a mail says, in its second OBX, which mailbox received or read it.
function mailbox(message: Hl7Message, { mailbox: code }: BusinessEvent): Finding[] {
  if (code === undefined) return [];
  const obx = segmentsNamed(message, 'OBX').find((one) => one.get(3) === code);
  if (obx === undefined) {
    return [
      discrepancy({
        code: 'boite-absente',
        where: 'OBX[2]',
        expected: `un OBX ${code}`,
        got: null,
        message: 'L’accusé ne dit pas de quelle boîte aux lettres il vient.',
        remedy: `Ajoutez en deuxième un OBX ${code}, de type XTN, l’adresse MSSanté en OBX-5.4 : un accusé par destinataire.`,
      }),
    ];
  }
  return checkFields(obx, [
    fixed(2, 'XTN', 'type-de-valeur'),
    { ...fixed(5, 'X.400', 'equipement'), component: 3, remedy: 'Écrivez X.400 en OBX-5.3.' },
    {
      field: 5,
      component: 4,
      code: 'adresse',
      expected: 'une adresse',
      holds: isMailbox,
      message: 'OBX-5.4 n’est pas une adresse de messagerie.',
      remedy: 'Écrivez en OBX-5.4 l’adresse MSSanté seule, tirée du Final-Recipient de la notification reçue.',
    },
  ]);
}

function others(message: Hl7Message, { admitted }: BusinessEvent): Finding[] {
  return segmentsNamed(message, 'OBX').flatMap((obx) =>
    unless(admitted.includes(obx.get(3)), {
      code: 'observation',
      where: obx.at(3),
      expected: admitted.join(', '),
      got: obx.get(3),
      message: 'Cet OBX n’est pas de cet accusé.',
      remedy: `N’émettez dans cet accusé que ${admitted.join(' et ')}.`,
      severity: 'avertissement',
    }),
  );
}

function failure(message: Hl7Message, status: Segment, { errors }: BusinessEvent): Finding[] {
  const all = segmentsNamed(message, 'ERR');
  return [
    ...unless(status.get(5) !== 'N' || all.length > 0, {
      code: 'erreur-absente',
      where: 'ERR',
      expected: 'un segment ERR',
      got: null,
      message: 'L’accusé dit un échec sans dire pourquoi.',
      remedy: `Ajoutez un segment ERR : 207^Application error^messageErrorCondition en ERR-3, la gravité en ERR-4 et le code reçu, de la table ${errors.table}, en ERR-5.`,
    }),
    ...all.flatMap((err) => checkFields(err, errorFields(errors, err))),
  ];
}

function errorFields({ table, codes }: BusinessEvent['errors'], err: Segment): FieldRule[] {
  const told = err.get(5) !== '';
  return [
    {
      field: 3,
      code: 'condition',
      expected: '207',
      holds: oneOf('207'),
      message: 'ERR-3 ne dit pas une erreur applicative.',
      remedy: 'Écrivez en ERR-3 207^Application error^messageErrorCondition.',
    },
    severityField,
    {
      field: 5,
      code: 'erreur-applicative',
      expected: codes?.join(', ') ?? 'le code d’erreur du DMP',
      holds: (text) => text !== '' && (codes?.includes(text) ?? true),
      message: 'ERR-5 ne porte pas un code de la table de cet accusé.',
      remedy: `Recopiez en ERR-5 le code reçu, sans le traduire : code^libellé^${table}.`,
      // The tables may be completed as products are tried.
      severity: told ? 'avertissement' : 'bloquant',
    },
    {
      field: 5,
      component: 3,
      code: 'table-erreur',
      expected: table,
      holds: (text) => !told || text === table,
      message: 'ERR-5.3 ne nomme pas la table de l’erreur.',
      remedy: `Écrivez ${table} en ERR-5.3.`,
      severity: 'avertissement',
    },
  ];
}

function wanted(
  status: Segment,
  { message, succes }: { message?: string | undefined; succes?: boolean | undefined },
): Finding[] {
  return [
    ...unless(message === undefined || status.get(4) === message, {
      code: 'autre-message',
      where: status.at(4),
      expected: message,
      got: status.get(4),
      message: 'L’accusé ne porte pas sur le message attendu.',
      remedy:
        'Rapprochez le retour du DMP ou de la messagerie de la demande qui l’a causé, et rappelez en OBX-4 le MSH-10 de celle-ci.',
    }),
    ...unless(succes === undefined || (status.get(5) === 'Y') === succes, {
      code: 'autre-statut',
      where: status.at(5),
      expected: succes === true ? 'Y' : 'N',
      got: status.get(5),
      message: 'L’accusé ne dit pas ce qui est arrivé au document.',
      remedy: 'Tirez OBX-5 du retour reçu : Y seulement quand le DMP ou le serveur du destinataire a accepté, N sinon.',
    }),
  ];
}

import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { checkFields, oneOf } from './fields.ts';
import { type Hl7Message, type Segment, segmentsNamed } from './message.ts';
import { flagOf, isOn, isPatientAddress, participationsOf } from './observations.ts';
import { withFamily } from './reading.ts';

/** Authorities of the directory: persons and structures. */
const persons = '1.2.250.1.71.4.2.1';
const structures = '1.2.250.1.71.4.2.2';

export const participations = defineRule({
  id: 'hl7.participations',
  version: '1',
  title: 'Les PRT disent qui envoie, à quelles adresses MSSanté, et où répondre',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, segments PRT (documenté) ; SC.DMP/CONF.12 (FINESS géographique et identifiant du professionnel pour le VIHF) ; faits MSS §4 (PRT-15.4)',
  appliesTo: 'document',
  parameters: z.object({
    /** Addresses that must receive, no more and no less. */
    destinataires: z.array(z.string()).optional(),
    /** Where answers go. */
    reponse: z.string().optional(),
  }),
  check: (inputs, { destinataires, reponse }) =>
    withFamily(inputs, ['ORU', 'MDM'], (message) => {
      const addresses = participationsOf(message, 'RCT').map(address);
      return [
        ...segmentsNamed(message, 'PRT').flatMap(common),
        ...sender(message),
        ...participationsOf(message, 'RCT').flatMap(mailbox),
        ...participationsOf(message, 'REPLY').flatMap(mailbox),
        ...recipients(message, addresses),
        ...unless(destinataires === undefined || same(destinataires, addresses), {
          code: 'destinataires',
          where: 'PRT-15.4 (RCT)',
          expected: destinataires,
          got: addresses,
          message: 'Les destinataires ne sont pas ceux que l’utilisateur a choisis.',
        }),
        ...unless(reponse === undefined || participationsOf(message, 'REPLY').some((prt) => address(prt) === reponse), {
          code: 'adresse-de-reponse',
          where: 'PRT-15.4 (REPLY)',
          expected: reponse,
          got: participationsOf(message, 'REPLY').map(address),
          message: 'L’adresse de réponse n’est pas transmise : ajoutez un PRT dont PRT-4 vaut REPLY.',
        }),
      ];
    }),
});

function address(prt: Segment): string {
  return prt.get(15, 4);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  const sorted = (list: readonly string[]): string =>
    list
      .map((one) => one.toLowerCase())
      .toSorted()
      .join(' ');
  return sorted(a) === sorted(b);
}

function common(prt: Segment): Finding[] {
  return checkFields(prt, [
    { field: 2, code: 'action', expected: 'UC', holds: oneOf('UC'), message: 'PRT-2 vaut UC.' },
    {
      field: 4,
      code: 'participation',
      expected: 'SB, RCT ou REPLY',
      holds: oneOf('SB', 'RCT', 'REPLY'),
      message: 'PRT-4 dit le rôle : SB (expéditeur), RCT (destinataire) ou REPLY (adresse de réponse).',
    },
    {
      field: 4,
      component: 3,
      code: 'table',
      expected: 'participation',
      holds: oneOf('participation'),
      message: 'PRT-4.3 vaut participation.',
      severity: 'avertissement',
    },
  ]);
}

function sender(message: Hl7Message): Finding[] {
  const senders = participationsOf(message, 'SB');
  const [prt] = senders;
  if (prt === undefined) {
    return unless(!isOn(message, 'DESTDMP'), {
      code: 'expediteur-absent',
      where: 'PRT-4 = SB',
      expected: 'un expéditeur',
      got: null,
      message:
        'Pour le DMP, la PFI construit le VIHF de l’expéditeur : ajoutez un PRT dont PRT-4 vaut SB, avec le professionnel et la structure.',
    });
  }
  const device = prt.get(10);
  return [
    ...unless(senders.length === 1, {
      code: 'expediteurs',
      where: 'PRT-4 = SB',
      expected: '1',
      got: String(senders.length),
      message: 'Il n’y a qu’un expéditeur par message.',
    }),
    ...unless(prt.get(5) !== '' || device !== '', {
      code: 'expediteur-anonyme',
      where: prt.at(5, { component: 1 }),
      expected: 'l’identifiant national du professionnel, ou celui du dispositif en PRT-10.1',
      got: null,
      message: 'L’expéditeur n’a pas d’identifiant : le VIHF ne pourra pas être construit.',
    }),
    ...(prt.get(5) === '' ? [] : professional(prt)),
    ...checkFields(prt, [
      {
        field: 8,
        component: 1,
        code: 'structure',
        expected: 'le nom de la structure',
        message: 'PRT-8.1 nomme la structure de l’expéditeur.',
      },
      {
        field: 8,
        component: 6,
        subcomponent: 2,
        code: 'autorite-structure',
        expected: structures,
        holds: oneOf(structures),
        message: `PRT-8.6 porte l’autorité des structures : …&${structures}&ISO.`,
      },
      {
        field: 8,
        component: 7,
        code: 'type-structure',
        expected: 'FINEG ou FINEJ',
        holds: oneOf('FINEG', 'FINEJ'),
        message: 'PRT-8.7 dit de quel FINESS il s’agit : FINEG ou FINEJ.',
      },
      {
        field: 8,
        component: 10,
        code: 'identifiant-structure',
        expected: 'le numéro FINESS',
        message: 'PRT-8.10 porte le FINESS de la structure.',
      },
    ]),
    ...unless(!isOn(message, 'DESTDMP') || prt.get(8, 7) !== 'FINEJ', {
      code: 'finess-geographique',
      where: prt.at(8, { component: 7 }),
      expected: 'FINEG',
      got: 'FINEJ',
      message: 'Pour le DMP, SC.DMP/CONF.12 veut le FINESS géographique.',
      severity: 'avertissement',
    }),
  ];
}

function professional(prt: Segment): Finding[] {
  return checkFields(prt, [
    { field: 5, component: 2, code: 'nom', expected: 'le nom d’exercice', message: 'PRT-5.2 porte le nom d’exercice.' },
    {
      field: 5,
      component: 3,
      code: 'prenom',
      expected: 'le prénom d’exercice',
      message: 'PRT-5.3 porte le prénom d’exercice.',
    },
    {
      field: 5,
      component: 9,
      subcomponent: 2,
      code: 'autorite',
      expected: persons,
      holds: oneOf(persons),
      message: `PRT-5.9 porte l’autorité des personnes : …&${persons}&ISO.`,
    },
    {
      field: 5,
      component: 13,
      code: 'type-identifiant',
      expected: 'RPPS, ADELI…',
      message: 'PRT-5.13 dit le type d’identifiant du professionnel.',
    },
  ]);
}

function mailbox(prt: Segment): Finding[] {
  return checkFields(prt, [
    {
      field: 15,
      component: 3,
      code: 'equipement',
      expected: 'X.400',
      holds: oneOf('X.400'),
      message: 'PRT-15.3 vaut X.400.',
    },
    {
      field: 15,
      component: 4,
      code: 'adresse',
      expected: 'une adresse',
      holds: (text) => /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/.test(text),
      message: 'PRT-15.4 n’est pas une adresse de messagerie.',
    },
  ]);
}

function recipients(message: Hl7Message, addresses: readonly string[]): Finding[] {
  const patients = addresses.filter(isPatientAddress);
  const missing = (flag: 'DESTMSSANTEPS' | 'DESTMSSANTEPAT', whom: string): Finding =>
    discrepancy({
      code: flag === 'DESTMSSANTEPS' ? 'destinataire-absent' : 'patient-absent',
      where: flagOf(message, flag)?.at(5) ?? flag,
      expected: `un PRT RCT avec l’adresse ${whom}`,
      got: addresses,
      message: `${flag} vaut Y et aucun PRT ne donne l’adresse ${whom} : ajoutez-le, ou dites N.`,
    });
  return [
    ...(isOn(message, 'DESTMSSANTEPS') && patients.length === addresses.length
      ? [missing('DESTMSSANTEPS', 'd’un professionnel')]
      : []),
    ...(isOn(message, 'DESTMSSANTEPAT') && patients.length === 0 ? [missing('DESTMSSANTEPAT', 'du patient')] : []),
    ...unless(patients.length === 0 || isOn(message, 'DESTMSSANTEPAT'), {
      code: 'patient-non-voulu',
      where: 'PRT-15.4 (RCT)',
      expected: 'DESTMSSANTEPAT à Y, ou aucune adresse du patient',
      got: patients,
      message: 'Le patient est parmi les destinataires alors que DESTMSSANTEPAT ne vaut pas Y.',
    }),
  ];
}

import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { checkFields, type FieldRule, oneOf } from './fields.ts';
import { type Hl7Message, type Segment, segmentsNamed } from './message.ts';
import { flagOf, isMailbox, isOn, isPatientAddress, participationsOf } from './observations.ts';
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
          remedy:
            'Émettez un PRT RCT par destinataire choisi à l’écran, son adresse en PRT-15.4, et aucun de plus : ne reprenez pas ceux d’un envoi précédent ni les informationRecipient du CDA.',
        }),
        ...unless(reponse === undefined || participationsOf(message, 'REPLY').some((prt) => address(prt) === reponse), {
          code: 'adresse-de-reponse',
          where: 'PRT-15.4 (REPLY)',
          expected: reponse,
          got: participationsOf(message, 'REPLY').map(address),
          message: 'L’adresse de réponse n’est pas transmise.',
          remedy: 'Ajoutez un PRT dont PRT-4 est REPLY^Reply to^participation et PRT-15 ^^X.400^adresse.',
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
    {
      field: 2,
      code: 'action',
      expected: 'UC',
      holds: oneOf('UC'),
      message: 'PRT-2 n’a pas sa valeur fixe.',
      remedy: 'Écrivez UC en PRT-2, y compris à la suppression du document.',
    },
    {
      field: 4,
      code: 'participation',
      expected: 'SB, RCT ou REPLY',
      holds: oneOf('SB', 'RCT', 'REPLY'),
      message: 'PRT-4 ne dit pas le rôle.',
      remedy:
        'Écrivez en PRT-4 SB^Send by^participation (expéditeur), RCT^Results Copies To^participation (destinataire) ou REPLY^Reply to^participation (adresse de réponse).',
    },
    {
      field: 4,
      component: 3,
      code: 'table',
      expected: 'participation',
      holds: oneOf('participation'),
      message: 'PRT-4.3 n’est pas la table des rôles.',
      remedy: 'Écrivez participation en PRT-4.3.',
      severity: 'avertissement',
    },
  ]);
}

function sender(message: Hl7Message): Finding[] {
  const senders = participationsOf(message, 'SB');
  const [prt] = senders;
  if (prt === undefined) return noSender(message);
  return [
    ...unless(senders.length === 1, {
      code: 'expediteurs',
      where: 'PRT-4 = SB',
      expected: '1',
      got: String(senders.length),
      message: 'Le message a plusieurs expéditeurs.',
      remedy:
        'N’émettez qu’un PRT SB : le professionnel à l’origine de la demande ; ses confrères sont des destinataires (RCT).',
    }),
    ...unless(prt.get(5) !== '' || prt.get(10) !== '', {
      code: 'expediteur-anonyme',
      where: prt.at(5, { component: 1 }),
      expected: 'l’identifiant national du professionnel, ou celui du dispositif en PRT-10.1',
      got: null,
      message: 'L’expéditeur n’a pas d’identifiant : le VIHF ne pourra pas être construit.',
      remedy:
        'Écrivez en PRT-5.1 l’identifiant national du professionnel (RPPS), ou en PRT-10.1 celui du dispositif qui envoie.',
    }),
    ...(prt.get(5) === '' ? [] : professional(prt)),
    ...checkFields(prt, structure),
    ...unless(!isOn(message, 'DESTDMP') || prt.get(8, 7) !== 'FINEJ', {
      code: 'finess-geographique',
      where: prt.at(8, { component: 7 }),
      expected: 'FINEG',
      got: 'FINEJ',
      message: 'Pour le DMP, SC.DMP/CONF.12 veut le FINESS géographique.',
      remedy: 'Écrivez en PRT-8 le FINESS de l’entité géographique où l’expéditeur exerce, et FINEG en PRT-8.7.',
      severity: 'avertissement',
    }),
  ];
}

function noSender(message: Hl7Message): Finding[] {
  return unless(!isOn(message, 'DESTDMP'), {
    code: 'expediteur-absent',
    where: 'PRT-4 = SB',
    expected: 'un expéditeur',
    got: null,
    message: 'Le document va au DMP sans que le message dise l’expéditeur, dont la PFI construit le VIHF.',
    remedy:
      'Ajoutez, après l’OBX du document, un PRT dont PRT-4 est SB : le professionnel en PRT-5 (ou le dispositif en PRT-10) et sa structure en PRT-8.',
  });
}

/** What says the structure of the sender. */
const structure: readonly FieldRule[] = [
  {
    field: 8,
    component: 1,
    code: 'structure',
    expected: 'le nom de la structure',
    message: 'PRT-8.1 ne nomme pas la structure de l’expéditeur.',
    remedy: 'Écrivez en PRT-8.1 le nom de la structure dans laquelle l’expéditeur exerce.',
  },
  {
    field: 8,
    component: 6,
    subcomponent: 2,
    code: 'autorite-structure',
    expected: structures,
    holds: oneOf(structures),
    message: `PRT-8.6 ne porte pas l’autorité des structures.`,
    remedy: `Écrivez en PRT-8.6 ASIP-SANTE-ST&${structures}&ISO.`,
  },
  {
    field: 8,
    component: 7,
    code: 'type-structure',
    expected: 'FINEG ou FINEJ',
    holds: oneOf('FINEG', 'FINEJ'),
    message: 'PRT-8.7 ne dit pas de quel FINESS il s’agit.',
    remedy:
      'Écrivez FINEG (entité géographique) en PRT-8.7, ou FINEJ (entité juridique) hors dépôt au DMP ; un SIRET ne convient pas.',
  },
  {
    field: 8,
    component: 10,
    code: 'identifiant-structure',
    expected: 'le numéro FINESS',
    message: 'PRT-8.10 ne porte pas le FINESS de la structure.',
    remedy: 'Écrivez en PRT-8.10 le numéro FINESS, 9 caractères.',
  },
];

function professional(prt: Segment): Finding[] {
  return checkFields(prt, [
    {
      field: 5,
      component: 2,
      code: 'nom',
      expected: 'le nom d’exercice',
      message: 'PRT-5.2 ne porte pas le nom d’exercice.',
      remedy: 'Écrivez en PRT-5.2 le nom d’exercice de l’expéditeur, tel que Pro Santé Connect ou l’annuaire le donne.',
    },
    {
      field: 5,
      component: 3,
      code: 'prenom',
      expected: 'le prénom d’exercice',
      message: 'PRT-5.3 ne porte pas le prénom d’exercice.',
      remedy:
        'Écrivez en PRT-5.3 le prénom d’exercice de l’expéditeur, après le nom : nom et prénom ne s’inversent pas.',
    },
    {
      field: 5,
      component: 9,
      subcomponent: 2,
      code: 'autorite',
      expected: persons,
      holds: oneOf(persons),
      message: `PRT-5.9 ne porte pas l’autorité des personnes.`,
      remedy: `Écrivez en PRT-5.9 ASIP-SANTE-PS&${persons}&ISO.`,
    },
    {
      field: 5,
      component: 13,
      code: 'type-identifiant',
      expected: 'RPPS, ADELI…',
      message: 'PRT-5.13 ne dit pas le type d’identifiant du professionnel.',
      remedy: 'Écrivez RPPS en PRT-5.13.',
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
      message: 'PRT-15.3 n’est pas le type d’équipement d’un courriel.',
      remedy: 'Écrivez X.400 en PRT-15.3 (et NET, s’il le faut, en PRT-15.2).',
    },
    {
      field: 15,
      component: 4,
      code: 'adresse',
      expected: 'une adresse',
      holds: isMailbox,
      message: 'PRT-15.4 n’est pas une adresse de messagerie.',
      remedy: 'Écrivez en PRT-15.4 l’adresse MSSanté seule, sans mailto: ni chevrons ni nom d’affichage.',
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
      message: `${flag} vaut Y et aucun PRT ne donne l’adresse ${whom}.`,
      remedy: `Ajoutez un PRT RCT avec l’adresse ${whom} en PRT-15.4, ou dites ${flag} à N.`,
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
      remedy:
        'Dites DESTMSSANTEPAT à Y quand l’utilisateur choisit d’écrire au patient, ou retirez le PRT de son adresse.',
    }),
  ];
}

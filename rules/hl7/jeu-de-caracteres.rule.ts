import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { carriesDocument, withMessage } from './reading.ts';

export const jeuDeCaracteres = defineRule({
  id: 'hl7.jeu-de-caracteres',
  version: '2',
  title: 'Les octets du message sont du jeu de caractères que MSH-18 annonce',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, MSH-18 : UNICODE UTF-8 ou 8859/15 (documenté) ; caractères de commande : HL7 v2 §2.7 (déduit)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    withMessage(inputs, (message) => [
      ...unless(!message.garbled, {
        code: 'octets',
        where: message.header.at(18),
        expected: message.charset === '' ? 'ASCII seul (MSH-18 vide)' : message.charset,
        got: 'd’autres octets',
        message: 'Les octets ne sont pas du jeu annoncé : les accents seront faux.',
        remedy:
          'Encodez le message entier dans le jeu que MSH-18 annonce, ou écrivez en MSH-18 celui dans lequel il est encodé : « UNICODE UTF-8 » ou « 8859/15 ».',
      }),
      ...unless(message.control === -1, {
        code: 'caractere-de-commande',
        where: `octet ${message.control + 1}, depuis MSH`,
        expected: 'des caractères qui s’écrivent',
        got: 'un caractère de commande (octet nul, saut de page…)',
        message: 'Une valeur porte un caractère de commande : des destinataires y coupent le message.',
        remedy:
          'Retirez ces caractères des valeurs à la saisie ou à l’import, ou échappez-les (\\X00\\) ; un champ vide s’écrit sans rien, non avec des octets nuls.',
      }),
      ...unless(!carriesDocument(message) || message.charset !== '8859/1', {
        code: 'jeu-du-volet',
        where: message.header.at(18),
        expected: 'UNICODE UTF-8 ou 8859/15',
        got: message.charset,
        message: 'Le volet n’admet que UNICODE UTF-8 et 8859/15.',
        remedy: 'Encodez en UTF-8 et écrivez « UNICODE UTF-8 » en MSH-18 : 8859/1 n’a ni € ni œ.',
        severity: 'avertissement',
      }),
    ]),
});

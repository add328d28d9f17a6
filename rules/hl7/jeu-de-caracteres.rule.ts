import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { carriesDocument, withMessage } from './reading.ts';

export const jeuDeCaracteres = defineRule({
  id: 'hl7.jeu-de-caracteres',
  version: '1',
  title: 'Les octets du message sont du jeu de caractères que MSH-18 annonce',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, MSH-18 : UNICODE UTF-8 ou 8859/15 (documenté)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    withMessage(inputs, (message) => [
      ...unless(!message.garbled, {
        code: 'octets',
        where: message.header.at(18),
        expected: message.charset === '' ? 'ASCII seul (MSH-18 vide)' : message.charset,
        got: 'd’autres octets',
        message:
          'Les octets ne sont pas du jeu annoncé, et les accents seront faux : encodez le message comme MSH-18 le dit.',
      }),
      ...unless(!carriesDocument(message) || message.charset !== '8859/1', {
        code: 'jeu-du-volet',
        where: message.header.at(18),
        expected: 'UNICODE UTF-8 ou 8859/15',
        got: message.charset,
        message: 'Le volet n’admet que UNICODE UTF-8 et 8859/15.',
        severity: 'avertissement',
      }),
    ]),
});

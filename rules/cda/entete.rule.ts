import { z } from 'zod';
import { eachDocument } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { cardinalities } from './cardinality.ts';
import { structure } from './structure.ts';
import { values } from './values.ts';

export const entete = defineRule({
  id: 'cda.entete',
  version: '1',
  title: 'L’en-tête CDA suit la structuration minimale du CI-SIS',
  source:
    'CI-SIS, Structuration minimale de documents de santé v1.16.8 (05/05/2026) ; CDA.xsd pour l’ordre ; EX_2.1-1071 (seconde main). Ne remplace pas les schematrons de l’ANS : comble ce qu’ils ne voient pas (longueur des OID et du titre, décalage horaire, INS-C)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachDocument(inputs, (document) => [...cardinalities(document), ...values(document), ...structure(document)]),
});

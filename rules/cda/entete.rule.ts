import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { eachDocument } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { cardinalities } from './cardinality.ts';
import { structure } from './structure.ts';
import { values } from './values.ts';

export const entete = defineRule({
  id: 'cda.entete',
  version: '2',
  title: 'L’en-tête CDA suit la structuration minimale du CI-SIS',
  source:
    'CI-SIS, Structuration minimale de documents de santé v1.16.8 (05/05/2026) ; CDA.xsd pour l’ordre ; EX_2.1-1071 (seconde main). Ne remplace pas les schematrons de l’ANS : comble ce qu’ils ne voient pas (longueur des OID et du titre, décalage horaire, INS-C, libellés) ; type de chaque modèle : déduit des exemples de l’ANS, signalé seulement',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachDocument(inputs, (document) => once([...cardinalities(document), ...values(document), ...structure(document)])),
});

// Of one place a code is told once, and no warning where something graver is told.
function once(findings: Finding[]): Finding[] {
  const grave = new Set(findings.filter(({ severity }) => severity === 'bloquant').map(({ where }) => where));
  const first = new Map(findings.toReversed().map((finding) => [`${finding.code} ${finding.where}`, finding]));
  return findings.filter(
    (finding) =>
      first.get(`${finding.code} ${finding.where}`) === finding &&
      (finding.severity === 'bloquant' || !grave.has(finding.where)),
  );
}

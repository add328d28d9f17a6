import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import { textsAt } from '../../core/index.ts';
import { insRoots } from '../cda/formats.ts';
import { unless } from '../findings.ts';
import { cda, headerOf } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { eachDocumentedMail, fromDocuments } from './mail-documents.ts';

const person = 'h:recordTarget/h:patientRole/h:patient';
const traits = [
  `${person}/h:name/h:family[@qualifier="BR"]`,
  `${person}/h:name/h:given[@qualifier="BR"]`,
  `${person}/h:birthTime/@value`,
  `${person}/h:administrativeGenderCode/@code`,
];

export const xMssIns = defineRule({
  id: 'mss.x-mss-ins',
  version: '1',
  title: 'X-MSS-INS dit si l’INS des documents est qualifiée, et manque s’il n’y en a pas',
  source:
    'ECO.2.4.2, SC.MSS/CONF.14 : O si matricule, OID, nom de naissance, 1er prénom, date de naissance et sexe sont dans l’en-tête CDA, N sinon, absent sans CDA',
  appliesTo: 'echanges',
  parameters: z.object({ qualifiee: z.boolean().optional() }),
  check: (inputs, { qualifiee }) =>
    eachDocumentedMail(inputs, (mail) => {
      if (mail.unread) return [];
      const { values, findings } = fromDocuments(mail, isQualified);
      const shown = values.length === 0 ? null : flag(values.every(Boolean));
      const expected = shown === null || qualifiee === undefined ? shown : flag(qualifiee);
      const got = headerOf(mail, 'x-mss-ins');
      return [
        ...findings,
        ...unless(got === expected, {
          code: 'x-mss-ins',
          where: mail.at('X-MSS-INS'),
          expected,
          got,
          message: 'X-MSS-INS ne dit pas ce que disent les documents.',
          remedy:
            'Posez X-MSS-INS à O quand l’INS du patient est qualifiée, à N quand elle ne l’est pas, et ne le posez pas sans CDA.',
        }),
        ...unless(shown === expected, {
          code: 'documents',
          where: mail.at('IHE_XDM.ZIP · /ClinicalDocument/recordTarget'),
          expected: expected === 'O' ? 'l’INS et ses traits' : 'aucune INS',
          got: shown === 'O' ? 'l’INS et ses traits' : 'pas d’INS complète',
          message: 'L’identité des documents n’est pas celle du dossier.',
          remedy:
            'Portez le matricule, son OID et les quatre traits (nom de naissance, 1er prénom, date de naissance, sexe) dans l’en-tête du CDA si et seulement si l’identité du dossier est qualifiée.',
        }),
      ];
    }),
});

function flag(isQualified: boolean): 'O' | 'N' {
  return isQualified ? 'O' : 'N';
}

function isQualified(root: XmlElement): boolean {
  const ids = textsAt(root, 'h:recordTarget/h:patientRole/h:id[@extension]/@root', cda);
  return (
    ids.some((id) => insRoots.includes(id)) &&
    traits.every((path) => textsAt(root, path, cda).some((text) => text !== ''))
  );
}

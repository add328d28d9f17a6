import { z } from 'zod';
import { type Finding, textAt, textsAt } from '../../core/index.ts';
import { unlessEqual } from '../findings.ts';
import { type CdaDocument, cda, eachDocument } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { insRoots } from './formats.ts';
import { attribute, elements, faultAt } from './reading.ts';

const parameters = z.object({
  qualifiee: z.boolean(),
  /** 15 characters. */
  matricule: z.string().length(15),
  oid: z.string(),
  nomNaissance: z.string(),
  prenom: z.string(),
  /** All birth first names, separated by spaces. */
  prenoms: z.string(),
  sexe: z.enum(['M', 'F']),
  /** `AAAA-MM-JJ`. */
  dateNaissance: z.string(),
  lieuNaissance: z.string(),
});

type Expected = z.infer<typeof parameters>;

const role = '/ClinicalDocument/recordTarget/patientRole';
const person = 'h:recordTarget/h:patientRole/h:patient';

export const patient = defineRule({
  id: 'cda.patient',
  version: '1',
  title: 'Le patient du document est celui du dossier : INS et traits si elle est qualifiée, sans INS sinon',
  source:
    'CI-SIS, Structuration minimale v1.16.8 (recordTarget) ; INS/va1.53, règle 28 : l’INS d’une identité qualifiée, et d’elle seule',
  appliesTo: 'echanges',
  parameters,
  check: (inputs, expected) =>
    eachDocument(inputs, (document) =>
      expected.qualifiee ? qualified(document, expected) : unqualified(document, expected),
    ),
});

function qualified(document: CdaDocument, expected: Expected): Finding[] {
  const value = (xpath: string): string | null => textAt(document.root, xpath, cda);
  const ids = elements(document.root, 'h:recordTarget/h:patientRole/h:id');
  const ins = ids.find((id) => insRoots.includes(attribute(id, 'root') ?? ''));
  const rows: Array<[code: string, place: string, expected: string, got: string | null]> = [
    ['matricule', `${role}/id/@extension`, expected.matricule, attribute(ins, 'extension')],
    ['oid', `${role}/id/@root`, expected.oid, attribute(ins, 'root')],
    [
      'nom-naissance',
      `${role}/patient/name/family[@qualifier=BR]`,
      expected.nomNaissance,
      value(`${person}/h:name/h:family[@qualifier="BR"]`),
    ],
    [
      'prenom',
      `${role}/patient/name/given[@qualifier=BR]`,
      expected.prenom,
      value(`${person}/h:name/h:given[@qualifier="BR"]`),
    ],
    [
      'prenoms',
      `${role}/patient/name/given`,
      expected.prenoms,
      spaced(textsAt(document.root, `${person}/h:name/h:given[not(@qualifier)]`, cda)),
    ],
    [
      'sexe',
      `${role}/patient/administrativeGenderCode`,
      expected.sexe,
      value(`${person}/h:administrativeGenderCode/@code`),
    ],
    [
      'date-naissance',
      `${role}/patient/birthTime`,
      expected.dateNaissance.replaceAll('-', ''),
      value(`${person}/h:birthTime/@value`)?.slice(0, 8) ?? null,
    ],
    [
      'lieu-naissance',
      `${role}/patient/birthplace/place/addr/county`,
      expected.lieuNaissance,
      value(`${person}/h:birthplace/h:place/h:addr/h:county`),
    ],
  ];
  return rows.flatMap(([code, place, wanted, got]) =>
    unlessEqual({
      code,
      where: document.at(place),
      expected: wanted,
      got,
      message: 'Le document n’est pas celui de ce patient.',
      remedy:
        'Tirez ce trait de l’identité qualifiée du dossier au moment de produire, tel qu’INSi l’a rendu, sans le reformater.',
    }),
  );
}

// Birth first names stand in one element, or in several.
function spaced(texts: string[]): string {
  return texts.join(' ').replaceAll(/\s+/g, ' ');
}

function unqualified(document: CdaDocument, { matricule }: Expected): Finding[] {
  return elements(document.root, './/h:id').flatMap((id) => {
    const [root, extension] = [attribute(id, 'root') ?? '', attribute(id, 'extension') ?? ''];
    // The 13 characters alone betray the person as much as the 15 do.
    const told = insRoots.includes(root) || extension.includes(matricule.slice(0, 13));
    const fault = { code: 'ins-transmise', expected: null, got: `${extension} (${root})` };
    return told
      ? [
          faultAt(document, id, {
            ...fault,
            message: 'Le document d’une identité non qualifiée ne doit pas porter d’INS.',
            remedy:
              'N’écrivez l’INS que si le statut de l’identité est « qualifiée » ; sinon, écrivez le seul identifiant local, sous l’OID de la structure.',
          }),
        ]
      : [];
  });
}

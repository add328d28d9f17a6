import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import { type Finding, textsAt } from '../../core/index.ts';
import { discrepancy, unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type DmpRequest, eachDmpRequest, ns } from './requests.ts';

/** What names the patient in each transaction; TD0.3 and TD3.2 leave it to the VIHF (facts, DMP §4.4 and 6.2). */
const places = {
  'TD2.1':
    '//rim:ExternalIdentifier[@identificationScheme="urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427" or @identificationScheme="urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446"]/@value',
  'TD3.1':
    '//rim:Slot[@name="$XDSDocumentEntryPatientId" or @name="$XDSSubmissionSetPatientId"]/rim:ValueList/rim:Value',
} as const;
const identifier = '//h:parameterList/h:patientIdentifier/h:value';

interface Target {
  place: string;
  matricule: string;
  oid: string;
}

export const patient = defineRule({
  id: 'dmp.patient',
  version: '1',
  title: 'Chaque message au DMP vise le patient, par son INS et l’OID de celle-ci',
  source:
    'Faits DMP §4.1, 5.2, 5.3 et 6.1 (documenté) ; sans patientId une recherche porte sur l’INS du VIHF (RG_3010)',
  appliesTo: 'echanges',
  parameters: z.object({ matricule: z.string().length(15), oid: z.string() }),
  check: (inputs, expected) =>
    eachDmpRequest(inputs, (request) => {
      const targets = targetsOf(request);
      if (targets === null) return [];
      if (targets.length === 0) return [nobody(request, expected.matricule)];
      return targets.flatMap((target) => compared(request, target, expected));
    }),
});

// Null where the message itself has no place for the patient.
function targetsOf({ document, transaction }: DmpRequest): Target[] | null {
  if (transaction === 'TD0.2' || transaction === 'TD1.3a') {
    return document.find(identifier, ns).map((node) => ({
      place: identifier,
      matricule: (node as XmlElement).attr('extension')?.value ?? '',
      oid: (node as XmlElement).attr('root')?.value ?? '',
    }));
  }
  const path =
    transaction === 'TD3.3'
      ? places['TD2.1']
      : transaction === 'TD2.1' || transaction === 'TD3.1'
        ? places[transaction]
        : null;
  if (path === null) return null;
  const found = textsAt(document, path, ns).map((value) => {
    const [, matricule = value, oid = ''] = /^'?([^^]*)\^\^\^&([\d.]*)&ISO\^NH/.exec(value) ?? [];
    return { place: path, matricule, oid };
  });
  return transaction === 'TD3.1' && found.length === 0 ? null : found;
}

function compared({ at }: DmpRequest, target: Target, expected: { matricule: string; oid: string }): Finding[] {
  return [
    ...unlessEqual({
      code: 'matricule',
      where: at(target.place),
      expected: expected.matricule,
      got: target.matricule,
      message: 'Le message vise un autre patient.',
      remedy:
        'Prenez le matricule et sa clé du dossier ouvert au moment de l’envoi, et écrivez les mêmes dans le corps et dans le VIHF.',
    }),
    ...unlessEqual({
      code: 'oid',
      where: at(target.place),
      expected: expected.oid,
      got: target.oid,
      message: 'L’OID qui accompagne l’INS n’est pas celui de cette INS.',
      remedy:
        'Écrivez avec le matricule l’OID que l’INSi a rendu (NIR 1.2.250.1.213.1.4.8, NIA .9, test .10), sans le fixer dans le code.',
    }),
  ];
}

function nobody({ at, transaction }: DmpRequest, matricule: string): Finding {
  return discrepancy({
    code: 'patient-absent',
    where: at(transaction === 'TD0.2' || transaction === 'TD1.3a' ? identifier : places['TD2.1']),
    expected: matricule,
    got: null,
    message: 'Le message ne vise aucun patient.',
    remedy:
      'Renseignez le patient : patientIdentifier/value (root, extension) en HL7 V3, ExternalIdentifier patientId du lot et de chaque fiche en XDS.',
  });
}

import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless, unlessEqual } from '../findings.ts';
import { eachSubmission } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { type Described, entriesOf, entryScheme, identifiersOf, setScheme, setsOf } from './entries.ts';
import { readCx } from './formats.ts';

interface Expected {
  matricule: string;
  oid: string;
}

export const patient = defineRule({
  id: 'xds.patient',
  version: '1',
  title: 'Le lot et chaque fiche portent l’INS du patient, avec son OID',
  source:
    'Forme INS^^^&OID&ISO^NH (faits DMP §5.2 et 5.3, documenté) ; un kit du GIE ajoute la date de naissance : ' +
    'signalé seulement',
  appliesTo: 'document',
  parameters: z.object({ matricule: z.string().length(15), oid: z.string() }),
  check: (inputs, expected) =>
    eachSubmission(inputs, (submission) => [
      ...setsOf(submission).flatMap((set) => judged(set, setScheme.patientId, expected)),
      ...entriesOf(submission).flatMap((entry) => judged(entry, entryScheme.patientId, expected)),
      ...unless(setsOf(submission).length + entriesOf(submission).length > 0, {
        code: 'patient-id',
        where: submission.at('rim:RegistryObjectList'),
        expected: expected.matricule,
        got: null,
        message: 'La soumission ne vise aucun patient.',
        remedy: 'Écrivez un lot et une fiche, chacun avec son ExternalIdentifier patientId.',
      }),
    ]),
});

function judged({ element, at }: Described, scheme: string, expected: Expected): Finding[] {
  const values = identifiersOf(element, scheme);
  const found = readCx(values[0] ?? '');
  const where = at('patientId');
  if (values.length !== 1 || found === null || found.idType !== 'NH') {
    const form = `${expected.matricule}^^^&${expected.oid}&ISO^NH`;
    const message = 'patientId manque, est répété ou n’a pas la forme d’une INS.';
    const remedy =
      'Écrivez une fois, dans patientId : le matricule de 15 caractères, ^^^&, l’OID rendu par INSi, &ISO^NH.';
    return [discrepancy({ code: 'patient-id', where, expected: form, got: values, message, remedy })];
  }
  return [
    ...unlessEqual({
      code: 'matricule',
      where,
      expected: expected.matricule,
      got: found.id,
      message: 'patientId est l’INS d’un autre patient.',
      remedy: 'Tirez patientId, du lot comme de la fiche, de l’INS du dossier dont vient le document.',
    }),
    ...unlessEqual({
      code: 'oid',
      where,
      expected: expected.oid,
      got: found.oid,
      message: 'L’OID qui accompagne l’INS n’est pas celui de cette INS.',
      remedy: 'Gardez avec le matricule l’OID qu’INSi a rendu (NIR .8, NIA .9, essai .10), et écrivez celui-là.',
    }),
    ...unless(found.extra === '', {
      code: 'suite',
      severity: 'avertissement',
      where,
      expected: 'rien après NH',
      got: found.extra,
      message: 'patientId porte autre chose que l’INS et son OID.',
      remedy: 'Retirez ce qui suit NH : la date de naissance va dans sourcePatientInfo, PID-7.',
    }),
  ];
}

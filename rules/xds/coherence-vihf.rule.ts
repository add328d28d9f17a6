import { z } from 'zod';
import { type Finding, textAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { ebrim } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { classificationsOf, eachSet, identifiersOf, setScheme, slotValues } from './entries.ts';
import { readCx, readXcn, readXon } from './formats.ts';

const resourceId = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id';

export const coherenceVihf = defineRule({
  id: 'xds.coherence-vihf',
  version: '1',
  title: 'L’auteur du lot, sa structure et le patient sont ceux du VIHF',
  source:
    'Faits DMP §12 et 15 (documenté) : « Aucun AuthorInstitution ne correspond à l’utilisateur du VIHF », ' +
    'XDSPatientIdDoesNotMatch',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachSet(
      inputs,
      ({ element, submission, at }): Finding[] => {
        const vihf = (path: string): string | null =>
          textAt(submission.document, `//wsse:Security/saml:Assertion/${path}`, ebrim);
        const attribute = (name: string): string | null =>
          vihf(`saml:AttributeStatement/saml:Attribute[@Name="${name}"]/saml:AttributeValue`);
        const [author] = classificationsOf(element, setScheme.author);
        const person = author === undefined ? [] : slotValues(author, 'authorPerson');
        const institution = author === undefined ? [] : slotValues(author, 'authorInstitution');
        const [patientId = ''] = identifiersOf(element, setScheme.patientId);
        const target = readCx(attribute(resourceId) ?? '');
        const patient = readCx(patientId);
        return [
          ...same(
            {
              code: 'auteur',
              where: at('author · authorPerson'),
              message: 'L’auteur du lot n’est pas le professionnel du VIHF.',
              remedy:
                'Écrivez dans authorPerson du lot l’identifiant du NameID du VIHF : l’auteur du lot est l’utilisateur connecté, même si un autre a écrit le document.',
            },
            vihf('saml:Subject/saml:NameID'),
            readXcn(person[0] ?? '')?.id,
          ),
          ...same(
            {
              code: 'structure',
              where: at('author · authorInstitution'),
              message: 'Aucun authorInstitution ne correspond à l’utilisateur du VIHF.',
              remedy: 'Écrivez dans authorInstitution du lot le Struct_IdNat d’Identifiant_Structure du VIHF.',
            },
            attribute('Identifiant_Structure'),
            readXon(institution[0] ?? '')?.id,
          ),
          ...same(
            {
              code: 'patient',
              where: at('patientId'),
              message: 'Le patient du lot n’est pas celui du VIHF.',
              remedy:
                'Bâtissez le VIHF et le lot du même dossier : resource-id et patientId portent la même INS et le même OID.',
            },
            target && `${target.id} (${target.oid})`,
            patient && `${patient.id} (${patient.oid})`,
          ),
        ];
      },
      ['depot', 'mise_a_jour'],
    ),
});

function same(
  place: { code: string; where: string; message: string; remedy: string },
  expected: string | null,
  got: string | null | undefined,
): Finding[] {
  return unless(expected !== null && expected === got, { ...place, expected, got });
}

import { z } from 'zod';
import { insOid, isMatricule15 } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { identifiersOf, insOids, type PatientIdentifier } from './ins.ts';
import { withMessage, withSegment } from './reading.ts';

/** A matricule and its key, whatever the key. */
const matricule15 = /^\d{5}(?:\d{2}|2[AB])\d{8}$/;

export const identifiants = defineRule({
  id: 'hl7.identifiants',
  version: '1',
  title: 'PID-3 porte des identifiants avec leur autorité, et l’INS comme l’annexe le veut',
  source:
    'CI-SIS, annexe « Prise en charge de l’INS » (INS/va1.16, INS/va1.61 ; texte non relu, forme prise des exemples publiés de l’ANS) ; OID : faits INSi §1.9, faits DMP §3',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    withMessage(inputs, (message) =>
      withSegment(message, 'PID', (pid) => {
        const all = identifiersOf(message);
        const current = all.filter(({ isIns, oid }) => isIns && oid !== insOid.nia);
        return [
          ...unless(
            all.some(({ value }) => value !== ''),
            {
              code: 'aucun-identifiant',
              where: pid.at(3),
              expected: 'un identifiant au moins',
              got: null,
              message: 'PID-3 est vide : le message ne dit pas de quel patient il s’agit.',
              remedy:
                'Écrivez en PID-3 l’identifiant du patient dans votre domaine, de type PI, et, si son identité est qualifiée, son INS dans une autre répétition.',
            },
          ),
          ...all.flatMap((one) => (one.isIns ? nationalIdentity(one) : localIdentity(one))),
          ...unless(current.length <= 1, {
            code: 'ins-multiple',
            where: pid.at(3),
            expected: 'un seul INS',
            got: String(current.length),
            message: 'PID-3 porte plusieurs INS.',
            remedy:
              'Ne transmettez que le matricule en cours, sous un seul OID : NIR ou NIA, non les deux, et jamais l’OID de test avec celui de production.',
          }),
        ];
      }),
    ),
});

function nationalIdentity({ segment, repetition, ...ins }: PatientIdentifier) {
  const at = (component: number, subcomponent?: number): string =>
    segment.at(3, { repetition: repetition.rank, component, subcomponent });
  const namespace = ins.oid === insOid.nia ? 'ASIP-SANTE-INS-NIA' : 'ASIP-SANTE-INS-NIR';
  return [
    ...unless(matricule15.test(ins.value), {
      code: 'matricule',
      where: at(1),
      expected: '15 caractères : matricule et clé',
      got: ins.value,
      message: 'Le matricule INS n’a pas sa forme.',
      remedy:
        'Écrivez le matricule suivi de sa clé, 15 caractères sans espace : 279035121518989, et 2A ou 2B en capitales pour la Corse.',
    }),
    ...key(ins.value, at(1)),
    ...unless(insOids.includes(ins.oid), {
      code: 'oid',
      where: at(4, 2),
      expected: insOids.join(', '),
      got: ins.oid,
      message: 'L’autorité de l’INS n’est pas une des siennes.',
      remedy:
        'Écrivez en PID-3.4.2 l’OID que l’INSi a rendu avec le matricule : 1.2.250.1.213.1.4.8 (NIR), 1.2.250.1.213.1.4.9 (NIA) ou, en test, 1.2.250.1.213.1.4.10.',
    }),
    ...unless(ins.universalType === 'ISO', {
      code: 'type-oid',
      where: at(4, 3),
      expected: 'ISO',
      got: ins.universalType,
      message: 'L’OID de l’autorité n’a pas son type.',
      remedy: 'Écrivez les trois sous-composantes de PID-3.4 : ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.8&ISO.',
    }),
    ...unless(ins.namespace === namespace, {
      code: 'espace-de-noms',
      where: at(4, 1),
      expected: namespace,
      got: ins.namespace,
      message: 'Le nom de l’autorité n’est pas celui de la nature de l’INS.',
      remedy:
        'Écrivez en PID-3.4.1 ASIP-SANTE-INS-NIR pour un NIR, ASIP-SANTE-INS-NIA pour un NIA, en accord avec l’OID.',
      severity: 'avertissement',
    }),
    ...unless(ins.type === 'INS', {
      code: 'type',
      where: at(5),
      expected: 'INS',
      got: ins.type,
      message: 'Le type de l’identifiant n’est pas celui de l’INS.',
      remedy: 'Écrivez INS en PID-3.5 ; NH ne vaut que dans les métadonnées XDS.',
    }),
  ];
}

// Published test cases have a wrong key on purpose (facts, INSi §1.10: HERMANN): refusing them all would be wrong.
function key(value: string, where: string) {
  return unless(!matricule15.test(value) || isMatricule15(value), {
    code: 'cle',
    where,
    expected: 'la clé du matricule',
    got: value,
    message: 'La clé n’est pas celle du matricule.',
    remedy:
      'Reprenez le matricule et la clé rendus par l’INSi sans les ressaisir ni recalculer la clé ; en Corse, 2A vaut 19 et 2B vaut 18 dans le calcul.',
    severity: 'avertissement',
  });
}

function localIdentity({ segment, repetition, value, namespace, oid, type }: PatientIdentifier) {
  const at = (component: number): string => segment.at(3, { repetition: repetition.rank, component });
  return [
    ...unless(value !== '', {
      code: 'identifiant-vide',
      where: at(1),
      expected: 'un identifiant',
      got: null,
      message: 'Une répétition de PID-3 n’a pas d’identifiant.',
      remedy:
        'N’émettez pas la répétition quand l’identifiant n’est pas connu : pas de tilde isolé, ni d’autorité sans identifiant.',
    }),
    ...unless(namespace !== '' || oid !== '', {
      code: 'autorite-absente',
      where: at(4),
      expected: 'l’autorité qui a attribué l’identifiant',
      got: null,
      message: 'Un identifiant sans autorité (PID-3.4) n’identifie personne hors de votre système.',
      remedy:
        'Nommez en PID-3.4 l’autorité qui a attribué l’identifiant : son nom, et si elle en a un son OID suivi de ISO.',
    }),
    ...unless(type !== '', {
      code: 'type-absent',
      where: at(5),
      expected: 'PI, INS…',
      got: null,
      message: 'Un identifiant de PID-3 n’a pas de type.',
      remedy: 'Écrivez en PID-3.5 PI pour l’identifiant du patient dans votre domaine, INS pour son matricule INS.',
    }),
  ];
}

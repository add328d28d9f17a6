import { z } from 'zod';
import { type Finding, textsAt } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { eachSubmission, ebrim, type Submission } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { type Association, associationsOf, setsOf, slotValues } from './entries.ts';

const types: Readonly<Record<string, string>> = {
  HasMember: 'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
  RPLC: 'urn:ihe:iti:2007:AssociationType:RPLC',
  XFRM: 'urn:ihe:iti:2007:AssociationType:XFRM',
  APND: 'urn:ihe:iti:2007:AssociationType:APND',
  signs: 'urn:ihe:iti:2007:AssociationType:signs',
};

export const associations = defineRule({
  id: 'xds.associations',
  version: '1',
  title: 'Le lot contient chaque document (HasMember, Original) et chaque association mène à ce qui existe',
  source: 'IHE ITI TF-3 §4.2.2 ; faits DMP §5.1 (documenté)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    eachSubmission(inputs, (submission) => {
      const found = associationsOf(submission);
      return [...found.flatMap((association) => judged(submission, association)), ...members(submission, found)];
    }),
});

function judged(submission: Submission, { kind, type, source, target, at }: Association): Finding[] {
  const ids = textsAt(submission.request, './/rim:RegistryPackage/@id | .//rim:ExtrinsicObject/@id', ebrim);
  return [
    ...unless(types[kind] === type, {
      code: 'type',
      where: at('@associationType'),
      expected: Object.values(types),
      got: type,
      message: 'Le type de l’association n’est pas un de ceux d’une soumission.',
    }),
    ...unless(ids.includes(source), {
      code: 'source',
      where: at('@sourceObject'),
      expected: ids,
      got: source,
      message: 'L’association part d’un objet qui n’est pas dans la soumission.',
    }),
    // Only a relation between documents leads out of the submission, to what the registry knows.
    ...unless(
      ids.includes(target) || (!['HasMember', 'signs'].includes(kind) && /^urn:uuid:[0-9a-f-]{36}$/i.test(target)),
      {
        code: 'cible',
        where: at('@targetObject'),
        expected: kind === 'HasMember' ? ids : 'un entryUUID (urn:uuid:…)',
        got: target,
        message: 'L’association mène à un objet qui n’existe pas.',
      },
    ),
  ];
}

function members(submission: Submission, found: Association[]): Finding[] {
  const sets = setsOf(submission).map(({ id }) => id);
  const described = textsAt(submission.request, './/rim:ExtrinsicObject/@id', ebrim);
  return described.flatMap((id) => {
    const own = found.filter(
      ({ kind, source, target }) => kind === 'HasMember' && sets.includes(source) && target === id,
    );
    const [member] = own;
    if (member === undefined || own.length > 1) {
      return [
        discrepancy({
          code: 'has-member',
          where: submission.at(`fiche ${id}`),
          expected: 'une association HasMember du lot',
          got: String(own.length),
          message: 'Le lot ne contient pas ce document une fois et une seule.',
        }),
      ];
    }
    const status = slotValues(member.element, 'SubmissionSetStatus');
    return unless(status.length === 1 && status[0] === 'Original', {
      code: 'original',
      where: member.at('SubmissionSetStatus'),
      expected: 'Original',
      got: status,
      message: 'L’appartenance au lot n’est pas « Original ».',
    });
  });
}

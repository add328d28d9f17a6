import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import { type Finding, textsAt } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { eachSubmission, ebrim, type Submission } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { type Association, associationsOf, setsOf, slotValues } from './entries.ts';
import { repeatedOf } from './formats.ts';

const types: Readonly<Record<string, string>> = {
  HasMember: 'urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember',
  RPLC: 'urn:ihe:iti:2007:AssociationType:RPLC',
  XFRM: 'urn:ihe:iti:2007:AssociationType:XFRM',
  APND: 'urn:ihe:iti:2007:AssociationType:APND',
  signs: 'urn:ihe:iti:2007:AssociationType:signs',
};

export const associations = defineRule({
  id: 'xds.associations',
  version: '2',
  title:
    'Le lot contient chaque document (HasMember, Original), chaque document a sa fiche, et chaque association mène à ce qui existe',
  source:
    'IHE ITI TF-3 §4.2.2 ; faits DMP §5.1 (documenté) ; une différence de casse entre Document/@id et la fiche, que l’exemple du DMP porte, est signalée seulement (déduit)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    eachSubmission(inputs, (submission) => {
      const found = associationsOf(submission);
      const ids = textsAt(submission.request, './/rim:RegistryPackage/@id | .//rim:ExtrinsicObject/@id', ebrim);
      const known = new Set(ids);
      return [
        ...found.flatMap((association) => judged(known, association)),
        ...members(submission, found),
        ...objects(submission),
        ...described(submission),
      ];
    }),
});

function judged(known: ReadonlySet<string>, { kind, type, source, target, at }: Association): Finding[] {
  const ids = [...known].slice(0, 20);
  return [
    ...unless(types[kind] === type, {
      code: 'type',
      where: at('@associationType'),
      expected: Object.values(types),
      got: type,
      message: 'Le type de l’association n’est pas un de ceux d’une soumission.',
      remedy: `Écrivez l’URN entier, à la casse près : ${types['HasMember']} du lot vers la fiche, ${types['RPLC']} de la nouvelle fiche vers la remplacée.`,
    }),
    ...unless(known.has(source), {
      code: 'source',
      where: at('@sourceObject'),
      expected: ids,
      got: source,
      message: 'L’association part d’un objet qui n’est pas dans la soumission.',
      remedy:
        'Écrivez dans sourceObject l’@id du lot (HasMember), de la fiche nouvelle (RPLC) ou de la signature (signs).',
    }),
    // Only a relation between documents leads out of the submission, to what the registry knows.
    ...unless(
      known.has(target) || (!['HasMember', 'signs'].includes(kind) && /^urn:uuid:[0-9a-f-]{36}$/i.test(target)),
      {
        code: 'cible',
        where: at('@targetObject'),
        expected: kind === 'HasMember' ? ids : 'un entryUUID (urn:uuid:…)',
        got: target,
        message: 'L’association mène à un objet qui n’existe pas.',
        remedy:
          kind === 'HasMember' || kind === 'signs'
            ? 'Écrivez dans targetObject l’@id d’un objet de cette soumission : une fiche pour HasMember, le lot pour signs.'
            : 'Écrivez dans targetObject l’entryUUID (urn:uuid:…) de la fiche remplacée, lu par TD3.1 : ni son OID, ni un ancien entryUUID.',
      },
    ),
  ];
}

function members(submission: Submission, found: Association[]): Finding[] {
  const sets = setsOf(submission).map(({ id }) => id);
  const entries = textsAt(submission.request, './/rim:ExtrinsicObject/@id', ebrim);
  const byTarget = Map.groupBy(
    found.filter(({ kind, source }) => kind === 'HasMember' && sets.includes(source)),
    ({ target }) => target,
  );
  return entries.flatMap((id) => {
    const own = byTarget.get(id) ?? [];
    const [member] = own;
    if (member === undefined || own.length > 1) {
      return [
        discrepancy({
          code: 'has-member',
          where: submission.at(`fiche ${id}`),
          expected: 'une association HasMember du lot',
          got: String(own.length),
          message: 'Le lot ne contient pas ce document une fois et une seule.',
          remedy:
            'Écrivez pour chaque fiche une Association HasMember et une seule, sourceObject le lot, targetObject la fiche.',
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
      remedy: 'Ajoutez à l’association HasMember le Slot SubmissionSetStatus, valeur « Original ».',
    });
  });
}

/** Objects of a submission are named by their `@id`, each by its own (entryUUID; facts, DMP §5.2). */
function objects(submission: Submission): Finding[] {
  const ids = (submission.request.find('.//rim:RegistryPackage | .//rim:ExtrinsicObject', ebrim) as XmlElement[]).map(
    (element) => element.attr('id')?.value ?? '',
  );
  const wrong = new Set([...ids.filter((id) => id === ''), ...repeatedOf(ids)]);
  return [...wrong].slice(0, 20).map((id) =>
    discrepancy({
      code: 'entry-uuid',
      where: submission.at('rim:RegistryObjectList · @id'),
      expected: 'un @id pour chaque objet, différent des autres',
      got: id,
      message: 'Un objet de la soumission n’a pas d’@id, ou a celui d’un autre.',
      remedy: 'Donnez à chaque lot et à chaque fiche un @id propre à la soumission (Document01, ou urn:uuid:…).',
    }),
  );
}

/** Each document that is attached has its entry (XDSMissingDocumentMetadata). */
function described(submission: Submission): Finding[] {
  const ids = new Set(textsAt(submission.request, './/rim:ExtrinsicObject/@id', ebrim));
  const anyCase = new Set([...ids].map((id) => id.toLowerCase()));
  return submission.documents.flatMap(({ id, at }) =>
    unless(id !== null && ids.has(id), {
      code: 'document-sans-fiche',
      severity: anyCase.has(id?.toLowerCase() ?? '') ? 'avertissement' : 'bloquant',
      where: at('@id'),
      expected: [...ids].slice(0, 20),
      got: id,
      message: 'Ce document joint n’a pas de fiche.',
      remedy: 'Écrivez dans Document/@id l’@id exact de son ExtrinsicObject, casse comprise.',
    }),
  );
}

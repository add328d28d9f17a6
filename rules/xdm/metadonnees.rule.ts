import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { archivesOf, eachSubmission, ebrim, type Submission, subsetsOf } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { bytesOf, entriesOf, withoutDocument } from '../xds/entries.ts';

export const metadonnees = defineRule({
  id: 'xdm.metadonnees',
  version: '2',
  title: 'Les métadonnées de l’archive mènent à chaque document, et décrivent chaque fichier',
  source:
    'IHE ITI-32 ; faits MSS §5.2, DMP §5.2 et 13 : Slot URI du document tel qu’il est dans l’archive, aucun document dans METADATA.XML. La forme de hash et de size est jugée par xds.fiche, leur valeur par xds.empreinte',
  appliesTo: 'echanges',
  parameters: z.object({}),
  async check(inputs) {
    const described = new Set<string>();
    const findings = await eachSubmission(
      inputs,
      (submission) => {
        for (const { at } of submission.documents) described.add(at(''));
        return entries(submission);
      },
      ['xdm'],
    );
    return [...findings, ...(await undescribed(inputs, described))];
  },
});

function entries(submission: Submission): Finding[] {
  return [
    ...unless(submission.documents.length > 0, {
      code: 'aucune-fiche',
      where: submission.at('/SubmitObjectsRequest'),
      expected: 'une fiche de document',
      got: null,
      message: 'Les métadonnées ne décrivent aucun document.',
      remedy: 'Écrivez un rim:ExtrinsicObject par document du lot, son Slot URI le nom du fichier.',
    }),
    ...entriesOf(submission).flatMap((entry) => (bytesOf(entry) === null ? [withoutDocument(entry)] : [])),
    ...enclosed(submission),
  ];
}

/** A METADATA.XML describes documents that stand beside it, and encloses none (facts, DMP §13). */
function enclosed({ request, at }: Submission): Finding[] {
  const count = request.find('.//xds:Document | parent::*/xds:Document', ebrim).length;
  return unless(count === 0, {
    code: 'document-inclus',
    where: at('xds:Document'),
    expected: null,
    got: String(count),
    message: 'Les métadonnées d’une archive ne contiennent pas de document.',
    remedy: 'Écrivez METADATA.XML comme un lcm:SubmitObjectsRequest seul, et les documents en fichiers à côté de lui.',
  });
}

async function undescribed(inputs: Parameters<typeof archivesOf>[0], described: Set<string>): Promise<Finding[]> {
  const { pieces } = await archivesOf(inputs);
  const orphans = pieces.flatMap((archive) =>
    subsetsOf(archive).flatMap(({ folder, metadata }) =>
      [...archive.files.keys()]
        .filter((path) => path.startsWith(folder) && path !== metadata)
        .map((path) => archive.at(`${path} · `))
        .filter((place) => !described.has(place)),
    ),
  );
  return orphans.flatMap((place) =>
    unless(false, {
      code: 'sans-fiche',
      where: place.replace(/ · $/, ''),
      expected: 'une fiche des métadonnées',
      got: null,
      message: 'Ce fichier n’est pas décrit.',
      remedy: 'Écrivez la fiche de ce fichier dans METADATA.XML, ou retirez-le du lot.',
    }),
  );
}

import { createHash } from 'node:crypto';
import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import { type Finding, textsAt } from '../../core/index.ts';
import { unless, unlessEqual } from '../findings.ts';
import {
  archivesOf,
  eachSubmission,
  ebrim,
  type Submission,
  type SubmittedDocument,
  subsetsOf,
} from '../pieces/index.ts';
import { defineRule } from '../rule.ts';

export const metadonnees = defineRule({
  id: 'xdm.metadonnees',
  version: '1',
  title: 'Les métadonnées de l’archive disent l’emplacement, la taille et l’empreinte de chaque document',
  source:
    'IHE ITI-32 ; faits MSS §5.2, DMP §5.2 : Slots URI, size, hash (SHA-1 en hexadécimal minuscule) du document tel qu’il est dans l’archive',
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
    }),
    ...submission.documents.flatMap((document) => slots(submission, document)),
  ];
}

function slots({ request, at }: Submission, { id, bytes }: SubmittedDocument): Finding[] {
  const objects = request.find('.//rim:ExtrinsicObject', ebrim) as XmlElement[];
  const entry = objects.find((element) => element.attrs.some(({ name, content }) => name === 'id' && content === id));
  const slot = (name: string): string[] =>
    entry === undefined ? [] : textsAt(entry, `rim:Slot[@name="${name}"]/rim:ValueList/rim:Value`, ebrim);
  const where = (name: string): string => at(`ExtrinsicObject ${id ?? ''} · Slot ${name}`);
  const [uri = ''] = slot('URI');
  const found = unless(bytes !== null && uri !== '', {
    code: 'uri',
    where: where('URI'),
    expected: 'le nom d’un fichier du lot',
    got: uri,
    message: 'Les métadonnées ne mènent à aucun fichier.',
  });
  if (bytes === null) return found;
  return [
    ...found,
    ...unlessEqual({
      code: 'taille',
      where: where('size'),
      expected: String(bytes.length),
      got: slot('size')[0],
      message: 'La taille déclarée n’est pas celle du document.',
    }),
    ...unlessEqual({
      code: 'empreinte',
      where: where('hash'),
      expected: createHash('sha1').update(bytes).digest('hex'),
      got: slot('hash')[0],
      message: 'L’empreinte déclarée n’est pas celle du document.',
    }),
  ];
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
    }),
  );
}

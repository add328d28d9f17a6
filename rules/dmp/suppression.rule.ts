import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless, unlessEqual } from '../findings.ts';
import { eachSubmission, type Submission } from '../pieces/index.ts';
import { defineRule, type RuleInputs } from '../rule.ts';
import { type Association, associationsOf, setsOf, slotValues } from '../xds/entries.ts';
import { knownEntries } from './registry.ts';

const updates = 'urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus';
const approved = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved';
const archived = 'urn:asip:ci-sis:2010:StatusType:Archived';
const deleted = 'urn:asip:ci-sis:2010:StatusType:Deleted';

/** From what state to what state each operation goes (facts, DMP §6.3). */
const moves = {
  suppression: { from: [approved, archived], to: deleted },
  archivage: { from: [approved], to: archived },
  desarchivage: { from: [archived], to: approved },
} as const;

const parametersSchema = z.object({
  operation: z.enum(['suppression', 'archivage', 'desarchivage']).default('suppression'),
  entryUuid: z.string().optional(),
  uniqueId: z.string().optional(),
});
type Parameters = z.infer<typeof parametersSchema>;

export const suppression = defineRule({
  id: 'dmp.suppression',
  version: '1',
  title: 'La suppression (ou l’archivage) change l’état du bon document, par l’entryUUID que le registre a donné',
  source: 'TD3.3c et TD3.3d ; faits DMP §6.3 (documenté) : UpdateAvailabilityStatus, OriginalStatus, NewStatus',
  appliesTo: 'echanges',
  parameters: parametersSchema,
  async check(inputs, parameters) {
    let seen = 0;
    const findings = await eachSubmission(
      inputs,
      (submission) => {
        const associations = associationsOf(submission).filter(({ kind }) => kind === 'UpdateAvailabilityStatus');
        seen += associations.length;
        return associations.flatMap((association) => judged(inputs, { submission, association, parameters }));
      },
      ['mise_a_jour'],
    );
    return seen > 0 || findings.length > 0 ? findings : [none(parameters)];
  },
});

interface Case {
  submission: Submission;
  association: Association;
  parameters: Parameters;
}

function judged(inputs: RuleInputs, { submission, association, parameters }: Case): Finding[] {
  return [
    ...form(submission, association),
    ...states(association, parameters),
    ...target(association, parameters, knownEntries(inputs, submission.exchange?.n ?? 0)),
  ];
}

function form(submission: Submission, { type, source, at }: Association): Finding[] {
  return [
    ...unlessEqual({
      code: 'type',
      where: at('@associationType'),
      expected: updates,
      got: type,
      message: 'Le type de l’association n’est pas celui d’un changement d’état.',
      remedy: `Écrivez associationType="${updates}".`,
    }),
    ...unless(
      setsOf(submission).some(({ id }) => id === source),
      {
        code: 'source',
        where: at('@sourceObject'),
        expected: 'le lot',
        got: source,
        message: 'Le changement d’état ne part pas du lot de soumission.',
        remedy: 'Mettez dans sourceObject l’id du RegistryPackage (le lot) du message.',
      },
    ),
  ];
}

function states({ element, at }: Association, { operation }: Parameters): Finding[] {
  const { from, to } = moves[operation];
  const original = slotValues(element, 'OriginalStatus');
  const next = slotValues(element, 'NewStatus');
  return [
    ...unless(original.length === 1 && (from as readonly string[]).includes(original[0] ?? ''), {
      code: 'etat-initial',
      where: at('OriginalStatus'),
      expected: from.join(' ou '),
      got: original,
      message: 'L’état de départ n’est pas un de ceux d’où cette opération part.',
      remedy:
        'Écrivez dans le Slot OriginalStatus, une fois, le statut actuel de la fiche, entier (urn:oasis:names:tc:ebxml-regrep:StatusType:Approved ou urn:asip:ci-sis:2010:StatusType:Archived).',
    }),
    ...unless(next.length === 1 && next[0] === to, {
      code: 'etat-final',
      where: at('NewStatus'),
      expected: to,
      got: next,
      message: 'Le nouvel état n’est pas celui de l’opération.',
      remedy: `Écrivez ${to} dans le Slot NewStatus, une fois.`,
    }),
  ];
}

function target(
  { element, target: found, at }: Association,
  { entryUuid, uniqueId }: Parameters,
  known: ReturnType<typeof knownEntries>,
): Finding[] {
  const entry = known.findLast((candidate) => candidate.entryUuid === found);
  const [original] = slotValues(element, 'OriginalStatus');
  return [
    ...unless(entry !== undefined && (entryUuid ?? found) === found, {
      code: 'cible',
      where: at('@targetObject'),
      expected: entryUuid ?? known.map((candidate) => candidate.entryUuid),
      got: found,
      message: 'L’opération ne vise pas un entryUUID que le registre a donné.',
      remedy:
        'Retrouvez le document par TD3.1 et mettez dans targetObject l’entryUUID que le registre rend : il change à chaque mise à jour.',
    }),
    ...unless(entry === undefined || (uniqueId ?? entry.uniqueId) === entry.uniqueId, {
      code: 'document',
      where: at('@targetObject'),
      expected: uniqueId,
      got: entry?.uniqueId,
      message: 'L’opération vise un autre document.',
      remedy: 'Visez l’entryUUID du document que l’utilisateur a choisi.',
    }),
    ...unless(entry === undefined || entry.status === original, {
      code: 'etat-connu',
      where: at('OriginalStatus'),
      expected: entry?.status,
      got: original,
      message: 'L’état de départ n’est pas celui que le registre a donné.',
      remedy: 'Recopiez dans OriginalStatus le statut que TD3.1 vient de rendre pour cette fiche.',
    }),
  ];
}

function none({ operation }: Parameters): Finding {
  return discrepancy({
    code: 'aucun-changement',
    where: 'echanges',
    expected: `un message ITI-57 de ${operation}`,
    got: null,
    message: 'Aucun changement d’état n’est parti pour cette personne.',
    remedy:
      'Envoyez au registre (service « registry ») un SubmitObjectsRequest ITI-57 avec l’association UpdateAvailabilityStatus.',
  });
}

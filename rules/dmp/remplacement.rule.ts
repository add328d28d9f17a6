import { z } from 'zod';
import { type Finding, textAt } from '../../core/index.ts';
import { discrepancy, unless, unlessEqual } from '../findings.ts';
import { cda, eachSubmission, parsed, type Submission } from '../pieces/index.ts';
import { defineRule, type RuleInputs } from '../rule.ts';
import { type Association, associationsOf, entriesOf } from '../xds/entries.ts';
import { knownEntries } from './registry.ts';

const replaces = 'urn:ihe:iti:2007:AssociationType:RPLC';
const approved = 'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved';

const parametersSchema = z.object({
  /** Known when the bench itself gave the document to the registry. */
  entryUuid: z.string().optional(),
  /** `uniqueId` of the replaced document. */
  uniqueId: z.string().optional(),
});
type Parameters = z.infer<typeof parametersSchema>;

export const remplacement = defineRule({
  id: 'dmp.remplacement',
  version: '1',
  title: 'Le remplacement désigne la version en vigueur par l’entryUUID que le registre a donné',
  source: 'TD2.1b ; faits DMP §5.1 et 6.3 (documenté) : RPLC vers l’entryUUID, qui vient de TD3.1',
  appliesTo: 'echanges',
  parameters: parametersSchema,
  async check(inputs, parameters) {
    let replacements = 0;
    const findings = await eachSubmission(
      inputs,
      (submission) => {
        const associations = associationsOf(submission).filter(({ kind }) => kind === 'RPLC');
        replacements += associations.length;
        return associations.flatMap((association) => judged(inputs, { submission, association, parameters }));
      },
      ['depot'],
    );
    return replacements > 0 || findings.length > 0 ? findings : [none()];
  },
});

interface Case {
  submission: Submission;
  association: Association;
  parameters: Parameters;
}

function judged(inputs: RuleInputs, { submission, association, parameters }: Case): Finding[] {
  const { type, source, target, at } = association;
  const known = knownEntries(inputs, submission.exchange?.n ?? 0);
  const entry = known.findLast(({ entryUuid }) => entryUuid === target);
  return [
    ...unless(type === replaces, {
      code: 'type',
      where: at('@associationType'),
      expected: replaces,
      got: type,
      message: 'Le type de l’association n’est pas celui d’un remplacement.',
      remedy: `Écrivez associationType="${replaces}".`,
    }),
    ...unless(
      entriesOf(submission).some(({ id }) => id === source),
      {
        code: 'source',
        where: at('@sourceObject'),
        expected: 'une fiche du lot',
        got: source,
        message: 'Le remplacement ne part pas d’un document du lot.',
        remedy: 'Mettez dans sourceObject l’id de la fiche du nouveau document.',
      },
    ),
    ...unless(entry !== undefined && (parameters.entryUuid ?? target) === target, {
      code: 'cible',
      where: at('@targetObject'),
      expected: parameters.entryUuid ?? known.map(({ entryUuid }) => entryUuid),
      got: target,
      message: 'Le remplacement ne vise pas un entryUUID que le registre a donné.',
      remedy:
        'Retrouvez le document par TD3.1 (GetDocuments sur son uniqueId) et mettez dans targetObject l’entryUUID rendu : ni l’uniqueId, ni un identifiant gardé d’une version antérieure.',
    }),
    ...unless(entry === undefined || (parameters.uniqueId ?? entry.uniqueId) === entry.uniqueId, {
      code: 'document',
      where: at('@targetObject'),
      expected: parameters.uniqueId,
      got: entry?.uniqueId,
      message: 'Le remplacement vise un autre document.',
      remedy:
        'Cherchez l’entryUUID de la version que le nouveau document remplace, celle que nomme relatedDocument/parentDocument.',
    }),
    ...parent(submission, association, entry?.uniqueId),
    ...unless(entry === undefined || entry.status === approved, {
      code: 'perime',
      where: at('@targetObject'),
      expected: approved,
      got: entry?.status,
      message: 'Le remplacement vise une version qui n’est plus en vigueur.',
      remedy:
        'Relisez le registre juste avant le remplacement et visez la fiche Approved ; une fiche Deprecated a déjà été remplacée.',
    }),
  ];
}

// The header of the new document names the one that it replaces (facts, DMP §11 and 12).
function parent(submission: Submission, { source }: Association, replaced: string | undefined): Finding[] {
  const document = submission.documents.find(({ id }) => id === source);
  if (document?.bytes == null || replaced === undefined) return [];
  return parsed(document.bytes, document.at, ({ root }) => {
    const path = 'h:relatedDocument/h:parentDocument/h:id/@root';
    return unlessEqual({
      code: 'parent',
      where: document.at('ClinicalDocument/relatedDocument/parentDocument/id'),
      expected: replaced,
      got: textAt(root, path, cda),
      message: 'L’en-tête du document ne nomme pas celui que le lot remplace.',
      remedy:
        'Écrivez dans relatedDocument (typeCode RPLC) parentDocument/id l’uniqueId de la version remplacée, gardez setId et ajoutez un à versionNumber.',
    });
  });
}

function none(): Finding {
  return discrepancy({
    code: 'aucun-remplacement',
    where: 'echanges',
    expected: 'un dépôt avec une association RPLC',
    got: null,
    message: 'Aucun dépôt de cette personne ne remplace un document.',
    remedy:
      'Déposez la nouvelle version avec une association RPLC vers la fiche de l’ancienne (TD2.1b), et non comme un document neuf.',
  });
}

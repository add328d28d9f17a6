import { z } from 'zod';
import { type Finding, textsAt } from '../../core/index.ts';
import { elements, identifierOf } from '../cda/reading.ts';
import { discrepancy } from '../findings.ts';
import { type At, eachDocument, eachSubmission, ebrim } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';

/** patientId of a submission set and of a document (facts, DMP §5). */
const schemes = ['urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446', 'urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427'];

/** The identifiers of one patient, as one piece gives them. */
interface Person {
  ids: string[];
  at: At;
}

export const unUsager = defineRule({
  id: 'xdm.un-usager',
  version: '1',
  title: 'Un courriel porte les documents d’un seul usager, celui de ses métadonnées',
  source:
    'ECO.2.1.1, SC.MSS/CONF.23 : un seul usager ; ECO.2.1.2, CONF.24 : le destinataire l’identifie par patientId de METADATA.XML',
  appliesTo: 'echanges',
  parameters: z.object({}),
  async check(inputs) {
    const described: Person[] = [];
    const findings = await eachSubmission(
      inputs,
      ({ request, at }) => {
        const values = schemes.flatMap((scheme) =>
          textsAt(request, `.//rim:ExternalIdentifier[@identificationScheme="${scheme}"]/@value`, ebrim),
        );
        described.push(
          ...values.map((value) => ({ ids: [identifier(value)], at: (place: string) => at(place || 'patientId') })),
        );
        return values.length > 0 ? [] : [absent(at('ExternalIdentifier patientId'))];
      },
      ['xdm'],
    );
    const documents: Person[] = [];
    const unreadable = await eachDocument(inputs, ({ root, at }) => {
      const ids = elements(root, 'h:recordTarget/h:patientRole/h:id').flatMap((id) => identifierOf(id) ?? []);
      documents.push({ ids, at: () => at('/ClinicalDocument/recordTarget/patientRole/id') });
      return [];
    });
    const others = unreadable.filter(({ where }) => !findings.some((finding) => finding.where === where));
    return [...findings, ...others, ...different(described, documents)];
  },
});

function different(described: Person[], documents: Person[]): Finding[] {
  const [first] = described;
  if (first === undefined) return [];
  const expected = first.ids[0] ?? '';
  return [...described, ...documents]
    .filter(({ ids }) => !ids.includes(expected))
    .map(({ ids, at }) =>
      discrepancy({
        code: 'autre-usager',
        where: at(''),
        expected,
        got: ids,
        message: 'Le courriel porte plus d’un usager.',
        remedy:
          'Bâtissez l’archive d’un seul dossier : un courriel par patient, patientId du lot, des fiches et recordTarget tirés de la même identité.',
      }),
    );
}

// `<id>^^^&<oid>&ISO^NH`: its identifier and its authority (facts, DMP §5.2).
function identifier(value: string): string {
  const [id = '', , , authority = ''] = value.split('^');
  return `${authority.split('&')[1] ?? ''}^${id}`;
}

function absent(where: string): Finding {
  return discrepancy({
    code: 'usager-absent',
    where,
    expected: 'patientId',
    got: null,
    message: 'Les métadonnées ne disent pas l’usager.',
    remedy:
      'Écrivez patientId dans le lot et dans chaque fiche : le destinataire rattache le courriel au dossier par lui.',
  });
}

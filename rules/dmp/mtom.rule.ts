import { z } from 'zod';
import { defectsOf, type Finding, type MimePart, readMimeValue, textsAt } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { eachSubmission, ebrim, type Submission } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { type DmpRequest, eachDmpRequest } from './requests.ts';

export const mtom = defineRule({
  id: 'dmp.mtom',
  version: '1',
  title: 'Le dépôt (ITI-41) est en MTOM/XOP, chaque document dans sa partie binaire',
  source:
    'EX_2.1-1260 ; faits DMP §2 et 5.1 (documenté) ; l’exemple officiel écrit un identifiant dans deux casses : ' +
    'signalé seulement (inféré)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  async check(inputs) {
    const packaging = eachDmpRequest(inputs, packed, ['TD2.1']);
    // What could not be read is said once, by the first.
    if (packaging.some(({ code }) => ['aucun-echange', 'corps-illisible', 'xml-illisible'].includes(code))) {
      return packaging;
    }
    return [...packaging, ...(await eachSubmission(inputs, attached, ['depot']))];
  },
});

function packed({ message, at }: DmpRequest): Finding[] {
  const { multipart, contentType } = message;
  const { type, params } = readMimeValue(contentType);
  if (multipart === null || type !== 'multipart/related' || params['type'] !== 'application/xop+xml') {
    return [
      discrepancy({
        code: 'mtom',
        where: at('Content-Type'),
        expected: 'multipart/related; type="application/xop+xml"',
        got: contentType,
        message: 'Le dépôt n’est pas en MTOM.',
        remedy:
          'Activez MTOM pour ITI-41 : Content-Type multipart/related; type="application/xop+xml"; start="<…>"; start-info="application/soap+xml" (EX_2.1-1260).',
      }),
    ];
  }
  return [...rootPart(multipart, at), ...damaged(multipart.message, at), ...transferEncodings(multipart, at)];
}

function rootPart({ message, root }: { message: MimePart; root: MimePart | null }, at: DmpRequest['at']): Finding[] {
  const found = root ?? message.parts[0];
  const { type, params } = found?.contentType ?? { type: '', params: {} };
  const inner = readMimeValue(params['type'] ?? '').type;
  return [
    ...unless(root !== null, {
      code: 'racine',
      where: at('Content-Type · start'),
      expected: 'le Content-ID d’une partie',
      got: message.contentType.params['start'],
      message: 'Le paramètre start ne désigne aucune partie du message.',
      remedy: 'Donnez au paramètre start le Content-ID de la partie racine, chevrons compris.',
    }),
    ...unless(type === 'application/xop+xml' && inner === 'application/soap+xml', {
      code: 'type-racine',
      where: at('partie racine · Content-Type'),
      expected: 'application/xop+xml; type="application/soap+xml"',
      got: `${type}; type="${params['type'] ?? ''}"`,
      message: 'La partie racine n’est pas du type d’un message XOP.',
      remedy:
        'Donnez à la partie racine Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml".',
    }),
  ];
}

function damaged(message: MimePart, at: DmpRequest['at']): Finding[] {
  const broken = defectsOf(message).filter(({ code }) => code.startsWith('frontiere'));
  return broken.map(({ code, offset }) =>
    discrepancy({
      code,
      where: at(`octet ${offset}`),
      expected: 'un multipart entier',
      got: code === 'frontiere-absente' ? 'aucune frontière' : 'pas de frontière finale',
      message: 'Le message MTOM est tronqué ou mal découpé.',
      remedy:
        'Terminez le corps par la frontière finale --…-- et tirez une frontière qui n’est dans aucune partie ; si le message est coupé, envoyez-le entier (Content-Length juste).',
    }),
  );
}

function transferEncodings(
  { message, root }: { message: MimePart; root: MimePart | null },
  at: DmpRequest['at'],
): Finding[] {
  const encoded = message.parts.filter(
    (part) =>
      part !== root && part.defects.some(({ code }) => code.startsWith('base64') || code.startsWith('encodage')),
  );
  return encoded.map((part) =>
    discrepancy({
      code: 'encodage',
      where: at(`partie ${part.contentId ?? ''}`),
      expected: 'binary',
      got: part.defects.map(({ code }) => code),
      message: 'La partie n’est pas transmise telle quelle.',
      remedy:
        'Écrivez les octets du document tels quels dans sa partie, Content-Transfer-Encoding: binary, sans base64.',
    }),
  );
}

function attached(submission: Submission): Finding[] {
  const { request, documents, at } = submission;
  const described = textsAt(request, './/rim:ExtrinsicObject/@id', ebrim);
  const included = request.eval('count(parent::*/xds:Document/xop:Include[starts-with(@href, "cid:")])', ebrim);
  return [
    ...unless(included === documents.length, {
      code: 'xop',
      where: at('xds:Document'),
      expected: `${documents.length} document(s) par xop:Include`,
      got: String(included),
      message: 'Un document est dans le XML au lieu d’être dans une partie du message.',
      remedy:
        'Remplacez dans xds:Document le base64 par <xop:Include href="cid:…"/> et mettez le document dans sa propre partie.',
    }),
    ...documents
      .filter(({ bytes }) => bytes === null)
      .map((document) =>
        discrepancy({
          code: 'cid',
          where: document.at('xop:Include/@href'),
          expected: 'le Content-ID d’une partie',
          got: null,
          message: 'Aucune partie du message n’a l’identifiant que nomme ce document.',
          remedy:
            'Donnez à la partie du document le Content-ID que nomme href, sans « cid: », décodé de ses %, entre chevrons.',
        }),
      ),
    ...described.flatMap((id) => pairing(submission, id)),
    ...documents.flatMap((document) =>
      unless(
        described.some((id) => same(id, document.id)),
        {
          code: 'document-sans-fiche',
          where: document.at('@id'),
          expected: described,
          got: document.id,
          message: 'Ce document n’est décrit par aucune fiche.',
          remedy: 'Écrivez un ExtrinsicObject par xds:Document, de même id.',
        },
      ),
    ),
  ];
}

function pairing({ documents, at }: Submission, id: string): Finding[] {
  const ids = documents.map((document) => document.id);
  if (ids.includes(id)) return [];
  const near = ids.find((other) => same(id, other));
  return [
    discrepancy({
      code: near === undefined ? 'fiche-sans-document' : 'casse',
      severity: near === undefined ? 'bloquant' : 'avertissement',
      where: at(`fiche ${id}`),
      expected: `xds:Document id="${id}"`,
      got: near ?? ids,
      message:
        near === undefined
          ? 'Cette fiche n’a pas son document dans le message.'
          : 'L’identifiant du document n’a pas la casse de celui de sa fiche.',
      remedy:
        'Écrivez dans xds:Document/@id l’id de l’ExtrinsicObject, à la lettre près, et joignez un document par fiche.',
    }),
  ];
}

function same(left: string, right: string | null): boolean {
  return left.toLowerCase() === right?.toLowerCase();
}

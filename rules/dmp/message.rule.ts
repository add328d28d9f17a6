import { z } from 'zod';
import { type Finding, textAt, textsAt } from '../../core/index.ts';
import { unless, unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type DmpRequest, eachDmpRequest, ns } from './requests.ts';

const interaction = 'PRPA_IN201307UV02';
const body = '/soap:Envelope/soap:Body';

/** What stands at each place of the wrapper, and why (facts, DMP §4). */
const wrapper: ReadonlyArray<{ code: string; path: string; expected: string; remedy: string }> = [
  {
    code: 'its-version',
    path: '@ITSVersion',
    expected: 'XML_1.0',
    remedy: 'Écrivez ITSVersion="XML_1.0" sur l’élément de l’interaction.',
  },
  {
    code: 'interaction',
    path: 'h:interactionId/@extension',
    expected: interaction,
    remedy: `Écrivez interactionId root="2.16.840.1.113883.1.6" extension="${interaction}", le nom de l’élément qui le porte.`,
  },
  {
    code: 'mode-de-traitement',
    path: 'h:processingCode/@code',
    expected: 'D',
    remedy: 'Écrivez processingCode code="D" dans une requête : P est celui des réponses du DMP.',
  },
  {
    code: 'mode-de-traitement',
    path: 'h:processingModeCode/@code',
    expected: 'T',
    remedy: 'Écrivez processingModeCode code="T".',
  },
  {
    code: 'accuse',
    path: 'h:acceptAckCode/@code',
    expected: 'AL',
    remedy: 'Écrivez acceptAckCode code="AL" dans une requête : NE est celui des réponses du DMP.',
  },
  {
    code: 'destinataire',
    path: 'h:receiver/h:device/h:id/@root',
    expected: '1.2.250.1.213.4.1.1.1',
    remedy: 'Nommez le DMP dans receiver/device/id : root="1.2.250.1.213.4.1.1.1".',
  },
  {
    code: 'motif',
    path: 'h:controlActProcess/h:reasonCode/@codeSystem',
    expected: '1.2.250.1.213.1.1.4.11',
    remedy: 'Donnez à reasonCode (TEST_EXST ou CNSLT_DATA) le codeSystem 1.2.250.1.213.1.1.4.11.',
  },
  {
    code: 'requete',
    path: 'h:controlActProcess/h:queryByParameter/h:statusCode/@code',
    expected: 'new',
    remedy: 'Écrivez queryByParameter/statusCode code="new".',
  },
];

export const message = defineRule({
  id: 'dmp.message',
  version: '1',
  title: 'Le corps des messages propres au DMP (TD0.2, TD1.3a, TD0.3) a la forme de ses exemples et de son schéma',
  source: 'Faits DMP §4 (enveloppe HL7 V3), §4.1 et §4.4 (exemples et XSD du GIE SESAM-Vitale, documenté)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachDmpRequest(inputs, (request) => (request.transaction === 'TD0.3' ? authorization(request) : query(request)), [
      'TD0.2',
      'TD1.3a',
      'TD0.3',
    ]),
});

function query(request: DmpRequest): Finding[] {
  const { document, at } = request;
  const place = `${body}/h:${interaction}`;
  const read = (path: string): string | null => textAt(document, `//h:${interaction}/${path}`, ns);
  const reason = read('h:controlActProcess/h:reasonCode/@code') ?? '';
  return [
    ...wrapper.flatMap(({ code, path, expected, remedy }) =>
      unlessEqual({
        code,
        where: at(`${place}/${path}`),
        expected,
        got: read(path),
        message: 'L’enveloppe HL7 V3 du message n’est pas celle que le DMP attend.',
        remedy,
      }),
    ),
    ...unless(['TEST_EXST', 'CNSLT_DATA'].includes(reason), {
      code: 'motif',
      where: at(`${place}/h:controlActProcess/h:reasonCode/@code`),
      expected: 'TEST_EXST (TD0.2) ou CNSLT_DATA (TD1.3a)',
      got: reason,
      message: 'Le motif du message n’est d’aucune transaction du DMP.',
      remedy:
        'Écrivez reasonCode code="TEST_EXST" pour un test d’existence, "CNSLT_DATA" pour les données administratives.',
    }),
    ...identified(request, place),
  ];
}

// Who sends, when, and which query: the DMP echoes them in its answer (facts, DMP §4).
function identified({ document, at }: DmpRequest, place: string): Finding[] {
  const creation = textAt(document, `//h:${interaction}/h:creationTime/@value`, ns) ?? '';
  const ids = ['h:id', 'h:sender/h:device/h:id', 'h:controlActProcess/h:queryByParameter/h:queryId'];
  return [
    ...unless(/^\d{14}$/.test(creation), {
      code: 'date',
      where: at(`${place}/h:creationTime/@value`),
      expected: 'AAAAMMJJhhmmss',
      got: creation,
      message: 'L’heure de création du message n’a pas sa forme.',
      remedy: 'Écrivez creationTime value="AAAAMMJJhhmmss", sans séparateur ni décalage.',
    }),
    ...ids
      .filter((path) => (textAt(document, `//h:${interaction}/${path}/@root`, ns) ?? '') === '')
      .flatMap((path) =>
        unless(false, {
          code: 'identifiant',
          where: at(`${place}/${path}/@root`),
          expected: 'un OID',
          got: null,
          message: 'Le message ne dit pas son identifiant, son émetteur ou sa requête.',
          remedy:
            'Renseignez id et queryId (root : l’OID du logiciel, extension : un numéro neuf) et sender/device/id (root : l’OID de l’installation).',
        }),
      ),
  ];
}

function authorization({ document, at }: DmpRequest): Finding[] {
  const place = `${body}/hab:setAuthorization`;
  const actions = textsAt(document, '//hab:setAuthorization/hab:action', ns);
  const roles = textsAt(document, '//hab:setAuthorization/hab:role', ns);
  return [
    ...unless(actions.length === 1 && ['AJOUT', 'SUPPRESSION'].includes(actions[0] ?? ''), {
      code: 'action',
      where: at(`${place}/hab:action`),
      expected: 'AJOUT ou SUPPRESSION',
      got: actions,
      message: 'L’action demandée sur l’autorisation n’est pas de celles du DMP.',
      remedy:
        'Écrivez un élément action (urn:si-dmp-habilitations), AJOUT ou SUPPRESSION ; le patient est celui du VIHF.',
    }),
    ...unless(roles.length <= 1 && roles.every((role) => role === 'MEDECIN_TRAITANT'), {
      code: 'role',
      where: at(`${place}/hab:role`),
      expected: 'MEDECIN_TRAITANT, ou rien',
      got: roles,
      message: 'Le rôle demandé avec l’autorisation n’est pas celui du DMP.',
      remedy: 'N’écrivez role que pour se déclarer médecin traitant, de valeur MEDECIN_TRAITANT.',
    }),
  ];
}

import { z } from 'zod';
import { type Finding, readMimeValue, textAt, textsAt } from '../../core/index.ts';
import { unless, unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type DmpRequest, eachDmpRequest, header, ns, type Transaction } from './requests.ts';

const soap12 = 'http://www.w3.org/2003/05/soap-envelope';
const anonymous = 'http://www.w3.org/2005/08/addressing/anonymous';
const addressing = '/soap:Envelope/soap:Header/wsa:';

/** Action and last word of the path of each transaction (facts, DMP §1, documented). */
const services: Readonly<Partial<Record<Transaction, { action: string; path: string }>>> = {
  'TD0.2': { action: 'urn:hl7-org:v3:PRPA_IN201307UV02', path: 'patients' },
  'TD1.3a': { action: 'urn:hl7-org:v3:PRPA_IN201307UV02', path: 'patients' },
  'TD0.3': { action: 'urn:si-dmp-habilitations:HabilitationsEndPoint:setAuthorization', path: 'habilitations' },
  'TD2.1': { action: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b', path: 'repository' },
  'TD3.1': { action: 'urn:ihe:iti:2007:RegistryStoredQuery', path: 'registry' },
  'TD3.2': { action: 'urn:ihe:iti:2007:RetrieveDocumentSet', path: 'repository' },
  'TD3.3': { action: 'urn:ihe:iti:2010:UpdateDocumentSet', path: 'registry' },
};

export const enveloppe = defineRule({
  id: 'dmp.enveloppe',
  version: '1',
  title: 'Enveloppe SOAP 1.2 et WS-Addressing de la transaction, à son adresse',
  source:
    'WSDL du DMP et exemples du GIE SESAM-Vitale (faits DMP §1 et 2, documenté) ; l’exemple officiel de TD2.1 est en ' +
    'SOAP 1.1 : signalé seulement pour cette transaction ; le service réel regarde le corps plus que l’action (inféré)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const seen = new Set<string>();
    return eachDmpRequest(inputs, (request) => [
      ...envelope(request),
      ...contentType(request),
      ...service(request),
      ...identifiers(request, seen),
    ]);
  },
});

function envelope({ document, transaction, at }: DmpRequest): Finding[] {
  const { name, namespaceUri } = document.root;
  return unless(name === 'Envelope' && namespaceUri === soap12, {
    code: 'soap-version',
    severity: transaction === 'TD2.1' && name === 'Envelope' ? 'avertissement' : 'bloquant',
    where: at('/soap:Envelope'),
    expected: `Envelope de ${soap12}`,
    got: `${name} de ${namespaceUri}`,
    message: 'Le message n’est pas une enveloppe SOAP 1.2.',
    remedy: `Construisez le message en SOAP 1.2 : élément Envelope de l’espace de noms ${soap12}.`,
  });
}

// RFC 3902: the action parameter may be left out; one that is there is the action.
function contentType({ exchange, document, at }: DmpRequest): Finding[] {
  const text = header(exchange, 'content-type') ?? '';
  const { type, params } = readMimeValue(text);
  const plain = type === 'application/soap+xml';
  const mtom =
    type === 'multipart/related' &&
    params['type']?.toLowerCase() === 'application/xop+xml' &&
    params['start-info']?.toLowerCase().startsWith('application/soap+xml') === true;
  const action = params['action'] ?? actionOf(document);
  return unless((plain || mtom) && action === actionOf(document), {
    code: 'type-de-contenu',
    where: at('Content-Type'),
    expected: `application/soap+xml; action="${actionOf(document) ?? ''}", ou multipart/related de type application/xop+xml`,
    got: text,
    message: 'Le type de contenu n’est pas celui d’un message SOAP 1.2, ou dit une autre action.',
    remedy:
      'Envoyez Content-Type: application/soap+xml; charset=utf-8; action="…" (ou le multipart/related de MTOM, start-info="application/soap+xml"), avec dans action la valeur même de wsa:Action.',
  });
}

function service({ exchange, document, transaction, at }: DmpRequest): Finding[] {
  const expected = services[transaction];
  if (expected === undefined) return [];
  const path = exchange.request?.path.split('?')[0] ?? '';
  return [
    ...unlessEqual({
      code: 'wsa-action',
      where: at(`${addressing}Action`),
      expected: expected.action,
      got: actionOf(document),
      message: 'wsa:Action n’est pas l’action de la transaction.',
      remedy: `Écrivez ${expected.action} dans wsa:Action : c’est l’action que le WSDL du DMP donne à ${transaction}.`,
    }),
    ...unless(path.endsWith(`/si-dmp-server/v2/services/${expected.path}`), {
      code: 'adresse',
      where: at('adresse'),
      expected: `/si-dmp-server/v2/services/${expected.path}`,
      got: path,
      message: 'La requête n’est pas à l’adresse de la transaction.',
      remedy: `Envoyez ${transaction} au service « ${expected.path} » de l’adresse du DMP, que le réglage du produit donne.`,
    }),
  ];
}

function identifiers({ document, at }: DmpRequest, seen: Set<string>): Finding[] {
  const id = textAt(document, "/*/*[local-name()='Header']/wsa:MessageID", ns) ?? '';
  const reply = textsAt(document, "/*/*[local-name()='Header']/wsa:ReplyTo/wsa:Address", ns);
  const repeated = seen.has(id);
  seen.add(id);
  return [
    ...unless(/^\S+:\S+$/.test(id) && !repeated, {
      code: 'message-id',
      where: at(`${addressing}MessageID`),
      expected: 'un URI qui n’a pas encore servi',
      got: id,
      message: 'wsa:MessageID manque ou a déjà servi.',
      remedy:
        'Tirez un UUID neuf pour chaque message, reprises comprises, et écrivez-le urn:uuid:… dans wsa:MessageID.',
    }),
    ...unless(
      reply.every((address) => address === anonymous),
      {
        code: 'reply-to',
        where: at(`${addressing}ReplyTo`),
        expected: anonymous,
        got: reply,
        message: 'La réponse est demandée ailleurs que sur la connexion.',
        remedy: `Écrivez ${anonymous} dans wsa:ReplyTo/wsa:Address, ou omettez ReplyTo : le DMP répond sur la connexion.`,
      },
    ),
  ];
}

function actionOf(document: DmpRequest['document']): string | null {
  return textAt(document, "/*/*[local-name()='Header']/wsa:Action", ns);
}

import type { XmlDocument } from 'libxml2-wasm';
import { z } from 'zod';
import { elementAt, type Finding, textAt } from '../../core/index.ts';
import { unless, unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachRequest, header, type InsiRequest, ns, searchByCard, searchByTraits } from './soap.ts';

const body = '/soap:Envelope/soap:Body';

export const enveloppe = defineRule({
  id: 'insi.enveloppe',
  version: '2',
  title: 'Enveloppe SOAP 1.2, action du type de contenu et de wsa:Action conformes au WSDL',
  source:
    'INSI-01 ; WSDL DESIR_ICIR_EXP_1.5.0 (faits INSi §1.2 et 1.3, documenté) : deux opérations, que le corps distingue ; ' +
    'celles de vérification (WS_INS3 à 5) n’ont pas de WSDL public et sont seulement signalées',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachRequest(inputs, (request) => {
      const { document, at } = request;
      const soap = unless(elementAt(document, body, ns) !== null, {
        code: 'soap-version',
        where: at('/soap:Envelope'),
        expected: `Envelope de ${ns.soap}`,
        got: document.root.namespaceUri,
        message: 'La requête n’est pas une enveloppe SOAP 1.2.',
        remedy: `Envoyez une enveloppe SOAP 1.2 (espace de noms ${ns.soap}, et non celui de SOAP 1.1), avec son Body.`,
      });
      return [...soap, ...(isVerification(document) ? verification(request) : actions(request))];
    }),
});

function actions({ exchange, document, at }: InsiRequest): Finding[] {
  const action = elementAt(document, `${body}/vit:RECVITALE`, ns) === null ? searchByTraits : searchByCard;
  const contentType = header(exchange, 'content-type') ?? '';
  const told = /action="?([^";]+)/i.exec(contentType)?.[1];
  return [
    ...unless(/^application\/soap\+xml\b/i.test(contentType) && told === action, {
      code: 'type-de-contenu',
      where: at('Content-Type'),
      expected: `application/soap+xml; action="${action}"`,
      got: contentType,
      message: 'Le type de contenu ne porte pas l’action du WSDL.',
      remedy: `Envoyez l’en-tête HTTP Content-Type: application/soap+xml; charset=utf-8; action="${action}" : en SOAP 1.2 l’action est un paramètre du type, et non l’en-tête SOAPAction.`,
    }),
    ...unlessEqual({
      code: 'wsa-action',
      where: at('/soap:Envelope/soap:Header/wsa:Action'),
      expected: action,
      got: textAt(document, '/soap:Envelope/soap:Header/wsa:Action', ns),
      message: 'wsa:Action n’est pas l’action du WSDL.',
      remedy: `Écrivez dans soap:Header un wsa:Action qui vaut ${action}, l’opération que le corps demande.`,
    }),
  ];
}

function isVerification(document: XmlDocument): boolean {
  return document.get("/*/*[local-name()='Body']/*[local-name()='RequeteUnitaire']") !== null;
}

function verification({ at }: InsiRequest): Finding[] {
  return unless(false, {
    code: 'operation-non-publiee',
    severity: 'information',
    where: at(body),
    expected: 'RECSANSVITALE ou RECVITALE',
    got: 'RequeteUnitaire',
    message: 'La vérification d’une INS n’a pas de description publique : son enveloppe seule est regardée.',
    remedy: 'Faites valider cette requête par le CNDA : le banc ne peut juger ni son action ni son corps.',
  });
}

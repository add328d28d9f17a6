import { z } from 'zod';
import { elementAt, textAt } from '../../core/index.ts';
import { unless, unlessEqual } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachRequest, header, ns, searchByTraits } from './soap.ts';

export const enveloppe = defineRule({
  id: 'insi.enveloppe',
  version: '1',
  title: 'Enveloppe SOAP 1.2, action du type de contenu et de wsa:Action conformes au WSDL',
  source: 'INSI-01 ; WSDL DESIR_ICIR_EXP_1.5.0 (faits INSi §1.2 et 1.3, documenté)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachRequest(inputs, ({ exchange, document, at }) => {
      const contentType = header(exchange, 'content-type') ?? '';
      return [
        ...unless(elementAt(document, '/soap:Envelope/soap:Body', ns) !== null, {
          code: 'soap-version',
          where: at('/soap:Envelope'),
          expected: `Envelope de ${ns.soap}`,
          got: document.root.namespaceUri,
          message: 'La requête n’est pas une enveloppe SOAP 1.2.',
        }),
        ...unless(
          /^application\/soap\+xml\b/i.test(contentType) &&
            /action="?([^";]+)/i.exec(contentType)?.[1] === searchByTraits,
          {
            code: 'type-de-contenu',
            where: at('Content-Type'),
            expected: `application/soap+xml; action="${searchByTraits}"`,
            got: contentType,
            message: 'Le type de contenu ne porte pas l’action du WSDL.',
          },
        ),
        ...unlessEqual({
          code: 'wsa-action',
          where: at('/soap:Envelope/soap:Header/wsa:Action'),
          expected: searchByTraits,
          got: textAt(document, '/soap:Envelope/soap:Header/wsa:Action', ns),
          message: 'wsa:Action n’est pas l’action du WSDL.',
        }),
      ];
    }),
});

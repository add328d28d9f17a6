import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { XmlElement } from 'libxml2-wasm';
import { getResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { publishedIdentities, withXml } from '../../core/index.ts';
import { answerCode, cardAction, insiRequest } from '../../test/support/insi-request.ts';
import { faultXml } from './faults.ts';
import { type InsiOptions, type InsiTokenVerdict, insiHandlers } from './index.ts';
import { readInsiRequest } from './request.ts';
import { resultXml } from './result.ts';

const samples = resolve(import.meta.dirname, '../../../shared/data/insi/samples-reconstructed');
const present = existsSync(samples);
const { ADRTROIS, ECETINSI } = publishedIdentities;

// What a namespace-aware reader sees: names, text and attributes, in order. Prefixes and layout may differ.
function contentOf(xml: string | Buffer): string[] {
  return withXml(Buffer.from(xml), (document) =>
    document.find('//*').map((node) => {
      const element = node as XmlElement;
      const text = element.find('text()').map((part) => part.content.trim());
      const attributes = element.attrs.map(({ name, content }) => `${name}=${content}`).sort();
      return [`{${element.namespaceUri}}${element.name}`, ...attributes, ...text].join(' ');
    }),
  );
}

function sample(file: string): string {
  return readFileSync(join(samples, file), 'utf8');
}

function assertionOf(file: string): string {
  return /<saml2:Assertion.*<\/saml2:Assertion>/s.exec(sample(file))?.[0] ?? '';
}

// When the samples were written.
const environment = {
  clock: { now: () => Date.parse('2026-01-15T09:40:00Z') },
  random: { bytes: (length: number) => Buffer.alloc(length) },
};

async function answerTo(body: string, options: InsiOptions = {}, authorization = ''): Promise<string> {
  const headers: HeadersInit = authorization === '' ? {} : { authorization };
  const request = new Request('https://insi.test/lps', { method: 'POST', body, headers });
  const answer = await getResponse(insiHandlers({ environment, ...options }), request);
  return answerCode((await answer?.text()) ?? '');
}

const messageId = 'uuid:0dfb8f66-de74-4f30-ba83-bebde1239ebf';
const answers: ReadonlyArray<[string, string]> = [
  ['10-response-00-live-shape.xml', resultXml({ code: '00', identity: ADRTROIS })],
  ['11-response-00-history-schema-order.xml', resultXml({ code: '00', identity: ECETINSI })],
  ['12-response-01.xml', resultXml({ code: '01' })],
  ['13-response-02.xml', resultXml({ code: '02' })],
  ['20-fault-front-desir_550-http500.xml', faultXml('desir_550', { messageId })],
  ['21-fault-backend-insi_102-http500.xml', faultXml('insi_102')],
];

describe.skipIf(!present)('samples rebuilt from the facts (skipped: ../shared is absent)', () => {
  it.each(answers)('writes the content of %s', (file, xml) => {
    expect(contentOf(xml)).toEqual(contentOf(readFileSync(join(samples, file))));
  });

  it('reads the request sample', () => {
    const request = readInsiRequest(readFileSync(join(samples, '01-request-WS_INS2-mtls-certificate.xml')), {
      contentType: '',
    });
    expect(request).toMatchObject({
      soap12: true,
      messageId,
      operation: 'WS_INS2',
      contexteLps: true,
      contexteBam: true,
      couverture: 'vide',
      idam: 'TESTIDAM0001',
      body: 'WS_INS2',
      traits: { nomNaissance: 'ADRTROIS', prenoms: ['DOMINIQUE'], sexe: 'F', dateNaissance: '1997-02-26' },
      keys: ['ADRTROIS'],
    });
  });

  it('finds the birth name and the matricules of a search by card', () => {
    const body = readFileSync(join(samples, '04-body-WS_INS1-RECVITALE.xml'), 'utf8').replace(/<!--.*?-->/s, '');
    const envelope = `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${body}</e:Body></e:Envelope>`;
    expect(readInsiRequest(Buffer.from(envelope), { contentType: '' }).keys).toEqual(['ADRUN', '2751263220749']);
  });

  it('accepts the request sample', async () => {
    expect(await answerTo(sample('01-request-WS_INS2-mtls-certificate.xml'))).toBe('00');
  });

  it('accepts the body sample of a search by card', async () => {
    const [body] = /<rv:RECVITALE.*<\/rv:RECVITALE>/s.exec(sample('04-body-WS_INS1-RECVITALE.xml')) ?? [];
    const parts = { action: cardAction, couverture: '<c:GrandRegime>01</c:GrandRegime>', body: body ?? '' };
    expect(await answerTo(insiRequest(parts))).toBe('00');
  });

  it('accepts the unsigned assertion sample of Pro Santé Connect', async () => {
    const security = assertionOf('03-security-header-PSC-unsigned-assertion.xml');
    const validateToken = (): Promise<InsiTokenVerdict> => Promise.resolve({ ok: true, subject: '899900063480' });
    expect(await answerTo(insiRequest({ security }), { validateToken }, 'Bearer jeton')).toBe('00');
  });

  it('refuses the signature of the card sample, which is a placeholder', async () => {
    const security = assertionOf('02-security-header-PS-assertion-CPS.xml');
    expect(await answerTo(insiRequest({ security }), { mode: 'carte' })).toBe('probant_assertion_ps_signature');
  });
});

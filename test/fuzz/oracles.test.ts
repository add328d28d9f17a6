import { describe, expect, it } from 'vitest';
import { insiRequest } from '../support/insi-request.ts';
import { Dice } from './dice.ts';
import { jsonOracle, judgeHttp, soapOracle } from './http-oracles.ts';
import type { FuzzInput, Observation } from './input.ts';
import { judgeImap, judgeSmtp } from './mail-oracles.ts';
import { mutatedXml } from './xml-mutations.ts';

const soap = 'http://www.w3.org/2003/05/soap-envelope';
const input: FuzzInput = { door: 'x', kind: 'x', steps: [Buffer.from('a1 NOOP\r\n')], secrets: ['motdepasse'] };

function seen(text: string, more: Partial<Observation> = {}): Observation {
  return { received: Buffer.from(text), closed: false, mute: false, milliseconds: 1, ...more };
}

function http(status: number, type: string, body: string): Observation {
  const length = Buffer.byteLength(body);
  return seen(`HTTP/1.1 ${status} X\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n${body}`);
}

function envelope(content: string): string {
  return `<s:Envelope xmlns:s="${soap}"><s:Body>${content}</s:Body></s:Envelope>`;
}

const fault = (detail: string): string => `<s:Fault><s:Code/><s:Reason/><s:Detail>${detail}</s:Detail></s:Fault>`;
const soapType = 'application/soap+xml';

describe('the oracle of SOAP', () => {
  it.each([
    ['an answer', http(200, soapType, envelope('<a/>'))],
    ['a fault', http(500, soapType, envelope(fault('code="desir_550"')))],
  ])('takes %s', (_, answer) => {
    expect(judgeHttp(answer, input, soapOracle).findings).toEqual([]);
  });

  it.each([
    ['a page', http(500, 'text/html', '<html/>')],
    ['XML that does not end', http(200, soapType, envelope('<a>'))],
    ['two elements in the body', http(200, soapType, envelope('<a/><b/>'))],
    ['a fault under 200', http(200, soapType, envelope(fault('')))],
    ['a result under 500', http(500, soapType, envelope('<a/>'))],
    ['a mistake of the bench', http(500, soapType, envelope(fault('probant_erreur_interne')))],
    ['a fault without reason', http(500, soapType, envelope('<s:Fault><s:Code/></s:Fault>'))],
    ['a secret sent back', http(200, soapType, envelope('<a>motdepasse</a>'))],
    ['a silence', seen('', { mute: true })],
    ['a cut', seen('', { closed: true })],
    ['half an answer', seen('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc', { closed: true })],
    ['what is no HTTP', seen('bonjour\r\n\r\n')],
  ])('refuses %s', (_, answer) => {
    expect(judgeHttp(answer, input, soapOracle).findings).not.toEqual([]);
  });
});

describe('the oracle of JSON', () => {
  it('refuses what does not parse', () => {
    expect(
      judgeHttp(
        http(400, 'application/json', '{'),
        input,
        jsonOracle(() => undefined),
      ).findings,
    ).toHaveLength(1);
  });
});

describe('the oracle of SMTP', () => {
  it('takes replies of several lines', () => {
    expect(judgeSmtp(seen('250-a\r\n250 b\r\n354 c\r\n'), input).findings).toEqual([]);
  });

  it.each(['bonjour\r\n', '999 x\r\n', '250-a\r\n251 b\r\n', '250 a', '250 motdepasse\r\n', '500 TypeError: x\r\n'])(
    'refuses %j',
    (text) => {
      expect(judgeSmtp(seen(text), input).findings).not.toEqual([]);
    },
  );
});

describe('the oracle of IMAP', () => {
  it('takes literals and completions', () => {
    expect(judgeImap(seen('* 1 FETCH (BODY[] {4}\r\n\0\r\na FLAGS ())\r\na1 OK fait\r\n'), input).findings).toEqual([]);
  });

  it.each([
    '* 1 FETCH (BODY[] {9}\r\nabc',
    'zz OK x\r\n',
    'a1 NO [SERVERBUG] x\r\n',
    '* 1 AUTRE\r\n',
    'a1 OK motdepasse\r\n',
    'a1 OK \0\r\n',
  ])('refuses %j', (text) => {
    expect(judgeImap(seen(text), input).findings).not.toEqual([]);
  });
});

describe('the inputs', () => {
  it('are the same for the same seed', () => {
    const made = (seed: string): string => mutatedXml(insiRequest(), new Dice(seed));
    expect(new Set(['un', 'un', 'deux'].map(made)).size).toBe(2);
  });
});

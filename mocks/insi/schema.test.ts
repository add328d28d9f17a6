import { getResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { answerCode, cardRequest, insiRequest } from '../../test/support/insi-request.ts';
import { type InsiOptions, insiHandlers } from './index.ts';

async function answer(body: string, options: InsiOptions = {}): Promise<string> {
  const request = new Request('https://insi.test/lps', { method: 'POST', body });
  return (await (await getResponse(insiHandlers(options), request))?.text()) ?? '';
}

const right = insiRequest();
const name = '<NomNaissance>ADRTROIS</NomNaissance>';

const cases: ReadonlyArray<[string, string, string]> = [
  ['out of order', right.replace(name, '').replace('</RECSANS', `${name}</RECSANS`), 'NomNaissance dans RECSANSVITALE'],
  ['repeated', right.replace(name, name + name), 'NomNaissance dans RECSANSVITALE : élément répété'],
  ['of no schema', right.replace(name, `${name}<Autre/>`), 'Autre dans RECSANSVITALE'],
  ['of another namespace', right.replace(name, `${name}<Prenom xmlns="urn:x"/>`), 'Prenom dans RECSANSVITALE'],
  [
    'of a context, out of order',
    right.replace('<c:LPS>', '<c:LPS/><c:Emetteur>1</c:Emetteur><c:LPS>'),
    'Emetteur dans',
  ],
  ['that is no instant', right.replace('2026-01-15T09:39:02.004Z', 'hier'), 'Temps « hier »'],
];

describe('a message that the schemas of the WSDL forbid', () => {
  it.each(cases)('is refused for an element %s', async (_, body, detail) => {
    const xml = await answer(body);
    expect([answerCode(xml), xml]).toEqual(['probant_schema', expect.stringContaining(detail)]);
  });

  it('is refused in a search by card', async () => {
    const body = cardRequest()
      .replace(/<RangNaissance>1<\/RangNaissance>/, '')
      .replace('<MatriculeIndividu>', '<RangNaissance>1</RangNaissance><MatriculeIndividu>');
    expect(await answer(body)).toContain('MatriculeIndividu dans RECVITALE');
  });

  it.each(cases)('passes where a run leaves it to its rules: %s', async (_, body) => {
    expect(answerCode(await answer(body, { schemas: 'ignores' }))).toBe('00');
  });
});

describe('a message that they allow', () => {
  it.each([
    [
      'several first names',
      insiRequest({
        nomNaissance: 'NESSI',
        prenoms: ['MICHELANGELO', 'ANTHONY'],
        sexe: 'M',
        dateNaissance: '2010-08-07',
      }),
    ],
    ['a time zone', right.replaceAll('2026-01-15T09:39:02.004Z', '2026-01-15T10:39:02+01:00')],
    ['comments between its elements', right.replace(name, `<!-- nom -->${name}`)],
  ])('is answered: %s', async (_, body) => {
    expect(answerCode(await answer(body))).toBe('00');
  });
});

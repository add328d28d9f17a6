import { expect, test } from 'vitest';
import { mails, plainMail, replaced } from '../pieces/testing.ts';
import { espaceDeConfiance } from './espace-de-confiance.rule.ts';

const check = async (body: string, domaines?: string[]) =>
  (await espaceDeConfiance.check(mails(body), domaines === undefined ? {} : { domaines })).map(
    ({ severity, where, got }) => `${severity} ${got} @ ${where}`,
  );

test('accepts mailboxes of MSSanté', async () => {
  expect(await check(plainMail)).toEqual([]);
});

test('accepts the domains of the list', async () => {
  expect(await check(plainMail, ['TEST.mssante.fr'])).toEqual([]);
});

test.each(['gmail.com', 'mssante.fr.exemple.com', 'faux-mssante.fr'])('warns of a recipient at %s', async (domain) => {
  const body = replaced(plainMail, '<confrere@test.mssante.fr>', `<a@${domain}>`);
  expect(await check(body)).toEqual([`avertissement a@${domain} @ échange 1 · To`]);
});

test('warns of the answer that would go elsewhere', async () => {
  expect(await check(`Reply-To: <cabinet@orange.fr>\r\n${plainMail}`)).toEqual([
    'avertissement cabinet@orange.fr @ échange 1 · Reply-To',
  ]);
});

test('refuses a domain that the list lacks', async () => {
  expect(await check(replaced(plainMail, 'confrere@test', 'confrere@autre'), ['test.mssante.fr'])).toEqual([
    'bloquant confrere@autre.mssante.fr @ échange 1 · To',
  ]);
});

test('warns of a hidden recipient', async () => {
  const headers: Array<[string, string]> = [['RCPT TO', '<a@exemple.com>']];
  const found = await espaceDeConfiance.check(mails({ body: plainMail, headers }), {});
  expect(found.map(({ where }) => where)).toEqual(['échange 1 · RCPT TO']);
});

test('tells at most twenty of many', async () => {
  const many = Array.from({ length: 1000 }, (_, i) => `<a${i}@exemple.com>`).join(', ');
  expect(await check(`Cc: ${many}\r\n${plainMail}`)).toHaveLength(20);
});

import { expect, test } from 'vitest';
import { configured } from '../examples/mail-connection.ts';
import { places } from '../testing.ts';
import { autoconfiguration } from './autoconfiguration.rule.ts';

const check = async (told?: Parameters<typeof configured>[0]): Promise<string[]> =>
  places(await autoconfiguration.check(configured(told), {}));

test('accepts the servers that the operator publishes', async () => {
  expect(await check()).toEqual([]);
});

test('refuses a mailbox that was configured without asking', async () => {
  expect(await check({ asked: false })).toEqual(['configuration-non-demandee @ echanges']);
});

test('refuses another server', async () => {
  expect(await check({ smtp: 'smtp.test.mssante.fr:25' })).toEqual([
    'configuration-non-appliquee @ serveurs · outgoingServer',
  ]);
});

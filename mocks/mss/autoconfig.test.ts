import { getResponse } from 'msw';
import { expect, it } from 'vitest';
import { parseStringPromise } from 'xml2js';
import { autoconfigHandlers } from './autoconfig.ts';

it('tells where the PSC interface is', async () => {
  const handlers = autoconfigHandlers({
    domain: 'test.mssante.fr',
    host: 'mss.test',
    ports: { imap: 6143, smtp: 6587 },
  });
  const response = await getResponse(handlers, new Request('https://autoconfig.test.mssante.fr/mail/config-v1.1.xml'));
  const { clientConfig } = await parseStringPromise((await response?.text()) ?? '', { explicitArray: false });
  expect(clientConfig.emailProvider).toMatchObject({
    domain: 'test.mssante.fr',
    incomingServer: {
      $: { type: 'imap' },
      hostname: 'mss.test',
      port: '6143',
      socketType: 'STARTTLS',
      authentication: 'OAuth2',
    },
    outgoingServer: {
      $: { type: 'smtp' },
      hostname: 'mss.test',
      port: '6587',
      socketType: 'STARTTLS',
      authentication: 'OAuth2',
    },
  });
});

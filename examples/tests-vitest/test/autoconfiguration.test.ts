import { describe, expect, it } from 'vitest';
import { configurer } from '../src/messagerie.ts';
import { servir } from './services.ts';

servir();

describe('l’autoconfiguration d’une boîte', () => {
  it('donne les serveurs de l’opérateur', async () => {
    expect(await configurer('alix.temoin@test.mssante.fr')).toEqual({
      imap: 'mail.test.mssante.fr:1143',
      smtp: 'mail.test.mssante.fr:1587',
    });
  });
});
